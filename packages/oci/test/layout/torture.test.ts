import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "@compose-actions/step";
import { io, TransferFailure } from "@compose-actions/transfer/files";
import { afterEach, expect, test } from "vitest";
import type { LayoutOptions } from "../../src/layout/layout-options.ts";
import { LayoutRepository } from "../../src/layout/layout-repository.ts";
import { isPrivateFile } from "../../src/layout/private-files.ts";
import { type Artifact, artifact, never, push, sha256 } from "../support/artifacts.ts";
import { scratch } from "../support/scratch.ts";

const make = scratch();
const original = { ...io };
afterEach(() => {
  Object.assign(io, original);
});

const CODES = ["ENOSPC", "EIO", "EACCES", "EMFILE"] as const;
/** These tell of nothing, or throw nothing. */
const SPARED: ReadonlySet<string> = new Set(["existsSync"]);

/** Makes the k-th call of the file system fail. @returns how many calls there were */
function failAt(k: number): { readonly calls: number; readonly failed: string | undefined } {
  const state: { calls: number; failed: string | undefined } = { calls: 0, failed: undefined };
  for (const [name, call] of Object.entries(original)) {
    if (SPARED.has(name)) continue;
    (io as Record<string, unknown>)[name] = (...given: never[]) => {
      state.calls += 1;
      const act = () => (call as (...all: never[]) => unknown)(...given);
      if (state.calls !== k) return act();
      state.failed = name;
      // A descriptor is gone even when closing it fails.
      if (name === "closeSync") act();
      const code = CODES[k % CODES.length] as string;
      throw Object.assign(new Error(`${code}: made to fail`), { code });
    };
  }
  return state;
}

const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => lstatSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString("latin1")]),
  );

const withoutPrivate = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !isPrivateFile(basename(name))));

/** What must hold at any time: files have the names of what is in them, and what is listed is there. */
function expectSound(folder: string): void {
  if (!existsSync(folder)) return;
  const files = contents(folder);
  for (const [name, content] of Object.entries(files)) {
    const [, hex] = /^blobs\/sha256\/([0-9a-f]+)$/.exec(name) ?? [];
    if (hex !== undefined) expect(sha256(Buffer.from(content, "latin1"))).toBe(`sha256:${hex}`);
  }
  const index = files["index.json"];
  for (const { digest } of index === undefined ? [] : JSON.parse(index).manifests) {
    expect(Object.keys(files)).toContain(`blobs/sha256/${digest.slice(7)}`);
  }
}

async function run(folder: string, options: LayoutOptions, all: readonly Artifact[]): Promise<void> {
  const layout = new LayoutRepository(folder, "layout", options);
  try {
    for (const [index, made] of all.entries()) await push(layout, made, `tag-${index}`);
    expect(await layout.resolve("tag-0", never)).toBe(all[0]?.manifest.digest);
  } finally {
    await layout.close();
  }
}

/** Each takes its share of the calls. */
const OPTIONS: readonly LayoutOptions[] = [{ link: "copy" }, { link: "auto" }, { verifyExisting: true }];

test.each(OPTIONS.map((options, index) => [options, index] as const))(
  "whichever call of the file system fails, a layout is sound, and the next run completes it (%o)",
  async (options, share) => {
    const all = [artifact(make(), "one")];
    const wantedFolder = join(make(), "layout");
    const counter = failAt(0);
    await run(wantedFolder, options, all);
    Object.assign(io, original);
    const wanted = contents(wantedFolder);
    expect(counter.calls).toBeGreaterThan(50);
    for (let k = 1 + share; k <= counter.calls; k += OPTIONS.length) {
      const folder = join(make(), "layout");
      const state = failAt(k);
      const outcome = await run(folder, options, all).then(
        () => undefined,
        (error: unknown) => error,
      );
      Object.assign(io, original);
      const what = `call ${k}, ${state.failed}: ${outcome}`;
      expect(
        outcome === undefined || outcome instanceof TransferFailure || outcome instanceof UserError,
        what,
      ).toBe(true);
      expectSound(folder);
      if (outcome === undefined) expect(withoutPrivate(contents(folder)), what).toEqual(wanted);
      // The lock of a process that could not give it back and has ended; this one has not.
      rmSync(join(folder, ".compose-actions.lock"), { force: true });
      await run(folder, options, all);
      expect(contents(folder), what).toEqual(wanted);
    }
  },
);
