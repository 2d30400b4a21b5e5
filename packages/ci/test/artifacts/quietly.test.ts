import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { LibraryFailure, quietly } from "../../src/artifacts/quietly.ts";

const printed = vi.fn();
const write = process.stdout.write;
process.stdout.write = ((text: string) => {
  printed(text);
  return true;
}) as typeof write;
beforeEach(() => printed.mockClear());
afterAll(() => {
  process.stdout.write = write;
});

const mask = vi.fn();
const options = { signal: new AbortController().signal, limit: 5000, activity: "asking", mask };
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

test("what a library prints is kept from standard output, what we print is not", async () => {
  const value = await quietly(async () => {
    process.stdout.write("Found 3 artifact(s)\n");
    await tick();
    setTimeout(() => process.stdout.write("later\n"), 10);
    return 3;
  }, options);
  process.stdout.write("ours\n");
  await tick();
  await tick();
  await tick();
  expect(value).toBe(3);
  expect(printed.mock.calls).toEqual([["ours\n"]]);
  expect(mask).not.toHaveBeenCalled();
});

test("a failure has what was said, without what is for debugging, and its secrets are masked first", async () => {
  const failing = quietly(async () => {
    process.stdout.write("::add-mask::a%25b\n::debug::https://x.example/?sig=a%25b\n");
    process.stdout.write("::warning::Attempt 1%0Afailed\n");
    throw new Error("gave up");
  }, options);
  await expect(failing).rejects.toBeInstanceOf(LibraryFailure);
  await expect(failing).rejects.toMatchObject({ message: "gave up" });
  const failure = await failing.catch((error: LibraryFailure) => error);
  expect((failure as LibraryFailure).said.join("|")).toMatch(/^Attempt 1.+failed$/);
  expect(mask.mock.calls).toEqual([["a%b"]]);
  expect(printed).not.toHaveBeenCalled();
});

test("what does not end is not waited for, nor is anything when the step is stopped", async () => {
  const endless = () => new Promise<never>(() => {});
  await expect(quietly(endless, { ...options, limit: 20 })).rejects.toMatchObject({
    exitCode: 1,
    message: "asking took longer than 0.02 s",
  });
  const controller = new AbortController();
  const stopped = quietly(endless, { ...options, signal: controller.signal });
  controller.abort(new Error("stop"));
  await expect(stopped).rejects.toThrow("stop");
  const work = vi.fn();
  await expect(quietly(work, { ...options, signal: controller.signal })).rejects.toThrow("stop");
  expect(work).not.toHaveBeenCalled();
});

test("nothing changes for a process that asks no library", () => {
  const module = fileURLToPath(new URL("../../src/artifacts/quietly.ts", import.meta.url));
  const script = `const before = process.stdout.write; await import(${JSON.stringify(module)}); console.log(before === process.stdout.write);`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect(stdout.trim()).toBe("true");
});
