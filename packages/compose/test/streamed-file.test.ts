import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OutputDirectory } from "@compose-actions/compose";
import { expect, test } from "vitest";
import { scratch } from "./support/scratch.ts";

const make = scratch();
const MIB = 1024 * 1024;

/** Texts of which none is like another. */
function texts(...lengths: number[]): string[] {
  return lengths.map((length, i) => `${i}:`.padEnd(length, String.fromCharCode(0x41 + i)));
}

test.each([
  ["nothing", [], 1],
  ["a little, never handed over", [10, 20], Number.POSITIVE_INFINITY],
  ["pieces that are handed over one by one", [10, 70_000, 3, MIB, 5, 2 * MIB, 1], 1],
  ["more than there is room for between two turns", [3 * MIB, 3 * MIB, 3 * MIB, 100, 9 * MIB, 7], 3],
  ["exactly as much as there is room for", [4 * MIB, 4 * MIB, 4 * MIB], 1],
])("a streamed file holds what was written: %s", async (_what, lengths, turns) => {
  const folder = make();
  const output = new OutputDirectory(join(folder, "out"), []);
  const file = output.stream("rpms.json");
  for (const [i, text] of texts(...lengths).entries()) {
    file.write(text);
    if ((i + 1) % turns === 0) {
      await file.turn();
    }
  }
  await file.close();
  output.commit();
  const found = readFileSync(join(folder, "out/rpms.json"), "latin1");
  expect(found === texts(...lengths).join("")).toBe(true);
});

test("a streamed file must not exist yet", () => {
  const output = new OutputDirectory(join(make(), "out"), []);
  output.stream("rpms.json");
  expect(() => output.stream("rpms.json")).toThrow(/EEXIST/);
  output.discard();
});
