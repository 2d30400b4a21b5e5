import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@compose-actions/step";
import { afterAll, afterEach } from "vitest";
import { TransferFailure } from "../../src/failure.ts";
import { onDisk } from "../../src/files/disk-failure.ts";
import { io, writeFully } from "../../src/files/io.ts";
import { PrivateDirectory, type TempName } from "../../src/files/private-directory.ts";
import { TreeRoot } from "../../src/files/tree-root.ts";

/** A folder of the test file's own; the function gives a fresh one below it. */
export function scratch(): () => string {
  const root = mkdtempSync(join(tmpdir(), "compose-files-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, "case-"));
}

/** Everything below a folder, sorted: files with their content, links with where they lead. */
export function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (prefix: string) => {
    for (const name of readdirSync(join(folder, prefix)).sort()) {
      const path = prefix === "" ? name : `${prefix}/${name}`;
      const stats = lstatSync(join(folder, path));
      if (stats.isDirectory()) {
        found[path] = "directory";
        visit(path);
      } else if (stats.isSymbolicLink()) {
        found[path] = `-> ${readlinkSync(join(folder, path))}`;
      } else {
        found[path] = stats.isFile() ? `file ${readFileSync(join(folder, path), "utf8")}` : "other";
      }
    }
  };
  visit("");
  return found;
}

/** A named pipe; opening it to read would wait for a writer. */
export function makeFifo(path: string): void {
  execFileSync("mkfifo", [path], { stdio: "ignore" });
}

/** An output directory that files can be placed in. */
export interface Output {
  readonly path: string;
  readonly home: PrivateDirectory;
  readonly root: TreeRoot;
  /** Path of something in the tree. */
  at(localPath: string): string;
  /** Writes a temporary file. */
  write(content: string): TempName;
  /** Writes a file and places it. */
  put(localPath: string, content: string): void;
}

export function openOutput(path: string): Output {
  const home = PrivateDirectory.open(path);
  let root: TreeRoot;
  try {
    root = TreeRoot.open(path, { create: true, privateDirectory: home });
  } catch (error) {
    home.close();
    throw error;
  }
  const write = (content: string) => {
    const { descriptor, name } = root.createTemp();
    try {
      onDisk(name, () => writeFully(descriptor, Buffer.from(content)));
      return name;
    } catch (error) {
      root.discardTemp(name);
      throw error;
    } finally {
      io.closeSync(descriptor);
    }
  };
  return {
    path,
    home,
    root,
    at: (localPath) => join(path, "compose", localPath),
    write,
    put: (localPath, content) => root.place(write(content), localPath),
  };
}

export function close({ root, home }: Pick<Output, "root" | "home">): void {
  root.close();
  home.close();
}

/** The failure that a call throws; any other error fails the test. */
export function failureOf(call: () => unknown): TransferFailure {
  return thrown(call, TransferFailure);
}

/** The refusal that a call throws; any other error fails the test. */
export function refusalOf(call: () => unknown): UserError {
  return thrown(call, UserError);
}

function thrown<T extends Error>(call: () => unknown, type: abstract new (...given: never[]) => T): T {
  try {
    call();
  } catch (error) {
    if (error instanceof type) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

type Io = typeof io;
const original: Io = { ...io };

/** Restores the file system after each test of the file. */
export function restoreIo(): void {
  afterEach(() => {
    Object.assign(io, original);
  });
}

/** As on systems where directories have no descriptors that entries can be reached through. */
export function withoutProc(): void {
  io.statSync = ((path: string, options: object) => {
    if (String(path).startsWith("/proc/self/fd/")) {
      throw systemError("ENOENT");
    }
    return original.statSync(path, options);
  }) as Io["statSync"];
}

/** Makes the k-th call of the file system fail from now on; `calls` tells how many there were. */
export function failAt(k: number, code: string): { readonly calls: number } {
  let calls = 0;
  for (const [name, call] of Object.entries(original)) {
    // Looks that do not fail, and closing, which frees the descriptor all the same.
    if (name === "existsSync" || name === "closeSync") {
      continue;
    }
    (io as Record<string, unknown>)[name] = (...given: never[]) => {
      calls += 1;
      if (calls === k) {
        throw systemError(code);
      }
      return (call as (...given: never[]) => unknown)(...given);
    };
  }
  return {
    get calls() {
      return calls;
    },
  };
}

export function openDescriptors(): string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      // The descriptor of the look itself.
      return [];
    }
  });
}
