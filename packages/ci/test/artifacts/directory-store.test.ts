import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useScratch } from "../../../../test/support/scratch.ts";
import { ARTIFACT_DIRECTORY, DirectoryStore } from "../../src/artifacts/directory-store.ts";
import { type ArtifactName, placeText } from "../../src/artifacts/names.ts";

const scratch = useScratch();
const { signal } = new AbortController();
const REPORT: ArtifactName = {
  name: "parts",
  content: "report",
  label: "push",
  origin: "00000000000000aa",
  leg: 0,
  legs: 1,
  attempt: 1,
};

/** A directory that is kept, and what runs do with it. */
function kept() {
  const cwd = scratch.folder();
  const store = (run?: string, execution?: string) =>
    new DirectoryStore(cwd, { absence: "Look.", run, execution });
  const keep = (own: DirectoryStore, text: string, more: Partial<ArtifactName> = {}) =>
    own.keep(
      { ...REPORT, ...more },
      [{ name: "report.json", path: scratch.file("report.json", text) }],
      signal,
    );
  const texts = async (own: DirectoryStore) => {
    const found = (await own.list("parts")).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return found.map(({ key }) => readFileSync(join(cwd, ARTIFACT_DIRECTORY, key, "report.json"), "utf8"));
  };
  return { store, keep, texts, places: join(cwd, ARTIFACT_DIRECTORY, "parts") };
}

test("what another run has left in a kept directory is not taken, and that is said", async () => {
  const { store, keep, texts } = kept();
  await keep(store("41"), "yesterday");
  await keep(store("41"), "yesterday", { leg: 1, legs: 2 });
  const today = store("42");
  expect(await texts(today)).toEqual([]);
  expect(today.absence).toBe("What lies there is of other runs, and is not taken. Look.");
  await keep(today, "today");
  expect(await texts(today)).toEqual(["today"]);
  // A terminal knows no runs.
  expect(await texts(store())).toEqual([]);
});

test("an attempt of the same run is taken; the same place of a former run is replaced", async () => {
  const { store, keep, texts, places } = kept();
  await keep(store("41"), "yesterday");
  await keep(store("42"), "first");
  await keep(store("42"), "second", { attempt: 2 });
  expect(await texts(store("42"))).toEqual(["first", "second"]);
  expect(readdirSync(places)).toHaveLength(2);
});

test("a place of the same run and attempt is not replaced with other contents", async () => {
  const { store, keep, texts, places } = kept();
  await keep(store("42"), "one");
  await expect(keep(store("42"), "other")).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining("was handed on by this run before, with other contents"),
    remedy: expect.stringContaining("matrix-leg"),
  });
  await keep(store("42"), "one");
  expect(await texts(store("42"))).toEqual(["one"]);
  expect(readdirSync(places)).toEqual([`${placeText(REPORT)}.run-42`]);
});

test("where the attempt is not known, what a later start of the job has handed on counts", async () => {
  const { store, keep, texts, places } = kept();
  await keep(store("42", "9"), "first");
  await keep(store("42", "10"), "second");
  await expect(keep(store("42", "10"), "third")).rejects.toThrow(/handed on by this run before/);
  // The same, carried together from two workspaces.
  const older = join(places, `${placeText(REPORT)}.run-42-9`);
  mkdirSync(older);
  writeFileSync(join(older, "report.json"), "first");
  expect(await texts(store("42"))).toEqual(["second"]);
});

test("in a terminal a later run replaces what an earlier one has left", async () => {
  const { store, keep, texts } = kept();
  await keep(store(), "first");
  await keep(store(), "second");
  expect(await texts(store())).toEqual(["second"]);
});

test("a name that only looks like one of ours is none", async () => {
  const { store, keep, texts, places } = kept();
  await keep(store("42"), "one");
  const [own = ""] = readdirSync(places);
  for (const name of [`${placeText(REPORT)}.run-`, `x.run-42`, `${placeText(REPORT)}.run-042`]) {
    renameSync(join(places, own), join(places, name));
    expect(await texts(store("42"))).toEqual([]);
    renameSync(join(places, name), join(places, own));
  }
  expect(existsSync(places)).toBe(true);
});

test("what was later is told by the start and the time, where the host does not count attempts", async () => {
  const { store, keep, places } = kept();
  const facts = async (own: DirectoryStore) => {
    for (const place of readdirSync(places)) utimesSync(join(places, place, "report.json"), 7, 7);
    return (await own.list("parts")).map(({ execution, time }) => ({ execution, time }));
  };
  await keep(store("42", "9"), "on GitLab");
  expect(await facts(store("42", "10"))).toEqual([{ execution: 9n, time: 7000 }]);
  await keep(store(), "in a terminal");
  expect(await facts(store())).toEqual([{ execution: 0n, time: 7000 }]);
  // What carries it may set any time.
  await keep(store("42"), "on a server of actions");
  expect(await facts(store("42"))).toEqual([{ execution: 0n, time: 0 }]);
});
