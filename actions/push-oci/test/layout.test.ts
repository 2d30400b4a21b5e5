import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { generate } from "../../../test/support/composes.ts";
import { contents, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { type RawInputs, run, useFolder, writeCompose } from "./support/run.ts";

const scratch = useScratch();
const fresh = useFolder();
const EXTRA = "extra_files.json";

const three = () =>
  writeCompose(fresh("compose"), [
    { path: "Server/x86_64/os/a", content: "alpha" },
    { path: "Server/x86_64/os/b", content: "beta" },
    { path: "Server/aarch64/os/a", content: "alpha", arch: "aarch64" },
  ]);

/** An output, and the layout in it. */
function place(): { output: string; layout: string; repository: string } {
  const output = fresh("out");
  return { output, layout: join(output, "layout"), repository: `oci-layout:${output}/layout` };
}

const push = (
  compose: string,
  { output, repository }: { output: string; repository: string },
  raw: RawInputs = {},
) => run(compose, output, { repository, ...raw });

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error.message;
  throw error ?? new Error("nothing was refused");
}

/** All Locations in the metadata of a folder, artifacts only. */
function locationsIn(folder: string): Json[] {
  const found: Json[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { url } = value as { url?: string };
    if (typeof url === "string" && url.startsWith("oci://")) found.push(value);
    else Object.values(value).forEach(visit);
  };
  for (const name of readdirSync(folder).filter(
    (file) => file.endsWith(".json") && file !== "oci-layouts.json",
  ))
    visit(readJson(join(folder, name)));
  return found;
}

/**
 * The tree that metadata and layout stand for, by path, read by nothing but the rules of the format: the manifest of a
 * Location's digest, its layer by checksum or title, the blob.
 */
