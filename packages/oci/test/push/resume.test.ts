import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { UploadRegistry } from "../../../../test/support/registry/upload-registry.ts";
import { UploadJournal } from "../../src/push/upload-journal.ts";
import { uploadKey } from "../../src/push/upload-record.ts";
import type { UploadOptions } from "../../src/repositories.ts";
import { artifact, never } from "../support/artifacts.ts";
import { loginInputs } from "../support/registries.ts";
import { useRepositories } from "../support/repositories.ts";
import { scratch } from "../support/scratch.ts";

const make = scratch();
const registry = new UploadRegistry();
const children: ChildProcess[] = [];
beforeAll(async () => void (await registry.start()));
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  registry.reset();
});
afterAll(() => registry.close());

const MIB = 1024 * 1024;
const bytes = (size: number) => Buffer.alloc(size, "0123456789abcdef");
const SIZE = 5 * MIB;
const content = bytes(SIZE);
const program = fileURLToPath(new URL("../support/push-process.ts", import.meta.url));

/** Pushes a blob in a process that is killed when the registry has so many bytes of it, and takes no more until then. */
async function killed(uploads: UploadOptions, after: number, size = SIZE) {
  const { blob } = artifact(make(), bytes(size));
  const child = spawn(
    process.execPath,
    [program, `${registry.host}/a/b`, blob.path, blob.digest, JSON.stringify(uploads)],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  children.push(child);
  const exit = once(child, "exit");
  registry.misbehaviour = (request) => {
    request.on("data", () => {
      if (registry.received >= after) {
        request.pause();
        child.kill("SIGKILL");
        exit.then(
          () => request.resume(),
          () => undefined,
        );
      }
    });
    request.pause();
    return false;
  };
  await exit;
  registry.misbehaviour = undefined;
  expect(child.signalCode).toBe("SIGKILL");
  // What the system still had on the way.
  await expect
    .poll(() => [...registry.uploads.values()][0]?.bytes.length)
    .toBeGreaterThanOrEqual(after - MIB);
  registry.requests.length = 0;
  const received = registry.received;
  return { blob, sentAgain: () => registry.received - received };
}

const push = (uploads: UploadOptions, blob: Awaited<ReturnType<typeof killed>>["blob"]) =>
  useRepositories(registry.host, { uploads })
    .open(`${registry.host}/a/b`)
    .pushBlob(blob, { others: [], signal: never });

describe("an upload whose process is killed", () => {
  test("in chunks is gone on with by the next run", async () => {
    const uploads: UploadOptions = { mode: "chunked", chunkSize: MIB, journalDirectory: make() };
    const { blob, sentAgain } = await killed(uploads, 2.5 * MIB);
    expect(await push(uploads, blob)).toBe("pushed");
    expect(registry.count("POST", /./)).toBe(0);
    expect(sentAgain()).toBeLessThanOrEqual(SIZE - 2 * MIB);
    expect(registry.blob("a/b", blob.digest)?.equals(content)).toBe(true);
  });

  test("at once is gone on with as well, where the registry has kept it", async () => {
    // More than the system has room for on the way.
    const large = 20 * MIB;
    const uploads: UploadOptions = { journalDirectory: make() };
    const { blob, sentAgain } = await killed(uploads, 3 * MIB, large);
    expect(await push(uploads, blob)).toBe("pushed");
    expect(registry.count("POST", /./)).toBe(0);
    expect(sentAgain()).toBeLessThanOrEqual(large - 3 * MIB);
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(large))).toBe(true);
  });

  test("is begun anew where the registry has lost it, where the journal is torn, and where there is none", async () => {
    for (const spoil of ["registry", "journal", "no journal"]) {
      registry.reset();
      const directory = make();
      const uploads: UploadOptions = { mode: "chunked", chunkSize: MIB, journalDirectory: directory };
      const { blob } = await killed(uploads, 2.5 * MIB);
      if (spoil === "registry") registry.uploads.clear();
      if (spoil === "journal") truncateSync(join(directory, "uploads"), 20);
      const next = spoil === "no journal" ? { ...uploads, journalDirectory: undefined } : uploads;
      expect(await push(next, blob)).toBe("pushed");
      expect(registry.count("POST", /./)).toBe(1);
      expect(registry.blob("a/b", blob.digest)?.equals(content)).toBe(true);
    }
  });

  test("is not in the journal any more when it is done", async () => {
    const directory = make();
    const uploads: UploadOptions = { mode: "chunked", chunkSize: MIB, journalDirectory: directory };
    const { blob } = await killed(uploads, 2.5 * MIB);
    await push(uploads, blob);
    registry.blobs.clear();
    registry.requests.length = 0;
    expect(await push(uploads, blob)).toBe("pushed");
    expect(registry.count("POST", /./)).toBe(1);
    expect(registry.count("GET", /uploads/)).toBe(0);
  });
});

describe("the journal of an upload", () => {
  const LOGIN = "robot:s3cret-word";

  test("holds no login, and nobody else can read it", async () => {
    registry.auth = { kind: "basic", login: LOGIN };
    registry.behaviour.cuts = [0, ...Array(50).fill(1)];
    const directory = make();
    const { blob } = artifact(make(), content);
    const uploads: UploadOptions = { mode: "chunked", chunkSize: MIB, journalDirectory: directory };
    const repository = useRepositories(
      registry.host,
      { uploads },
      { ...loginInputs(LOGIN), retries: "1" },
    ).open(`${registry.host}/a/b`);
    await expect(repository.pushBlob(blob, { others: [], signal: never })).rejects.toThrow();
    const path = join(directory, "uploads");
    const text = readFileSync(path, "utf8");
    expect(text).toContain(`/a/b/blobs/uploads/`);
    for (const secret of ["s3cret", "robot", Buffer.from(LOGIN).toString("base64"), "Basic"]) {
      expect(text).not.toContain(secret);
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
    // What may pass may have passed when the next run comes: the registry was not told to forget it.
    expect(registry.count("DELETE", /./)).toBe(0);
    registry.behaviour.cuts = [];
    registry.requests.length = 0;
    const next = useRepositories(registry.host, { uploads }, loginInputs(LOGIN)).open(`${registry.host}/a/b`);
    expect(await next.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(registry.count("POST", /./)).toBe(0);
  });

  test("cannot send an upload to a place that the registry could not name", async () => {
    const directory = make();
    const uploads: UploadOptions = { mode: "chunked", chunkSize: MIB, journalDirectory: directory };
    const { blob } = artifact(make(), content);
    for (const location of [
      "file:///etc/passwd",
      "http://user:password@127.0.0.1:1/x",
      "http://10.0.0.1/x",
    ]) {
      registry.reset();
      const journal = UploadJournal.open(directory, Date.now());
      const key = uploadKey(`${registry.host}/a/b`, blob.digest);
      journal.save({ key, size: SIZE, location, offset: MIB, minChunk: 0, maxChunk: 0, at: Date.now() });
      journal.close();
      expect(await push(uploads, blob)).toBe("pushed");
      expect(registry.count("POST", /./)).toBe(1);
    }
  });
});
