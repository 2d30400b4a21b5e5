import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { UserError } from "@compose-actions/step";
import { afterEach, describe, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import { acquireLock } from "../../src/files/lock.ts";
import { currentOwner, type LockOwner, parseOwner } from "../../src/files/lock-owner.ts";
import { lockOutput } from "../../src/files/output-lock.ts";
import { PrivateDirectory } from "../../src/files/private-directory.ts";
import { restoreIo, scratch, systemError } from "./support.ts";

const make = scratch();
restoreIo();

const place = () => join(make(), "lock");
const signal = new AbortController().signal;
/** Nobody beats so fast; a machine that is busy may be late by a second. */
const timing = { beatMs: 50, silenceMs: 2000 };
const wait = { timeoutMs: 50_000, signal, timing };
const on = (host: string) => (nonce: string) => ({ ...currentOwner(nonce), host });
const ownerOf = (path: string) => parseOwner(readFileSync(path, "utf8")) as LockOwner;

function leave(path: string, owner: Partial<LockOwner> = {}): void {
  writeFileSync(path, `${JSON.stringify({ ...currentOwner("abcdef"), host: "gone", ...owner })}\n`);
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const source = (name: string) => JSON.stringify(new URL(`../../src/files/${name}.ts`, import.meta.url).href);

/** A process on another machine, as far as its locks tell; it prints a line for each thing that it did. */
function start(host: string, script: string, ...given: string[]) {
  const prelude = `const { acquireLock } = await import(${source("lock")});
    const { currentOwner } = await import(${source("lock-owner")});
    const { setTimeout: pause } = await import("node:timers/promises");
    const fs = await import("node:fs");
    const [host, path, ...rest] = process.argv.slice(1);
    const identify = host === "" ? currentOwner : (nonce) => ({ ...currentOwner(nonce), host });
    const options = { timeoutMs: 50000, signal: new AbortController().signal, timing: ${JSON.stringify(timing)}, identify };`;
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", `${prelude} ${script}`, host, ...given],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value as string };
}

const HOLD = `const held = await acquireLock(path, { ...options, onLost: (error) => { console.log("lost", error.exitCode); } });
  console.log("held");
  process.stdin.on("data", () => { try { held.check(); console.log("fine"); } catch (error) { console.log("refused", error.message); } });
  setInterval(() => {}, 1000);`;

describe("a lock of another machine", () => {
  test("is taken over when its owner gave no sign of life for long, whatever its clock says", async () => {
    const path = place();
    leave(path);
    utimesSync(path, new Date(), new Date(Date.now() + 86_400_000));
    const begin = performance.now();
    const release = await acquireLock(path, wait);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(timing.silenceMs);
    expect(ownerOf(path).pid).toBe(process.pid);
    release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("is not taken over by who does not wait, and told how to", async () => {
    const path = place();
    leave(path);
    const error = await acquireLock(path, { ...wait, timeoutMs: 0 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/process \d+ on "gone", since .*, last sign of life \d{4}-.*Z$/),
      remedy: `wait for it to end; when it is dead, wait with lock-timeout of at least 2m to take it over, or remove ${path}`,
    });
    expect(ownerOf(path).nonce).toBe("abcdef");
  });

  test("stays its owner's while that one gives signs of life, busy or not", async () => {
    const path = place();
    const { line } = start("other", HOLD, path);
    expect(await line()).toBe("held");
    const [{ beat }, before] = [ownerOf(path), readFileSync(path).length];
    await expect(acquireLock(path, { ...wait, timeoutMs: 2 * timing.silenceMs })).rejects.toBeInstanceOf(
      UserError,
    );
    expect(Number(ownerOf(path).beat)).toBeGreaterThan(Number(beat));
    expect(readFileSync(path)).toHaveLength(before);
  });

  test("is lost to an owner that was stopped, which learns of it before it goes on", async () => {
    const path = place();
    const { child, line } = start("other", HOLD, path);
    expect(await line()).toBe("held");
    child.kill("SIGSTOP");
    const release = await acquireLock(path, wait);
    const { nonce } = ownerOf(path);
    child.kill("SIGCONT");
    expect(await line()).toBe("lost 1");
    child.stdin?.write("?\n");
    expect(await line()).toMatch(/^refused output: the lock .*lock is not this run's any more/);
    expect(ownerOf(path).nonce).toBe(nonce);
    release.check();
    release();
  });

  test("is not taken over from an owner on this machine that is stopped", async () => {
    const path = place();
    const { child, line } = start("", HOLD, path);
    expect(await line()).toBe("held");
    child.kill("SIGSTOP");
    await expect(acquireLock(path, { ...wait, timeoutMs: timing.silenceMs + 1000 })).rejects.toMatchObject({
      message: expect.not.stringContaining("sign of life"),
    });
    child.kill("SIGCONT");
    child.stdin?.write("?\n");
    expect(await line()).toBe("fine");
  });

  test("is taken over by one of many, and held by one at a time", async () => {
    const path = place();
    leave(path);
    // One that died while it took it over.
    leave(`${path}-abcdef`, { nonce: "bb" });
    const processes = ["a", "b", "", ""].map((host) =>
      start(
        host,
        `for (let i = 0; i < 4; i++) {
           const held = await acquireLock(path, options);
           fs.mkdirSync(rest[0]);
           await pause(5);
           held.check();
           fs.rmdirSync(rest[0]);
           held();
         }
         console.log("done");`,
        path,
        join(path, "../guard"),
      ),
    );
    expect(await Promise.all(processes.map(({ line }) => line()))).toEqual(Array(4).fill("done"));
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });
});

describe("an owner", () => {
  test.each(["removed", "another's"])("whose lock is %s stops", async (what) => {
    const path = place();
    let told: UserError | undefined;
    const held = await acquireLock(path, {
      ...wait,
      onLost: (error) => {
        told = error;
      },
    });
    if (what === "removed") rmSync(path);
    else leave(path);
    await expect.poll(() => told, { timeout: 20_000 }).toBeInstanceOf(UserError);
    expect(() => held.check()).toThrow(told);
    held();
    expect(readdirSync(join(path, ".."))).toEqual(what === "removed" ? [] : ["lock"]);
  });

  test("that was not running finds out when it asks, before its next sign of life", async () => {
    const path = place();
    const held = await acquireLock(path, wait);
    leave(path);
    const end = performance.now() + 3 * timing.beatMs;
    while (performance.now() < end);
    expect(() => held.check()).toThrow(/not this run's any more/);
  });

  test("that cannot reach the file system stops when it may be taken for dead, not before", async () => {
    const path = place();
    const held = await acquireLock(path, wait);
    const open = io.openSync;
    io.openSync = () => {
      throw systemError("EIO");
    };
    await pause(5 * timing.beatMs);
    held.check();
    await pause(timing.silenceMs);
    expect(() => held.check()).toThrow(/not this run's any more/);
    io.openSync = open;
    held();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });
});

describe("an output whose users on other machines are dead", () => {
  const lock = (output: string, shard?: string, identify = on("here"), onLost?: (error: UserError) => void) =>
    lockOutput(PrivateDirectory.open(output, { shard }), {
      ...wait,
      output,
      identify,
      ...(onLost === undefined ? {} : { onLost }),
    });

  test("goes to a run over everything, after one time of silence for all", async () => {
    const output = make();
    PrivateDirectory.open(output).close();
    const home = join(output, ".productmd");
    for (const [at, name] of ["lock", "lock-shard-1-of-3", "lock-shard-3-of-3"].entries()) {
      leave(join(home, name), { nonce: `a${at}` });
    }
    const begin = performance.now();
    const release = await lock(output);
    expect(performance.now() - begin).toBeLessThan(2 * timing.silenceMs);
    release();
    expect(readdirSync(home).sort()).toEqual(["partial", "tmp"]);
  });

  test("goes to a shard, and a run over everything that lives after all learns of it", async () => {
    const output = make();
    let told: UserError | undefined;
    const whole = await lock(output, undefined, on("there"), (error) => {
      told = error;
    });
    const path = join(output, ".productmd/lock");
    const write = io.writeSync;
    // Its signs of life do not get through.
    io.writeSync = ((...given: Parameters<typeof write>) =>
      (given[3] as unknown) === 10 ? 10 : write(...given)) as typeof write;
    const shard = await lock(output, "shard-1-of-2");
    io.writeSync = write;
    await expect.poll(() => told, { timeout: 20_000 }).toBeInstanceOf(UserError);
    expect(() => readFileSync(path)).toThrow();
    whole();
    shard.check();
    shard();
  });
});