function treeOf(folder: string): Record<string, string> {
  const layouts = readJson(join(folder, "oci-layouts.json"));
  const tree: Record<string, string> = {};
  for (const { url, local_path: path, contents: files, checksum, size } of locationsIn(folder)) {
    const [, name = "", digest = ""] =
      /^oci:\/\/oci-layout\.localhost\/([^:@]+)[^@]*@sha256:(.*)$/.exec(url) ?? [];
    const blob = (hex: string) => readFileSync(join(folder, layouts[name], "blobs", "sha256", hex));
    const manifest = blob(digest);
    if (sha256(manifest) !== digest) throw new Error("the manifest is another");
    const { layers } = JSON.parse(manifest.toString());
    const entries: Json[] = files.length > 0 ? files : [{ file: "", checksum, size, layer_digest: checksum }];
    if (files.length > 0) expect(checksum).toBe(`sha256:${digest}`);
    for (const entry of entries) {
      const local = entry.file === "" ? path : `${path}/${entry.file}`;
      const layer = layers.find(
        ({ digest: one, annotations }: Json) =>
          one === entry.layer_digest && annotations["org.opencontainers.image.title"] === local,
      );
      expect(layer, local).toMatchObject({ size: entry.size, digest: entry.checksum });
      const bytes = blob(layer.digest.slice(7));
      expect(`sha256:${sha256(bytes)}`).toBe(entry.checksum);
      tree[local] = sha256(bytes);
    }
  }
  return tree;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("a layout directory", () => {
  test("holds the whole compose in every layout", async () => {
    const compose = generate(scratch, { files: true, rpmsPerArch: 8 });
    const trees: Record<string, string>[] = [];
    for (const layout of ["file", "set", "bundle", "rpm=bundle, extra_file=set"]) {
      const to = place();
      const { failure, warnings } = await push(compose, to, { layout });
      expect(failure).toBeUndefined();
      expect(warnings.filter((line) => !/modulemd|koji_tag/.test(line))).toEqual([]);
      trees.push(treeOf(to.output));
    }
    const [first = {}, ...others] = trees;
    for (const tree of others) expect(tree).toEqual(first);
    expect(Object.keys(first).length).toBeGreaterThan(50);
    for (const [path, hash] of Object.entries(first)) {
      expect(sha256(readFileSync(join(compose, path))), path).toBe(hash);
    }
  });

  test("below the output goes there before the metadata, and is named relative to it", async () => {
    const to = place();
    const { notices } = (await push(three(), to)).result;
    expect(readJson(join(to.output, "oci-layouts.json"))).toEqual({ layout: "layout" });
    expect(notices).toEqual([]);
    expect(readdirSync(to.output).sort()).toEqual([EXTRA, "layout", "oci-layouts.json"]);
  });

  test("elsewhere is named as well, and it is told what readers need", async () => {
    const output = fresh("out");
    const repository = `oci-layout:${fresh("blobs")}`;
    const { result, infos } = await push(three(), { output, repository });
    expect(Object.values(readJson(join(output, "oci-layouts.json")))[0]).toMatch(/^\.\.\/.*\/blobs$/);
    expect(result.notices.join()).toContain("allow that with layout-root");
    expect(infos.join()).toContain("layout-root");
  });

  test("can be several, by words", async () => {
    const output = fresh("out");
    await push(three(), { output, repository: `oci-layout:${output}/blobs-{arch}` });
    expect(readJson(join(output, "oci-layouts.json"))).toEqual({
      "blobs-aarch64": "blobs-aarch64",
      "blobs-x86_64": "blobs-x86_64",
    });
    expect(Object.keys(treeOf(output))).toHaveLength(3);
  });

  test("that cannot be used is refused, and leaves nothing", async () => {
    const to = place();
    mkdirSync(to.layout, { recursive: true });
    writeFileSync(join(to.layout, "something"), "else");
    expect(await refusal(push(three(), to))).toContain("cannot be used");
    expect(readdirSync(to.output)).toEqual(["layout"]);
  });

  test("stays when the files change on the way, and the metadata says less", async () => {
    const compose = three();
    const to = place();
    const work = push(compose, to, { "compute-checksums": "true" });
    await work;
    // The sha256 that the first run wrote is another file's now.
    writeFileSync(join(compose, "Server/x86_64/os/b"), "BETA");
    const again = place();
    const made = await run(to.output, again.output, { repository: again.repository, root: compose });
    expect(made.report.counts).toMatchObject({ failed: 1, pushed: 2 });
    expect(Object.keys(treeOf(again.output)).sort()).toEqual(["Server/aarch64/os/a", "Server/x86_64/os/a"]);
  });
});

describe("a second push", () => {
  test("of the rest keeps what the first has placed, with its layout", async () => {
    const compose = three();
    const [first, second] = [place(), fresh("second")];
    await push(compose, first, { arches: "x86_64" });
    // 1.2 input leaves out what is not selected: the second starts from everything.
    const all = place();
    await push(compose, all);
    const repository = `oci-layout:${second}/arm`;
    await run(all.output, second, { repository, arches: "aarch64", root: compose });
    const layouts = readJson(join(second, "oci-layouts.json"));
    expect(Object.keys(layouts).sort()).toEqual(["arm", "layout"]);
    expect(Object.keys(treeOf(second))).toHaveLength(3);
    const names = locationsIn(second).map(({ url }) => /localhost\/([^:]+)/.exec(url)?.[1]);
    expect(names.sort()).toEqual(["arm", "layout", "layout"]);
  });

  test("to another directory of the same name is refused, unless nothing of the first is left", async () => {
    const compose = three();
    const [first, second] = [place(), place()];
    await push(compose, first);
    const raw = { repository: second.repository, root: compose };
    const rest = run(first.output, second.output, { ...raw, arches: "aarch64" });
    expect(await refusal(rest)).toContain('are both called "layout"');
    expect(existsSync(second.output)).toBe(false);
    await run(first.output, second.output, raw);
    expect(Object.keys(treeOf(second.output))).toHaveLength(3);
  });
});

describe("only-missing", () => {
  test("leaves alone what is there, without its files", async () => {
    const compose = three();
    const first = place();
    await push(compose, first);
    rmSync(join(compose, "Server"), { recursive: true });
    const output = fresh("again");
    const made = await run(first.output, output, {
      repository: `oci-layout:${output}/new`,
      "only-missing": "true",
      root: compose,
    });
    expect(made.report.counts).toMatchObject({ kept: 3, pushed: 0, existing: 0 });
    expect(contents(output)?.[EXTRA]).toBe(contents(first.output)?.[EXTRA]);
    expect(existsSync(join(output, "new"))).toBe(false);
  });

  test.each([
    ["content", "8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8", 2],
    ["manifest", undefined, 1],
  ])("pushes again what has lost its %s", async (_, blob, pushed) => {
    const compose = three();
    const first = place();
    await push(compose, first);
    const [location] = locationsIn(first.output);
    const hex = blob ?? /@sha256:(.*)$/.exec(location.url)?.[1] ?? "";
    rmSync(join(first.layout, "blobs", "sha256", hex));
    const copy = place();
    cpSync(first.output, copy.output, { recursive: true });
    const output = join(dirname(copy.output), "again");
    const made = await run(copy.output, output, {
      repository: copy.repository,
      "only-missing": "true",
      root: compose,
    });
    expect(made.failure).toBeUndefined();
    expect(made.report.counts).toMatchObject({ kept: 3 - pushed, pushed });
    expect(Object.keys(treeOf(output))).toHaveLength(3);
  });
});

describe("publish-metadata", () => {
  test("into a layout gives a reference to it", async () => {
    const to = place();
    const { outputs, subjects } = await push(three(), to, {
      "publish-metadata": `${to.repository}:{compose_id}`,
    });
    const index = readJson(join(to.layout, "index.json"));
    const tagged = index.manifests.find(
      ({ annotations }: Json) =>
        annotations?.["org.opencontainers.image.ref.name"] === "Fedora-41-20260204.0",
    );
    expect(outputs["compose-ref"]).toBe(`${to.repository}:Fedora-41-20260204.0@${tagged.digest}`);
    expect(subjects).toEqual([]);
  });

  test("into a layout under a tag that must not move is refused, and leaves the layout as it is", async () => {
    const [to, elsewhere] = [place(), fresh("published")];
    const raw = { "publish-metadata": `oci-layout:${elsewhere}:41`, "tag-policy": "immutable" };
    expect((await push(three(), to, raw)).failure).toBeUndefined();
    const before = contents(elsewhere);
    expect((await push(three(), to, raw)).report.publication).toEqual({ state: "existing" });
    const other = place();
    expect(await refusal(push(three(), other, { ...raw, tag: "{name}-{arch}" }))).toContain("must not move");
    expect(contents(elsewhere)).toEqual(before);
    expect(existsSync(other.layout)).toBe(false);
  });

  test("to a registry is refused when the metadata names directories of this machine", async () => {
    const to = place();
    const publish = { "publish-metadata": "r.example/compose:x" };
    expect(await refusal(push(three(), to, publish))).toContain("names a directory of this machine");
    const compose = three();
    const first = place();
    await push(compose, first);
    const raw = { repository: "r.example/x", root: compose, arches: "aarch64", ...publish };
    expect(await refusal(run(first.output, fresh("out"), raw))).toContain(
      "names a directory of this machine",
    );
  });
});

describe("parts that go into one layout", () => {
  test.each(["layout", "{arch}"])(
    "%s: wait for each other, and come to what one run comes to",
    async (name) => {
      const files = Array.from({ length: 24 }, (_, at) => ({
        path: `Server/${at % 2 === 0 ? "x86_64" : "aarch64"}/os/${at}`,
        content: `content ${at}\n`,
        arch: at % 2 === 0 ? "x86_64" : "aarch64",
      }));
      const compose = writeCompose(fresh("compose"), files);
      const [home, whole] = [fresh("shared"), fresh("whole")];
      const parts = ["1/4", "2/4", "3/4", "4/4"].map((shard) =>
        push(compose, { output: fresh("out"), repository: `oci-layout:${home}/${name}` }, { shard }),
      );
      expect((await Promise.all(parts)).map(({ failure }) => failure)).toEqual(Array(4).fill(undefined));
      await push(compose, { output: fresh("out"), repository: `oci-layout:${whole}/${name}` });
      for (const directory of readdirSync(whole)) {
        const indexOf = (root: string) =>
          readJson(join(root, directory, "index.json"))
            .manifests.map(({ digest }: Json) => digest)
            .sort();
        expect(indexOf(home)).toEqual(indexOf(whole));
        expect(readdirSync(join(home, directory)).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
      }
    },
  );
});
