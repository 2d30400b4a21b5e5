import { readFileSync } from "node:fs";
import { join } from "node:path";
import artifact from "@actions/artifact";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
let service: ResultsService;

beforeAll(async () => {
  service = await startResultsService();
  // The library says what it does on standard output.
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => service.close());

function inJob(run: string, job: string): void {
  for (const [name, value] of Object.entries(service.env(run, job))) vi.stubEnv(name, value);
}

async function upload(name: string, text: string): Promise<number | undefined> {
  const file = scratch.file("images.json", text);
  return (await artifact.uploadArtifact(name, [file], join(file, ".."))).id;
}

test("what a job uploads another one of the run finds by name, and gets as it was", async () => {
  inJob("run-1", "job-1");
  const id = await upload("first", "{}");
  inJob("run-1", "job-2");
  const { artifacts } = await artifact.listArtifacts();
  expect(artifacts).toEqual([expect.objectContaining({ name: "first", id })]);
  const expectedHash = artifacts[0]?.digest ?? "";
  expect(expectedHash).toBe(service.artifacts("run-1")[0]?.digest);
  const path = scratch.folder();
  const { digestMismatch } = await artifact.downloadArtifact(id ?? 0, { path, expectedHash });
  expect(digestMismatch).toBe(false);
  expect(readFileSync(join(path, "images.json"), "utf8")).toBe("{}");
});

test("another run has its own names", async () => {
  inJob("run-2", "job-1");
  expect((await artifact.listArtifacts()).artifacts).toEqual([]);
  await upload("first", "[]");
  expect(service.artifacts("run-2")).toHaveLength(1);
});

test("a name is given once in a run", async () => {
  inJob("run-3", "job-1");
  await upload("same", "1");
  inJob("run-3", "job-2");
  await expect(upload("same", "2")).rejects.toThrow(/\(409\) Conflict: an artifact with this name already/);
});

test("a token of another run opens nothing, and a fault is a fault until it is mended", async () => {
  inJob("run-4", "job-1");
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", "x.e30.x");
  await expect(artifact.listArtifacts()).rejects.toThrow(/JWT/);
  inJob("run-4", "job-1");
  service.fail("CreateArtifact", { status: 403, message: "no" });
  await expect(upload("a", "1")).rejects.toThrow(/\(403\) Forbidden: no/);
  service.fail("CreateArtifact");
  await upload("a", "1");
  expect(service.calls).toContain("FinalizeArtifact");
});

test("content that is not what its digest says is noticed by the library", async () => {
  inJob("run-5", "job-1");
  const { id } = service.add({ run: "run-5", name: "x", content: Buffer.from("y"), digest: "sha256:00" });
  const options = { path: scratch.folder(), expectedHash: "sha256:00", skipDecompress: true };
  expect(await artifact.downloadArtifact(id, options)).toMatchObject({ digestMismatch: true });
});
