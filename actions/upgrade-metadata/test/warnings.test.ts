import { describeWarning } from "@compose-actions/metadata";
import { expect, test } from "vitest";
import {
  document,
  image,
  ociLocation,
  treeImage,
} from "../../../packages/metadata/test/support/documents.ts";
import { type Run, refusal, useWorkshop } from "./support/upgrade.ts";

const { make, run } = useWorkshop();
const noted = ({ result }: Run, wanted: string) =>
  result.notices.filter(({ code }) => code === wanted).map(describeWarning);
const withImages = (list: object[], version?: string) => {
  const doc = document("images", version);
  doc.payload.images = { Server: { x86_64: list } };
  return doc;
};

test("37: paths that some file systems take for one are named, across files", async () => {
  const images = withImages([
    { ...treeImage("Server/A.iso"), disc_number: 1 },
    { ...treeImage("Server/a.iso"), disc_number: 2 },
    { ...treeImage("Server/caf\u00e9"), disc_number: 3 },
    { ...treeImage("server/b.iso"), disc_number: 4 },
  ]);
  const extraFiles = document("extra_files");
  extraFiles.payload.extra_files.Server.x86_64[0].file = "Server/cafe\u0301";
  const collided = await run(make({ "images.json": images, "extra_files.json": extraFiles }));
  expect(noted(collided, "name-collision")).toEqual([
    "paths that differ only in case or in their Unicode form: one file on some file systems (2): Server/A.iso and Server/a.iso, Server/caf\u00e9 and Server/cafe\u0301",
  ]);
  const plain = await run(make({ "images.json": images }), { "base-url": "https://x/", exclude: "A.iso" });
  expect(noted(plain, "name-collision")).toEqual([]);
});

test("files that say different things of one compose are named with both values", async () => {
  const rpms = document("rpms");
  Object.assign(rpms.payload.compose, { date: "20260102", label: "RC-1.0" });
  const compose = make({ "images.json": document("images"), "rpms.json": rpms });
  const [text] = noted(await run(compose), "compose-facts");
  expect(text).toContain("the files say different things of their compose (2 differences): ");
  expect(text).toContain(`date is 20260102 in ${compose}/rpms.json, 20260101 in ${compose}/images.json`);
  expect(text).toContain(`label is RC-1.0 in ${compose}/rpms.json, null in ${compose}/images.json`);
});

test("a file that is hidden by one of the current name is named", async () => {
  const compose = make({
    "images.json": document("images"),
    "image-manifest.json": document("images", "1.0"),
  });
  expect(noted(await run(compose), "ignored-file")).toEqual([
    `the older name of a file that lies beside it; not read (1 file): ${compose}/image-manifest.json`,
  ]);
});

test("metadata of which nothing can be kept is refused with what was left out", async () => {
  const images = document("images", "1.1");
  images.payload.images = { Server: { src: [treeImage("Server/source.iso")] } };
  const error = await refusal(run(make({ "images.json": images })));
  expect([error.message, error.details]).toEqual([
    "The metadata names no artifacts that can be kept",
    [expect.stringMatching(/^source image of a variant without a binary arch.*: Server\/source\.iso$/)],
  ]);
  const rpms = document("rpms", "0.3");
  const source = { path: "Server/a.src.rpm", sigkey: null, type: "source" };
  rpms.payload.manifest = { Server: { src: { "a-0:1-1.src": { "a-0:1-1.src": source } } } };
  delete rpms.payload.rpms;
  expect((await refusal(run(make({ "rpms.json": rpms })))).details).toEqual([
    expect.stringMatching(/^source package that no package .*: a-0:1-1\.src \(Server\)$/),
  ]);
  images.payload.images = {};
  expect(await refusal(run(make({ "images.json": images })))).toMatchObject({
    message: "The metadata names no artifacts",
    details: [],
  });
});

test("sets of files are named where checksums were to be computed", async () => {
  const set = { ...image(), location: ociLocation("Server/set") };
  const compose = make({
    "images.json": withImages([set, { ...image("a.iso"), disc_number: 2 }], "2.0"),
    "a.iso": "",
  });
  const raw = { "base-url": "https://x/", kinds: "image", include: "set" };
  const computed = await run(compose, { ...raw, "compute-checksums": "true" });
  expect(noted(computed, "unhashed-set")).toEqual([
    "a set of files in a registry; its files were not hashed (1): Server/set",
  ]);
  expect(noted(await run(compose, raw), "unhashed-set")).toEqual([]);
});
