import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, generate, metadataFile } from "../support/composes.ts";
import { upgrade } from "../support/dist.ts";
import { contents, edit, type Json, TYPES } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();

async function converted(compose: string, args: readonly string[]) {
  const output = scratch.fresh();
  expect(await upgrade([compose, "--output", output, ...args])).toMatchObject({ code: 0 });
  return contents(output);
}

/** Of a module's paths the first in the file is kept: that order alone means something. */
function withFirstPathsFirst(compose: string): void {
  edit(metadataFile(compose, "modules"), ({ payload }) => {
    for (const arches of Object.values<Json>(payload.modules)) {
      for (const module of Object.values<Json>(arches).flatMap<Json>(Object.values)) {
        const { modulemd_path: paths } = module;
        if (paths !== undefined) module.modulemd_path = Object.fromEntries(Object.entries(paths).sort());
      }
    }
  });
}

describe("the order of keys in the input does not matter", () => {
  const options = { totalRpms: 6000, images: 40, nested: true, mixedKeys: true };
  test.each<[string, object, string[]]>([
    ["up", {}, ["--base-url", BASE_URL]],
    ["down", { version: "2.0" }, ["--to-version", "1.2"]],
    ["2.0 with other URLs", { version: "2.0" }, ["--base-url", "https://new.example/"]],
    ["up, selected", {}, ["--base-url", BASE_URL, "--arches", "x86_64", "--exclude", "**/debug/**"]],
  ])("%s", async (_, version, args) => {
    const [sorted, shuffled] = [
      generate(scratch, { ...options, ...version }),
      generate(scratch, { ...options, ...version, shuffle: true }),
    ];
    for (const type of TYPES) {
      const [one, other] = [sorted, shuffled].map((compose) =>
        readFileSync(metadataFile(compose, type), "utf8"),
      );
      expect(other === one).toBe(false);
      expect(other?.length).toBe(one?.length);
    }
    withFirstPathsFirst(shuffled);
    expect(await converted(shuffled, args)).toEqual(await converted(sorted, args));
  });
});

test("what comes out is sorted: converting it once more changes nothing", async () => {
  const compose = generate(scratch, { totalRpms: 2000, shuffle: true, nested: true, arches: 3 });
  const once = scratch.fresh();
  await upgrade([compose, "--output", once, "--base-url", BASE_URL]);
  expect(await converted(once, ["--base-url", BASE_URL])).toEqual(contents(once));
});

test("neither language, time zone nor working directory changes a byte", async () => {
  const compose = generate(scratch, { totalRpms: 500, nested: true });
  const plain = await converted(compose, ["--base-url", BASE_URL]);
  const output = scratch.fresh();
  const env = { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati", HOME: "/nowhere" };
  await upgrade([compose, "--output", output, "--base-url", BASE_URL], { env, cwd: scratch.folder() });
  expect(contents(output)).toEqual(plain);
});

test("written files have the usual modes, whatever the umask", () => {
  const output = scratch.fresh();
  const cli = join(import.meta.dirname, "..", "..", "dist", "cli", "index.js");
  const script = `umask 077; "$0" "$1" upgrade-metadata "$2" --output "$3" --base-url ${BASE_URL} >/dev/null 2>&1; stat -c %a "$3" "$3/images.json"`;
  const modes = (text: string) =>
    execFileSync("sh", ["-c", text, process.execPath, cli, generate(scratch), output], { encoding: "utf8" });
  expect(modes(script)).toBe("700\n600\n");
  expect(modes(`rm -r "$3"; ${script.replace("077", "022")}`)).toBe("755\n644\n");
});
