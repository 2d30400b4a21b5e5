import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { alone } from "../src/file-lock.ts";
import { StateFile } from "../src/state-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SERVER = { service: "odcs", server: "odcs.example.com" };
const entry = (id: string) => ({ ...SERVER, fingerprint: `f${id}`, id, requestedAt: 1 });
const path = (): string => join(folder, "state.json");

describe("two runs with one state file", () => {
  test("keep what the other has put there since they began", () => {
    const one = new StateFile(path());
    const other = new StateFile(path());
    one.put(entry("1"));
    other.put(entry("2"));
    expect(one.find(entry("2"))).toEqual(entry("2"));
    one.forget(SERVER, ["1"]);
    expect(new StateFile(path()).ids(SERVER)).toEqual(["2"]);
    other.remove(entry("2"));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("lose nothing when they write at the same moment", { timeout: 60_000 }, async () => {
    const script = `
      import { StateFile } from ${JSON.stringify(join(import.meta.dirname, "../src/state-file.ts"))};
      const [, path, name] = process.argv;
      const file = new StateFile(path);
      for (let count = 0; count < 20; count++) {
        const id = name + count;
        file.put({ ...${JSON.stringify(SERVER)}, fingerprint: id, id, requestedAt: 1 });
        if (count % 2 === 1) file.forget(${JSON.stringify(SERVER)}, [id]);
      }
    `;
    const run = (name: string) =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script, path(), name]);
    await Promise.all(["a", "b", "c"].map(run));
    expect(new StateFile(path()).ids(SERVER)).toHaveLength(30);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });
});

describe("an entry of which it was not known what came of it", () => {
  const pending = { ...SERVER, fingerprint: "f", requestedAt: 1, before: ["0"] };
  const settled = { ...SERVER, fingerprint: "f", requestedAt: 1, id: "1" };

  test("is settled by whoever waits for one of its candidates", () => {
    const file = new StateFile(path());
    file.put(pending);
    file.suspect(pending, ["1", "2"]);
    file.claim(SERVER, "3");
    expect(file.find(pending)).toEqual({ ...pending, candidates: ["1", "2"] });
    file.claim(SERVER, "1");
    expect(file.find(pending)).toEqual(settled);
  });

  test.each([
    ["settled", settled],
    ["sent again", { ...pending, requestedAt: 2 }],
  ])("and that was %s meanwhile stays as it is", (_, meanwhile) => {
    const file = new StateFile(path());
    new StateFile(path()).put(meanwhile);
    file.suspect(pending, ["1"]);
    expect(file.find(pending)).toEqual(meanwhile);
    file.remove(pending);
    file.suspect(pending, ["1"]);
    expect(existsSync(path())).toBe(false);
  });
});

test("what was made anew takes the place of the old one, where that is kept", () => {
  const file = new StateFile(path());
  file.put(entry("1"));
  file.replace(SERVER, "1", { id: "2", requestedAt: 3 });
  file.replace(SERVER, "7", { id: "8", requestedAt: 3 });
  expect(file.find(entry("1"))).toEqual({ ...entry("1"), id: "2", requestedAt: 3 });
  expect(file.ids(SERVER)).toEqual(["2"]);
});

describe("a lock", () => {
  const times = { staleMs: 100, limitMs: 400 };
  const lock = (): string => `${path()}.lock`;

  test("of a run that was killed is passed over", () => {
    writeFileSync(lock(), "");
    expect(alone("state-file", path(), () => "done", times)).toBe("done");
    expect(existsSync(lock())).toBe(false);
  });

  test("that others take again and again is not waited for without end", async () => {
    let held = true;
    const script = `
      import { utimesSync } from "node:fs";
      for (let time = 1; ; time++) utimesSync(${JSON.stringify(lock())}, time, time);
    `;
    writeFileSync(lock(), "");
    utimesSync(lock(), 1, 1);
    const other = execFile(process.execPath, ["--input-type=module", "--eval", script], () => {
      held = false;
    });
    const isAtWork = () => new Promise((resolve) => setTimeout(resolve, 20));
    while (statSync(lock()).mtimeMs === 1000) await isAtWork();
    expect(() => alone("state-file", path(), () => "done", times)).toThrow(/other runs are at the file/);
    expect(held).toBe(true);
    other.kill("SIGKILL");
  });

  test("that another run has taken over is not removed with ours", () => {
    alone("state-file", path(), () => {
      rmSync(lock());
      writeFileSync(lock(), "");
      utimesSync(lock(), 1, 1);
    });
    expect(readdirSync(folder)).toEqual(["state.json.lock"]);
  });

  test("is given up when the work fails, with the folders that were made for it", () => {
    const deep = join(folder, "a/b/state.json");
    const work = (): never => {
      throw new Error("it broke");
    };
    expect(() => alone("state-file", deep, work, times)).toThrow("it broke");
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("a time that is none makes the file no file of this step", () => {
  const schema = "compose-actions/request-compose-state/1";
  for (const requestedAt of [1e300, -1, 8.65e15]) {
    writeFileSync(path(), JSON.stringify({ schema, composes: [{ ...entry("1"), requestedAt }] }));
    expect(() => new StateFile(path())).toThrow(/is no file of this step/);
  }
});
