import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "@compose-actions/step";
import { afterEach, describe, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import { acquireLock } from "../../src/files/lock.ts";
import { currentOwner, isElsewhere, type LockOwner, parseOwner } from "../../src/files/lock-owner.ts";
import { makeFifo, restoreIo, scratch, systemError } from "./support.ts";

const make = scratch();
restoreIo();

const place = () => join(make(), "lock");
const never = new AbortController().signal;
const now = { timeoutMs: 0, signal: never };

const refusal = async (path: string, options = now) => {
  const error = await acquireLock(path, options).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) {
    throw new Error("the lock was not refused", { cause: error });
  }
  expect(error.exitCode).toBe(2);
  return error;
};

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
});

const library = new URL("../../src/files/lock.ts", import.meta.url).href;

/** Another process; it prints a line for each thing that it did. */
function start(script: string, ...given: string[]) {
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const { acquireLock } = await import(${JSON.stringify(library)}); const signal = new AbortController().signal; const [path, ...rest] = process.argv.slice(1); ${script}`,
      ...given,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value as string };
}

const HOLD =
  "await acquireLock(path, { timeoutMs: 0, signal }); console.log(process.pid); setInterval(() => {}, 1000);";

test("one at a time, in one process too", async () => {
  const path = place();
  const release = await acquireLock(path, now);
  expect((await refusal(path)).message).toContain(`process ${process.pid} on `);
  release();
  release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
  (await acquireLock(path, now))();
});

test("another process has it: named, waited for, and taken over when it is killed (case 50)", async () => {
  const path = place();
  const { child, line } = start(HOLD, path);
  const pid = await line();
  const busy = await refusal(path, { ...now, timeoutMs: 250 });
  expect(busy.message).toMatch(
    new RegExp(
      `^output: another run works on this directory: process ${pid} on ".+", since \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$`,
    ),
  );
  expect(busy.remedy).toContain(path);
  const waiting = acquireLock(path, { ...now, timeoutMs: 50_000 });
  child.kill("SIGKILL");
  (await waiting)();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test("a process that was killed and that nobody has asked for", async () => {
  const path = place();
  // The shell starts the holder, and becomes a program that never asks how its children ended.
  const { child, line } = start(
    `const { spawn } = await import("node:child_process");
     const shell = spawn("sh", ["-c", '"$@" & exec sleep 1000', "sh", process.execPath, "--input-type=module", "-e", rest[0], path], { stdio: ["ignore", "inherit", "inherit"] });
     process.stdin.on("data", () => { shell.kill("SIGKILL"); process.exit(); });`,
    path,
    `const { acquireLock } = await import(${JSON.stringify(library)}); const path = process.argv[1]; const signal = new AbortController().signal; ${HOLD}`,
  );
  try {
    const pid = Number(await line());
    process.kill(pid, "SIGKILL");
    const release = await acquireLock(path, { ...now, timeoutMs: 20_000 });
    expect(readFileSync(`/proc/${pid}/stat`, "latin1")).toMatch(/\) Z /);
    release();
  } finally {
    child.stdin?.write("end\n");
    await once(child, "exit");
  }
});

test("many processes that all want it, over a dead one's: never two at a time", async () => {
  const path = place();
  const guard = join(path, "../guard");
  const dead = start(HOLD, path);
  await dead.line();
  dead.child.kill("SIGKILL");
  await once(dead.child, "exit");
  const processes = Array.from({ length: 6 }, () =>
    start(
      `const fs = await import("node:fs");
       const { setTimeout: pause } = await import("node:timers/promises");
       for (let i = 0; i < 4; i++) {
         const release = await acquireLock(path, { timeoutMs: 50000, signal });
         fs.mkdirSync(rest[0]);
         await pause(3);
         fs.rmdirSync(rest[0]);
         // The next one finds a dead owner, as if this had been killed.
         if (i % 2 === 0) fs.writeFileSync(path, fs.readFileSync(path, "utf8").replace(/"started":"\\d+"/, '"started":"1"'));
         else release();
       }
       console.log("done");`,
      path,
      guard,
    ),
  );
  expect(await Promise.all(processes.map(({ line }) => line()))).toEqual(Array(6).fill("done"));
});

describe("locks that were left", () => {
  const here = currentOwner("00");
  const left = (owner: { [K in keyof LockOwner]?: LockOwner[K] | undefined }) => {
    const path = place();
    writeFileSync(path, JSON.stringify({ ...here, nonce: "abcdef", ...owner }));
    return path;
  };

  test.each<[string, Partial<LockOwner>]>([
    ["a process that is not there", { pid: 0x7fff_fff0 }],
    ["a number that another process has by now", { pid: 1, started: "99999999999" }],
    ["this process's number, in an earlier life", { started: "1" }],
    ["before the machine was started", { boot: "00000000-0000-0000-0000-000000000000" }],
  ])("%s: taken over", async (_, owner) => {
    const path = left(owner);
    const release = await acquireLock(path, now);
    expect(parseOwner(readFileSync(path, "utf8"))?.pid).toBe(process.pid);
    release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test.each<[string, { [K in keyof LockOwner]?: LockOwner[K] | undefined }]>([
    ["another host, whatever it says", { host: "other", pid: 0x7fff_fff0, boot: "x" }],
    ["another machine of the same name", { machine: "other", pid: 0x7fff_fff0, boot: "x" }],
    ["another container on this machine", { pidSpace: "pid:[1]", pid: 0x7fff_fff0 }],
    ["a process that is there", {}],
    ["a process of whoever, of unknown start", { pid: 1, started: "" }],
    ["another host, which gives no signs of life", { host: "other", beat: undefined }],
  ])("%s: not taken over", async (_, owner) => {
    const path = left(owner);
    const before = readFileSync(path, "utf8");
    const { message, remedy } = await refusal(path);
    expect(message).toContain(`process ${owner.pid ?? process.pid} on "${owner.host ?? here.host}"`);
    const isWatched = isElsewhere({ ...here, ...owner } as LockOwner, here) && !("beat" in owner);
    expect(remedy).toBe(
      `wait for it to end; when it is dead, ${isWatched ? "wait with lock-timeout of at least 2m to take it over, or " : ""}remove ${path}`,
    );
    expect(/, last sign of life \d{4}-[\d:.T-]+Z$/.test(message)).toBe(isWatched);
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(readdirSync(join(path, ".."))).toEqual(["lock"]);
  });

  test("a process that was killed while it took over from another one that was", async () => {
    const path = left({ pid: 0x7fff_fff0, nonce: "aa" });
    writeFileSync(`${path}-aa`, JSON.stringify({ ...here, pid: 0x7fff_fff1, nonce: "bb" }));
    writeFileSync(`${path}-bb`, JSON.stringify({ ...here, pid: 0x7fff_fff2, nonce: "cc" }));
    const release = await acquireLock(path, now);
    release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("somebody was faster: the lock that is there by now is not removed", async () => {
    const path = left({ pid: 0x7fff_fff0, nonce: "aa" });
    const link = io.linkSync;
    io.linkSync = (from, to) => {
      if (String(to).endsWith("-aa")) {
        writeFileSync(path, JSON.stringify({ ...here, nonce: "dd" }));
      }
      link(from, to);
    };
    expect((await refusal(path)).message).toContain(`process ${process.pid} on `);
    expect(parseOwner(readFileSync(path, "utf8"))?.nonce).toBe("dd");
    expect(readdirSync(join(path, ".."))).toEqual(["lock"]);
  });

  test("one that is being taken over by somebody who is alive", async () => {
    const path = left({ pid: 0x7fff_fff0, nonce: "aa" });
    writeFileSync(`${path}-aa`, JSON.stringify({ ...here, nonce: "bb" }));
    expect((await refusal(path)).message).toContain(`process ${process.pid} on `);
    expect(readdirSync(join(path, "..")).sort()).toEqual(["lock", "lock-aa"]);
  });

  test.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["garbage", Buffer.from([0, 255, 1, 2])],
    ["no owner", "{}"],
    ["a list", "[]"],
    ["a number that is none", JSON.stringify({ ...currentOwner("00"), pid: -1 })],
    ["a nonce that is a path", JSON.stringify({ ...currentOwner("00"), pid: 0x7fff_fff0, nonce: "../../x" })],
    ["far too much", "x".repeat(100_000)],
  ])("a file that holds %s: not taken over, and told how to go on", async (_, content) => {
    const path = place();
    writeFileSync(path, content);
    const { message, remedy } = await refusal(path);
    expect(message).toMatch(/^output: there is a lock, .*lock, but it /);
    expect(remedy).toBe("remove it when no other run works on this directory");
    expect(readFileSync(path).equals(Buffer.from(content))).toBe(true);
  });

  test("text from a lock is shown as text", async () => {
    const path = left({ host: "x\n::error::y", since: "z\u001b[31m", pid: 5, beat: undefined });
    expect((await refusal(path)).message).toBe(
      'output: another run works on this directory: process 5 on "x\\u{a}::error::y", since an unknown time',
    );
  });
});

test("something else in its place is refused, and does not make it wait", async () => {
  const outside = join(make(), "outside");
  writeFileSync(outside, "untouched");
  const plants: ((path: string) => void)[] = [
    (path) => mkdirSync(path),
    (path) => symlinkSync(outside, path),
    (path) => symlinkSync(join(make(), "nothing"), path),
    makeFifo,
  ];
  for (const plant of plants) {
    const path = place();
    plant(path);
    expect((await refusal(path)).message).toContain("it is no regular file");
  }
  expect(readFileSync(outside, "utf8")).toBe("untouched");
});

test("where files have one name only (case 54)", async () => {
  io.linkSync = () => {
    throw systemError("EPERM");
  };
  const path = place();
  const release = await acquireLock(path, now);
  expect(parseOwner(readFileSync(path, "utf8"))?.pid).toBe(process.pid);
  await refusal(path);
  release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test("a disk that is full leaves nothing", async () => {
  const path = place();
  io.fdatasyncSync = () => {
    throw systemError("ENOSPC");
  };
  await expect(acquireLock(path, now)).rejects.toMatchObject({ failure: "disk" });
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

test("waiting ends with the signal", async () => {
  const path = place();
  const release = await acquireLock(path, now);
  const controller = new AbortController();
  const waiting = acquireLock(path, { timeoutMs: 50_000, signal: controller.signal });
  const reason = new Error("stop");
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(acquireLock(place(), { timeoutMs: 0, signal: controller.signal })).rejects.toBe(reason);
  release();
});

test("only the own lock is given back", async () => {
  const path = place();
  const first = await acquireLock(path, now);
  rmSync(path);
  const second = await acquireLock(path, now);
  first();
  expect(existsSync(path)).toBe(true);
  second();
  expect(existsSync(path)).toBe(false);
});
