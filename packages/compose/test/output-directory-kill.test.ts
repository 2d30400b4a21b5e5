import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { OutputDirectory } from "../src/output-directory.ts";
import { scratch } from "./support/scratch.ts";

const make = scratch();
/** Called before every rename: a run may be killed there. */
let beforeRename = () => {};

vi.mock("node:fs", async (importOriginal) => {
  const actual = await importOriginal<typeof import("node:fs")>();
  return {
    ...actual,
    renameSync: (from: string, to: string) => {
      beforeRename();
      actual.renameSync(from, to);
    },
  };
});

test("a file that is replaced is there at every moment, the old one or the new one", () => {
  const folder = make({ "images.json": "old", "rpms.json": "old" });
  const output = new OutputDirectory(folder, []);
  for (const name of ["images.json", "rpms.json"]) {
    const file = output.create(name);
    file.write("new");
    file.close();
  }
  const seen: string[][] = [];
  const look = () =>
    ["images.json", "rpms.json"].map((name) => {
      const path = join(folder, name);
      return existsSync(path) ? readFileSync(path, "utf8") : "gone";
    });
  beforeRename = () => void seen.push(look());
  output.commit();
  beforeRename = () => {};
  expect([...seen, look()]).toEqual([
    ["old", "old"],
    ["new", "old"],
    ["new", "new"],
  ]);
});
