import { createHash } from "node:crypto";
import { createReadStream, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { describe, expect, test } from "vitest";
import { generateCompose } from "./generator/generate.mjs";
import { type Result, upgrade } from "./support/dist.ts";
import { names, TYPES } from "./support/files.ts";
import { useScratch } from "./support/scratch.ts";

const scratch = useScratch();
const BASE_URL = "https://cdn.example.com/compose/";
const MEBIBYTE = 2 ** 20;
/** Longer texts V8 cannot hold. */
const LONGEST_STRING = 536_870_888;
/** What a conversion may need, in MiB, however large the file: far less than the file. */
const MEMORY = 400;

const generate = (options: object) =>
  generateCompose({ out: scratch.fresh(), totalRpms: 1_000_000, variants: 4, arches: 4, ...options })
    .metadata;

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function expectSame(folder: string, expected: string): Promise<void> {
  expect(names(folder)).toEqual(names(expected));
  for (const type of TYPES) {
    const [one, other] = [join(folder, `${type}.json`), join(expected, `${type}.json`)];
    expect(`${type} ${statSync(one).size} ${await sha256(one)}`).toBe(
      `${type} ${statSync(other).size} ${await sha256(other)}`,
    );
  }
}

/** Runs the command line and notes how much memory it took at most, in MiB. */
async function measured(args: readonly string[]): Promise<Result & { peak: number }> {
  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  const result = await upgrade(args, {
    limit: 10 * 60_000,
    onStart(_, pid) {
      timer = setInterval(() => {
        peak = Math.max(peak, highWater(pid));
      }, 50);
    },
  });
  clearInterval(timer);
  console.log(
    `${args.join(" ")}: ${Math.round(result.milliseconds / 100) / 10} s, at most ${Math.round(peak)} MiB`,
  );
  return { ...result, peak };
}

/** The most memory that a process has had, in MiB; 0 when it has ended. */
function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

describe("a million packages", () => {
  const [up, down] = [scratch.fresh(), scratch.fresh()];

  test("go up to 2.0 in little memory, though the file is longer than any text", async () => {
    const compose = generate({});
    const expected = generate({ version: "2.0", bareLocations: true, baseUrl: BASE_URL });
    const { code, peak } = await measured([compose, "--output", up, "--base-url", BASE_URL]);
    expect(code).toBe(0);
    expect(statSync(join(up, "rpms.json")).size).toBeGreaterThan(LONGEST_STRING);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MEMORY);
    await expectSame(up, expected);
    rmSync(expected, { recursive: true });
    const back = await measured([up, "--output", down, "--to-version", "1.2"]);
    expect(back.code).toBe(0);
    expect(back.peak).toBeLessThan(MEMORY);
    // 2.0 cannot hold all that 1.2 says of modules.
    for (const type of TYPES.filter((one) => one !== "modules")) {
      expect(await sha256(join(down, `${type}.json`))).toBe(await sha256(join(compose, `${type}.json`)));
    }
  });

  test("get other URLs", async () => {
    const moved = scratch.fresh();
    const { code, peak } = await measured([
      up,
      "--output",
      moved,
      "--base-url",
      "https://other.example.net/",
    ]);
    expect(code).toBe(0);
    expect(peak).toBeLessThan(MEMORY);
    const back = scratch.fresh();
    expect(await measured([moved, "--output", back, "--base-url", BASE_URL])).toMatchObject({ code: 0 });
    await expectSame(back, up);
  });

  test(`are selected from, without the rest taking more than ${MEMORY} MiB`, async () => {
    const some = scratch.fresh();
    const args = [
      "--base-url",
      BASE_URL,
      "--kinds",
      "rpm",
      "--arches",
      "x86_64",
      "--include",
      "**/*.src.rpm",
    ];
    const { code, peak } = await measured([up, "--output", some, ...args]);
    expect(code).toBe(0);
    expect(peak).toBeLessThan(MEMORY);
    expect(statSync(join(some, "rpms.json")).size).toBeLessThan(100 * MEBIBYTE);
  });
});

test("half a million packages in random order come out in order", async () => {
  const options = { totalRpms: 500_000, mixedKeys: true };
  const [up, sorted] = [scratch.fresh(), scratch.fresh()];
  const base = ["--base-url", BASE_URL, "--kinds", "rpm"];
  expect(await measured([generate({ ...options, shuffle: true }), "--output", up, ...base])).toMatchObject({
    code: 0,
  });
  expect(await measured([generate(options), "--output", sorted, ...base])).toMatchObject({ code: 0 });
  expect(await sha256(join(up, "rpms.json"))).toBe(await sha256(join(sorted, "rpms.json")));
});
