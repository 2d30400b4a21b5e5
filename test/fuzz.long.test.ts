import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MetadataError } from "@compose-actions/metadata";
import { parseInputs, type RawInputs, UserError } from "@compose-actions/step";
import { step } from "@compose-actions/upgrade-metadata";
import { describe, expect, test } from "vitest";
import { RandomStream } from "./generator/random.mjs";
import { BASE_URL, generate } from "./support/composes.ts";
import { type Json, names, TYPES } from "./support/files.ts";
import { useScratch } from "./support/scratch.ts";

const scratch = useScratch();
const ROUNDS = Number(process.env["FUZZ_ROUNDS"] ?? 1500);

/** Values that have been trouble somewhere. */
const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  "",
  " ",
  "0",
  "..",
  "/",
  "a/../b",
  "__proto__",
  "x\u0000y",
  "\ud800",
  "\u202e",
  "::error::x",
  "x".repeat(5000),
  "https://u:p@x.example/",
  "oci://x",
  [],
  [[]],
  [null],
  {},
  { __proto__: null, constructor: {} },
  { x86_64: "a" },
];
const TOKENS = [
  "{",
  "}",
  "[",
  "]",
  '"',
  ":",
  ",",
  "\\",
  "\\u",
  "\\ud83d",
  "\n",
  "\0",
  "1e999",
  "-",
  "null",
  "\u00ff",
  "//",
];

/** Replaces, removes, renames or repeats something somewhere in a document. */
function mutateValue(document: Json, random: RandomStream): Json {
  const places: { holder: Json; key: string }[] = [];
  const walk = (holder: Json): void => {
    if (typeof holder !== "object" || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(holder[key]);
    }
  };
  walk(document);
  if (places.length === 0) return document;
  const { holder, key } = random.pick(places);
  switch (random.between(0, 4)) {
    case 0:
      delete holder[key];
      break;
    case 1: {
      const name = String(random.pick(VALUES.filter((value) => typeof value === "string")));
      Object.defineProperty(holder, name, {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
      break;
    }
    case 2:
      // Something that stands elsewhere in the document.
      holder[key] = structuredClone(random.pick(places).holder);
      break;
    default:
      holder[key] = structuredClone(random.pick(VALUES));
  }
  return document;
}

function mutateBytes(bytes: Buffer, random: RandomStream): Buffer {
  const at = random.between(0, bytes.length);
  const length = random.between(0, 40);
  switch (random.between(0, 4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 3: {
      const changed = Buffer.from(bytes);
      if (at < changed.length) changed.writeUInt8(random.between(0, 255), at);
      return changed;
    }
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(TOKENS)), bytes.subarray(at)]);
  }
}

function mutateFile(path: string, random: RandomStream): void {
  if (random.chance(0.4)) {
    writeFileSync(path, mutateBytes(readFileSync(path), random));
    return;
  }
  let document = JSON.parse(readFileSync(path, "utf8"));
  for (let count = random.between(1, 3); count > 0; count -= 1) document = mutateValue(document, random);
  writeFileSync(path, JSON.stringify(document));
}

async function convert(raw: RawInputs): Promise<"done" | "failed"> {
  try {
    await step.run(parseInputs(step.inputs, raw), {
      signal: AbortSignal.timeout(60_000),
      reporter: { info() {}, warn() {}, progress() {} },
    });
    return "done";
  } catch (error) {
    if (error instanceof UserError || error instanceof MetadataError) {
      expect(error.message).not.toMatch(/undefined|\[object|NaN/);
      return "failed";
    }
    throw error;
  }
}

const composes = Object.fromEntries(
  (["1.0", "1.1", "1.2", "2.0"] as const).map((version) => [
    version,
    generate(scratch, {
      version,
      files: true,
      nested: true,
      variants: 1,
      rpmsPerArch: 3,
      images: 2,
      algos: ["sha256", "md5"],
    }),
  ]),
);

describe.each(Object.keys(composes))("mutated metadata of version %s", (version) => {
  test(`${ROUNDS} rounds: it is converted, or refused with an error for the user and nothing written`, async () => {
    const outcomes = { done: 0, failed: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const random = new RandomStream(round, "fuzz", version);
      const compose = scratch.fresh("compose");
      cpSync(join(composes[version] ?? "", "metadata"), join(compose, "metadata"), { recursive: true });
      for (const type of random.shuffle([...TYPES]).slice(0, random.between(1, 2))) {
        mutateFile(join(compose, "metadata", `${type}.json`), random);
      }
      const output = scratch.fresh();
      const up = random.chance(0.5);
      const hashes: RawInputs = random.chance(0.1)
        ? { "compute-checksums": "true", root: composes[version] }
        : {};
      const target: RawInputs = up ? { "base-url": BASE_URL } : { "to-version": "1.2" };
      try {
        const outcome = await convert({ compose, output, ...target, ...hashes });
        outcomes[outcome] += 1;
        if (outcome === "failed") {
          expect(names(dirname(output))).toEqual([]);
        } else {
          // What was written is good metadata.
          const again = scratch.fresh();
          expect(await convert({ compose: output, output: again, "to-version": "1.2" })).toBe("done");
          rmSync(dirname(again), { recursive: true });
        }
      } catch (error) {
        throw new Error(`round ${round} of version ${version} (${up ? "up" : "down"}): ${error}`, {
          cause: error,
        });
      }
      for (const folder of [compose, output]) rmSync(dirname(folder), { recursive: true });
    }
    // Both ends are reached: the mutations are neither all harmless nor all fatal.
    expect(outcomes.done).toBeGreaterThan(ROUNDS / 20);
    expect(outcomes.failed).toBeGreaterThan(ROUNDS / 5);
  });
});
