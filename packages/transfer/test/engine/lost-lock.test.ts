import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { currentOwner } from "../../src/files/lock-owner.ts";
import { sendRight, sha256, useBench, useOrigin } from "./support.ts";

const server = useOrigin();
const bench = useBench();
const content = Buffer.from("content\n");
const job = (name: string) => ({
  localPath: name,
  urls: [`${server.url}/${name}`],
  size: content.length,
  checksums: [sha256(content)],
});
const lock = { timing: { beatMs: 50, silenceMs: 2000 } };

test("a run whose output was taken over stops, and writes nothing any more", async () => {
  const output = bench.fresh();
  const path = join(output, ".productmd/lock");
  const journal = join(output, ".productmd/journal");
  const theirs = `${JSON.stringify({ ...currentOwner("abcdef"), host: "other" })}\n`;
  let before: Buffer | undefined;
  server.serve((request, response) => {
    if (request.url === "/a") {
      sendRight(request, response, content);
      return;
    }
    writeFileSync(path, theirs);
    before = readFileSync(journal);
    // Whatever comes now must not be placed.
    setTimeout(() => sendRight(request, response, content), 4 * lock.timing.beatMs);
  });
  const transfer = bench.transfer([job("a"), job("b")], { output, lock, parallel: 1, fsync: "batch" });
  await expect(transfer).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining("is not this run's any more"),
  });
  expect(existsSync(join(output, "compose/b"))).toBe(false);
  expect(readFileSync(path, "utf8")).toBe(theirs);
  expect(readFileSync(journal)).toEqual(before);
});
