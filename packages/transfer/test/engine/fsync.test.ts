import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FSYNC_POLICIES, type FsyncPolicy } from "@compose-actions/transfer";
import { io } from "@compose-actions/transfer/testing";
import { afterEach, expect, test, vi } from "vitest";
import { sendRight, sha256, useBench, useOrigin } from "./support.ts";

const origin = useOrigin();
const bench = useBench();
const contents = Array.from({ length: 5 }, (_, index) => Buffer.alloc(1000 + index, index));

afterEach(() => {
  vi.restoreAllMocks();
});

/** Transfers the files; how often files and directories were forced to the disk. */
async function transferWith(fsync: FsyncPolicy): Promise<{ files: number; directories: number }> {
  vi.restoreAllMocks();
  const files = vi.spyOn(io, "fdatasyncSync");
  const directories = vi.spyOn(io, "fsyncSync");
  origin.serve((request, response) =>
    sendRight(request, response, contents[Number(request.url?.slice(1))] as Buffer),
  );
  const output = bench.fresh();
  const jobs = contents.map((content, index) => ({
    localPath: `d/${index}`,
    urls: [`${origin.url}/${index}`],
    size: content.length,
    checksums: [sha256(content)],
  }));
  const outcomes = await bench.transfer(jobs, { output, fsync });
  expect(outcomes.map(({ state }) => state)).toEqual(contents.map(() => "downloaded"));
  for (const [index, content] of contents.entries()) {
    expect(readFileSync(join(output, "compose/d", String(index)))).toEqual(content);
  }
  const journal = readFileSync(join(output, ".productmd/journal"), "utf8");
  expect(journal.split("\n").filter((line) => line.includes('{"file":'))).toHaveLength(contents.length);
  return { files: files.mock.calls.length, directories: directories.mock.calls.length };
}

test("files are right whatever fsync is, and forced to the disk as often as it says", async () => {
  const none = await transferWith("none");
  expect(none.directories).toBe(0);
  for (const policy of FSYNC_POLICIES.filter((name) => name !== "none")) {
    const { files, directories } = await transferWith(policy);
    expect(files - none.files).toBe(contents.length);
    expect(directories).toBeGreaterThan(0);
  }
});
