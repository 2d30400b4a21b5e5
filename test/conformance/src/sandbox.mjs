import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** @typedef {import("./case.mjs").Entry} Entry */
/** @typedef {{ kind: "file" | "folder" | "link" | "other", text: string, mode: number, inode: number, size: number }} Found `text`: a digest, a target */

/**
 * The folder in which a case plays. The output lies deep in it, so that a path that climbs out of the output is
 * still inside, where it is seen.
 */
export class Sandbox {
  root = mkdtempSync(join(tmpdir(), "conformance-"));
  input = join(this.root, "in", "metadata");
  output = join(this.root, "work", "deep", "out");
  outside = join(this.root, "outside");
  report = join(this.root, "said", "report.json");
  /** @type {string} */
  tree;

  /** @param {string} tree where the client builds the tree, relative to its output */
  constructor(tree) {
    this.tree = join(this.output, tree);
    for (const folder of [
      this.input,
      dirname(this.output),
      this.outside,
      ...["said", "home", "tmp", "cwd"].map((name) => join(this.root, name)),
    ]) {
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(join(this.outside, "witness"), "untouched\n");
  }

  /** A place: a local path, or `outside:`, `output:`, `input:`, `temporary:` and a path below that. @param {string} place @returns {string} */
  resolve(place) {
    const [, where, path = ""] = /^(outside|output|input|temporary):(.*)$/s.exec(place) ?? [];
    const roots = {
      outside: this.outside,
      output: this.output,
      input: this.input,
      temporary: join(this.root, "tmp"),
    };
    return where === undefined
      ? join(this.tree, place)
      : join(roots[/** @type {keyof typeof roots} */ (where)], path);
  }

  /** @param {Record<string, Entry>} entries by place @param {(name: string) => Buffer} contents */
  put(entries, contents) {
    for (const [place, entry] of Object.entries(entries)) {
      this.#put(this.resolve(place), entry, contents);
    }
  }

  /** @param {string} path @param {Entry} entry @param {(name: string) => Buffer} contents */
  #put(path, entry, contents) {
    const times = entry.keepTime ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
    if (entry.rename !== undefined) {
      renameSync(path, this.resolve(entry.rename));
      return;
    }
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    if (entry.directory) {
      mkdirSync(path);
    } else if (entry.symlink !== undefined) {
      symlinkSync(entry.symlink, path);
    } else if (entry.hardlink !== undefined) {
      linkSync(this.resolve(entry.hardlink), path);
    } else if (entry.fifo) {
      execFileSync("mkfifo", [path]);
    } else if (!entry.remove) {
      writeFileSync(path, entry.content === undefined ? (entry.text ?? "") : contents(entry.content));
    }
    if (entry.mode !== undefined) {
      chmodSync(path, Number.parseInt(entry.mode, 8));
    }
    if (times !== undefined) {
      utimesSync(path, times.atime, times.mtime);
    }
  }

  /** All that lies outside the output and is no business of the client, by path. @returns {Map<string, Found>} */
  surroundings() {
    const allowed = [this.output, ...["said", "home", "tmp"].map((name) => join(this.root, name))];
    return walk(this.root, (path) => allowed.includes(path));
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/**
 * What lies below a folder, by path relative to it; links are not followed.
 *
 * @param {string} root
 * @param {(path: string) => boolean} [skip] absolute paths that are not looked at
 * @returns {Map<string, Found>}
 */
export function walk(root, skip = () => false) {
  const found = /** @type {Map<string, Found>} */ (new Map());
  /** @param {string} folder */
  const visit = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (skip(path)) {
        continue;
      }
      const one = look(path);
      found.set(relative(root, path), one);
      if (one.kind === "folder") {
        visit(path);
      }
    }
  };
  if (isFolder(root)) {
    visit(root);
  }
  return found;
}

/** Below a file there is nothing either. @param {string} path */
function isFolder(path) {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** @param {string} path @returns {Found} */
function look(path) {
  const stats = lstatSync(path);
  const common = { mode: stats.mode & 0o7777, inode: stats.ino, size: stats.size };
  if (stats.isFile()) {
    return { ...common, kind: "file", text: hash("sha256", readFileSync(path)) };
  }
  if (stats.isDirectory()) {
    return { ...common, kind: "folder", text: "", size: 0 };
  }
  return stats.isSymbolicLink()
    ? { ...common, kind: "link", text: readlinkSync(path) }
    : { ...common, kind: "other", text: "" };
}
