import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TransferFailure } from "../../src/failure.ts";
import { Journal } from "../../src/files/journal.ts";
import {
  close,
  failAt,
  makeFifo,
  type Output,
  openDescriptors,
  openOutput,
  restoreIo,
  scratch,
  tree,
} from "./support.ts";

const make = scratch();
restoreIo();

const segment = fc.constantFrom("a", "b", "c", "d");
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const hostile = fc.oneof(
  path,
  fc
    .array(fc.constantFrom("a", "b", "..", ".", "", "..\\", "\0", "compose", ".productmd", "~"), {
      maxLength: 5,
    })
    .map((parts) => parts.join("/")),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const plant = fc.record({
  at: path,
  what: fc.constantFrom("out", "up", "self", "file", "hard", "pipe", "directory", "gone"),
});
const step = fc.oneof(
  fc.record({ plant }),
  fc.record({ place: hostile }),
  fc.record({ link: fc.tuple(hostile, hostile) }),
  fc.record({ remove: hostile }),
  fc.record({ rmdir: hostile }),
  fc.record({ partial: path }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Makes the directories above; not through what is planted already. */
function makeParents(at: string, output: Output): boolean {
  const parts = at.split("/").slice(0, -1);
  return parts.every((_, i) => {
    const directory = output.at(parts.slice(0, i + 1).join("/"));
    if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) {
      mkdirSync(directory);
    }
    return lstatSync(directory).isDirectory();
  });
}

/** Puts something in the way, as another process might. */
function put({ at, what }: { at: string; what: string }, output: Output, outside: string): void {
  const place = output.at(at);
  if (!makeParents(at, output)) {
    return;
  }
  try {
    if (what === "gone") {
      rmSync(place, { recursive: true });
      return;
    }
    const targets: Record<string, string> = { out: outside, up: "../..", self: "." };
    const target = targets[what];
    if (target !== undefined) {
      symlinkSync(target, place);
    } else if (what === "hard") {
      linkSync(join(outside, "kept"), place);
    } else if (what === "pipe") {
      makeFifo(place);
    } else if (what === "directory") {
      mkdirSync(place);
    } else {
      writeFileSync(place, "planted", { flag: "wx" });
    }
  } catch {
    // Something is there already.
  }
}

function run(given: Step, output: Output, outside: string): void {
  const { root, home } = output;
  if ("plant" in given) {
    put(given.plant, output, outside);
  } else if ("place" in given) {
    const name = output.write("placed");
    try {
      root.place(name, given.place);
    } finally {
      root.discardTemp(name);
    }
  } else if ("link" in given) {
    const [from, to] = given.link;
    const known = root.stat(from);
    if (known?.isFile()) {
      root.link(from, to, "auto", known);
    }
  } else if ("remove" in given) {
    root.remove(given.remove);
  } else if ("rmdir" in given) {
    root.removeDirectory(given.rmdir);
  } else {
    const name = home.partialName(given.partial);
    const { descriptor } = home.openPartial(name);
    writeFileSync(descriptor, "partial");
    closeSync(descriptor);
    root.place(name, given.partial);
  }
}

test("whatever is planted and asked for, nothing outside changes (P3)", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const parent = make();
      const outside = join(parent, "outside");
      mkdirSync(outside);
      writeFileSync(join(outside, "kept"), "kept");
      const output = openOutput(join(parent, "output"));
      for (const given of steps) {
        try {
          run(given, output, outside);
        } catch (error) {
          expect(error).toBeInstanceOf(TransferFailure);
        }
      }
      close(output);
      expect(tree(outside)).toEqual({ kept: "file kept" });
      expect(readdirSync(parent).sort()).toEqual(["output", "outside"]);
      expect(readdirSync(output.path).sort()).toEqual([".productmd", "compose"]);
      expect(readdirSync(join(output.path, ".productmd/tmp"))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("a directory that another process swaps for a link all the time (case 32)", async () => {
  const outside = make();
  const output = openOutput(make());
  mkdirSync(output.at("a/b"), { recursive: true });
  const swapper = spawn(process.execPath, [
    "-e",
    `const fs = require("node:fs");
     const [place, outside] = process.argv.slice(1);
     console.log("ready");
     for (let i = 0; ; i++) {
       const aside = place + "-" + i;
       try { fs.renameSync(place, aside); } catch {}
       try { fs.symlinkSync(outside, place); } catch {}
       try { fs.unlinkSync(place); } catch {}
       fs.rmSync(aside, { recursive: true, force: true });
     }`,
    output.at("a"),
    outside,
  ]);
  try {
    await once(swapper.stdout, "data");
    let placed = 0;
    let refused = 0;
    // Until both have happened often, however little time the other process gets.
    const end = performance.now() + 20_000;
    for (let i = 0; (placed < 100 || refused < 100) && performance.now() < end; i++) {
      const name = output.write("content");
      try {
        output.root.place(name, `a/b/file-${i % 50}`);
        placed += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(TransferFailure);
        refused += 1;
        output.root.discardTemp(name);
      }
    }
    expect(placed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    expect(tree(outside)).toEqual({});
  } finally {
    swapper.kill("SIGKILL");
    await once(swapper, "exit");
    close(output);
  }
});

describe("each call of the file system fails once", () => {
  const WANTED = {
    a: "directory",
    "a/one": "file 11",
    "a/two": "file 22",
    b: "directory",
    "b/one": "file 11",
    "b/part": "file 3333",
  };

  /** A small run: what a mirror does with each file. */
  const mirror = (folder: string) => {
    const output = openOutput(folder);
    let journal: Journal | undefined;
    try {
      output.home.removeLeftovers();
      journal = Journal.open(output.home.journalPath);
      const { root, home } = output;
      const save = (localPath: string, content: string) => {
        const name = output.write(content);
        try {
          root.place(name, localPath);
        } catch (error) {
          root.discardTemp(name);
          throw error;
        }
        note(localPath);
      };
      const note = (localPath: string) => {
        const stats = root.stat(localPath);
        if (stats !== undefined) {
          journal?.record({ ...stats, size: Number(stats.size), path: localPath, checksums: [] });
        }
      };
      save("a/one", "11");
      save("a/two", "22");
      const known = root.stat("a/one");
      if (known === undefined) {
        throw new Error("a file that was placed is not there");
      }
      root.link("a/one", "b/one", "auto", known);
      const name = home.partialName("key");
      const { descriptor } = home.openPartial(name);
      try {
        writeFileSync(descriptor, "3333");
      } finally {
        closeSync(descriptor);
      }
      root.place(name, "b/part");
      root.syncAll();
    } finally {
      try {
        journal?.close();
      } finally {
        close(output);
      }
    }
  };

  test.each(["ENOSPC", "EMFILE", "EXDEV", "ENOENT"])("%s", (code) => {
    const calls = failAt(0, code);
    mirror(make());
    const total = calls.calls;
    expect(total).toBeGreaterThan(40);
    for (let k = 1; k <= total; k++) {
      const folder = make();
      const before = openDescriptors().length;
      failAt(k, code);
      let failed = false;
      try {
        mirror(folder);
      } catch (error) {
        failed = true;
        if (!(error instanceof TransferFailure || error instanceof UserError)) {
          throw error;
        }
      }
      failAt(0, code);
      expect(openDescriptors().length, `descriptors after call ${k}`).toBe(before);
      // No wrong byte at any place, and all of it when nothing was said.
      const left = readdirSync(folder).includes("compose") ? tree(join(folder, "compose")) : {};
      expect(WANTED).toMatchObject(left);
      if (!failed) {
        expect(left).toEqual(WANTED);
      }
      mirror(folder);
      expect(tree(join(folder, "compose"))).toEqual(WANTED);
      const rest = Object.keys(tree(join(folder, ".productmd")));
      expect(rest, `after call ${k}`).toEqual(["journal", "partial", "tmp"]);
    }
  });
});
