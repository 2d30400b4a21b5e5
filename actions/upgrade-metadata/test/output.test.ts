import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { document } from "../../../packages/metadata/test/support/documents.ts";
import { names } from "../../../test/support/files.ts";
import { refusal, useWorkshop } from "./support/upgrade.ts";

const { make, run } = useWorkshop();
const base = { "base-url": "https://cdn.example.com/" };
const metadata = { "images.json": document("images"), "rpms.json": document("rpms") };
const missing = { "compute-checksums": "true", "strict-checksums": "true" };

test("other metadata in the output is refused before the work, whatever is selected", async () => {
  const compose = make(metadata);
  for (const selection of [{ kinds: "image" }, { include: "*.iso" }, { exclude: "*.rpm" }]) {
    const output = make({ "rpms.json": "" });
    // Work would say that the files are not there.
    const error = await refusal(run(compose, { ...base, ...missing, ...selection, output }));
    expect([error.exitCode, error.message]).toEqual([
      2,
      expect.stringMatching(/holds other metadata.*: rpms.json$/),
    ]);
    expect(names(output)).toEqual(["rpms.json"]);
  }
});

test("files of several composes are refused before anything is hashed or planned", async () => {
  const rpms = document("rpms");
  rpms.payload.compose.id = "Test-1.0-20260102.0";
  const image = "Server/x86_64/iso/boot.iso";
  const compose = make({ "images.json": document("images"), "rpms.json": rpms, [image]: "corrupt" });
  const hashed = { ...base, "compute-checksums": "true" };
  for (const raw of [hashed, { ...hashed, "strict-checksums": "true" }, { ...hashed, shards: "2" }]) {
    const error = await refusal(run(compose, raw));
    expect([error.exitCode, error.message]).toEqual([1, "The metadata files are of different composes"]);
  }
});

test("files that are written again are no other ones", async () => {
  const compose = make(metadata);
  const output = make();
  for (const raw of [{}, {}, { include: "*.{iso,rpm}" }]) {
    expect((await run(compose, { ...base, ...raw, output })).result.files).toHaveLength(2);
  }
});

test("a directory in the place of a file is refused before the work", async () => {
  const output = make();
  mkdirSync(join(output, "images.json"));
  const error = await refusal(run(make(metadata), { ...base, ...missing, output }));
  expect([error.exitCode, error.message]).toEqual([
    2,
    expect.stringMatching(/is a directory, where a file must go$/),
  ]);
});

test("metadata must not be written where the input would be read in its place", async () => {
  const compose = make({ "compose/metadata/images.json": document("images") });
  for (const output of [compose, join(compose, "compose")]) {
    const error = await refusal(run(compose, { ...base, output }));
    expect([error.exitCode, error.message]).toEqual([
      2,
      expect.stringContaining("would be read in place of"),
    ]);
  }
  expect((await run(compose, { ...base, output: join(compose, "v2") })).result.files).toHaveLength(1);
});
