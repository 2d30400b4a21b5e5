import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HOSTS, type HostName, type Look, lookOf } from "./hosts.ts";
import { normalise } from "./normalise.ts";
import { stories } from "./stories/index.ts";
import { RUNS, type Run, type Story } from "./story.ts";

/** How a run must end. */
const CODES: Readonly<Record<Run, number>> = { good: 0, findings: 1, refused: 2 };

/** A run in a folder and with servers of its own, as it is seen everywhere. */
async function look(host: HostName, step: string, story: Story): Promise<Look> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "compose-actions-looks-")));
  try {
    const { inputs, close } = await story(folder);
    try {
      const { code, log, summary } = await lookOf(host, step, inputs, folder);
      return { code, log: normalise(log, folder), summary: normalise(summary, folder) };
    } finally {
      await close?.();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(Object.entries(stories))("%s", (step, runs) => {
  describe.each(RUNS)("%s", (run) => {
    test.each(HOSTS)("%s", async (host) => {
      const { code, log, summary } = await look(host, step, runs[run]);
      expect(code, log).toBe(CODES[run]);
      await expect(log).toMatchFileSnapshot(`snapshots/${step}/${run}.${host}.txt`);
      // The summary is the same on all hosts but for the line that ends its file.
      await expect(`${summary.trimEnd()}\n`).toMatchFileSnapshot(`snapshots/${step}/${run}.summary.md`);
    });
  });
});
