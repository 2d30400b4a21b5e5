/** Work that is divided among jobs comes to what one job comes to. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { step as mergeMetadata } from "@compose-actions/merge-metadata";
import { step as pushOci } from "@compose-actions/push-oci";
import { step as upgradeMetadata } from "@compose-actions/upgrade-metadata";
import { describe, expect, test } from "vitest";
import { BASE_URL, generate } from "../support/composes.ts";
import { edit, type Json } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import {
  checkReports,
  mergeParts,
  metadataIn,
  type RawInputs,
  type Run,
  run,
  shardsOf,
} from "../support/shards.ts";

const scratch = useScratch();

describe("push-oci", () => {
  /** All blobs and manifests of a layout directory. */
  const blobsIn = (layout: string) => readdirSync(join(layout, "blobs/sha256")).sort();

  async function inParts(raw: RawInputs, shards: string, layout: string) {
    const planned = await run(pushOci, {
      ...raw,
      repository: layoutOf(layout),
      output: scratch.fresh(),
      shards,
    });
    expect(() => readdirSync(layout)).toThrow(/ENOENT/);
    const legs: (Run & { output: string })[] = [];
    for (const shard of shardsOf(planned)) {
      const output = scratch.fresh();
      legs.push({ ...(await run(pushOci, { ...raw, repository: layoutOf(layout), output, shard })), output });
    }
    checkReports(planned, legs);
    for (const { report } of legs) {
      expect(report.artifacts).toHaveLength(report.part.artifacts);
    }
    return { planned, legs, merged: await mergeParts(scratch, pushOci, legs) };
  }

  const layoutOf = (directory: string) => `oci-layout:${directory}`;
  const nameOf = ({ path, kind, variant, arch }: Json) => [path, kind, variant, arch].join(" ");

  test.each<[string, RawInputs]>([
    ["file by file", {}],
    ["in sets and bundles", { layout: "rpm=bundle, extra_file=set" }],
    ["a selection", { kinds: "rpm, variant_path", arches: "x86_64" }],
  ])("in parts and merged has the bytes of the whole: %s", async (_, more) => {
    const compose = generate(scratch, { files: true });
    const [wholeLayout, partsLayout] = [scratch.fresh("layout"), scratch.fresh("layout")];
    const whole = scratch.fresh();
    const { report } = await run(pushOci, {
      compose,
      ...more,
      repository: layoutOf(wholeLayout),
      output: whole,
    });
    const { legs, merged } = await inParts({ compose, ...more }, "4", partsLayout);
    expect(merged).toEqual(metadataIn(whole));
    expect(blobsIn(partsLayout)).toEqual(blobsIn(wholeLayout));
    // Each artifact, and each manifest, is in one of them.
    const all = legs.flatMap((leg) => leg.report.artifacts.map(nameOf));
    expect(all.sort()).toEqual(report.artifacts.map(nameOf).sort());
    const digests = legs.flatMap((leg) => leg.report.manifests.map(({ tag }: Json) => tag));
    expect(digests.sort()).toEqual(report.manifests.map(({ tag }: Json) => tag).sort());
  });

  test.each<[string, RawInputs]>([
    ["file by file", {}],
    ["in sets and bundles", { layout: "rpm=bundle, extra_file=set" }],
    ["a selection", { kinds: "rpm, variant_path", arches: "x86_64" }],
  ])("in parts and merged has the bytes of the whole: %s", async (_, more) => {
    const compose = generate(scratch, { files: true });
    const [wholeLayout, partsLayout] = [scratch.fresh("layout"), scratch.fresh("layout")];
    const whole = scratch.fresh();
    const { report } = await run(pushOci, {
      compose,
      ...more,
      repository: layoutOf(wholeLayout),
      output: whole,
    });
    const { legs, merged } = await inParts({ compose, ...more }, "4", partsLayout);
    expect(merged).toEqual(metadataIn(whole));
    expect(blobsIn(partsLayout)).toEqual(blobsIn(wholeLayout));
    // Each artifact, and each manifest, is in one of them.
    const all = legs.flatMap((leg) => leg.report.artifacts.map(nameOf));
    expect(all.sort()).toEqual(report.artifacts.map(nameOf).sort());
    const digests = legs.flatMap((leg) => leg.report.manifests.map(({ tag }: Json) => tag));
    expect(digests.sort()).toEqual(report.manifests.map(({ tag }: Json) => tag).sort());
  });

  test.each<[string, RawInputs]>([
    ["file by file", { exclude: "*.src.rpm", kinds: "rpm, image" }],
    ["in sets", { layout: "extra_file=set", kinds: "extra_file, image" }],
    ["in bundles", { layout: "bundle", variants: "BaseOS" }],
    ["a mixed storage", { kinds: "rpm, variant_path" }],
  ])("of 2.0 metadata what is not selected keeps its Locations, once: %s", async (_, selection) => {
    const compose = generate(scratch, { files: true });
    const upgraded = scratch.fresh();
    await run(upgradeMetadata, {
      compose,
      output: upgraded,
      "base-url": BASE_URL,
      "compute-checksums": "true",
    });
    // What one list has twice counts once.
    for (const list of ["images", "extra_files"]) {
      edit(join(upgraded, `${list}.json`), ({ payload: { [list]: variants } }) => {
        for (const arches of Object.values<Json>(variants)) {
          for (const entries of Object.values<Json>(arches)) entries.splice(1, 0, ...entries.slice(0, 1));
        }
      });
    }
    const raw = { compose: upgraded, root: compose, ...selection };
    const whole = scratch.fresh();
    const repository = () => layoutOf(scratch.fresh("layout"));
    const { report } = await run(pushOci, { ...raw, repository: repository(), output: whole });
    const { merged, planned, legs } = await inParts(raw, "3", scratch.fresh("layout"));
    expect(report.carried).toBeGreaterThan(0);
    expect(legs.map((leg) => leg.report.carried)).toEqual([report.carried, report.carried, report.carried]);
    const once = scratch.fresh();
    await run(mergeMetadata, { compose: whole, output: once });
    expect(merged).toEqual(metadataIn(once));
    expect(Object.values(merged).join("\n")).toContain(BASE_URL);
    const other = { ...raw, arches: "x86_64", repository: repository() };
    const { plan } = (await run(pushOci, { ...other, output: scratch.fresh(), shards: "3" })).report;
    expect(plan.id).not.toBe(planned.report.plan.id);
  });

  test("a part that is done again is the same, whatever is there", async () => {
    const [compose, layout] = [generate(scratch, { files: true }), scratch.fresh("layout")];
    const raw = { compose, repository: layoutOf(layout) };
    const [one, two] = [scratch.fresh(), scratch.fresh()];
    const first = await run(pushOci, { ...raw, output: one, shard: "2/3" });
    await run(pushOci, { ...raw, output: scratch.fresh() });
    const second = await run(pushOci, { ...raw, output: two, shard: "2/3" });
    expect(second.report.plan).toEqual(first.report.plan);
    expect(second.report.counts).toMatchObject({ pushed: 0, existing: first.report.counts.pushed });
    expect(metadataIn(two)).toEqual(metadataIn(one));
  });

  test("the plan is of the metadata and the settings, whatever is on disk", async () => {
    const compose = generate(scratch, { files: true });
    const planOf = (more: RawInputs = {}) =>
      run(pushOci, {
        ...{ compose, repository: "registry.example.com/c", output: scratch.fresh(), shards: "3" },
        ...more,
      });
    const first = await planOf();
    const { payload } = JSON.parse(readFileSync(join(compose, "metadata/rpms.json"), "utf8"));
    const [, gone = ""] = JSON.stringify(payload).match(/"path":"([^"]+)"/) ?? [];
    rmSync(join(compose, gone));
    expect((await planOf()).report.plan).toEqual(first.report.plan);
    const plans = [
      first,
      await planOf({ annotations: "a=b" }),
      await planOf({ "artifact-type": "application/x.y" }),
      await planOf({ "compute-checksums": "true" }),
      await planOf({ "only-missing": "true" }),
    ];
    edit(join(compose, "metadata/images.json"), ({ payload: { images } }) => {
      const [image] = images.BaseOS.x86_64;
      image.checksums.sha256 = [...image.checksums.sha256].reverse().join("");
    });
    plans.push(await planOf());
    expect(new Set(plans.map(({ report }) => report.plan.id)).size).toBe(plans.length);
    expect(new Set(plans.map(({ outputs }) => outputs["plan"])).size).toBe(1);
  });

  test("a part is not published as the compose", async () => {
    const raw = {
      compose: generate(scratch),
      repository: layoutOf(scratch.fresh("layout")),
      output: scratch.fresh(),
      "publish-metadata": "registry.example.com/compose:1",
      shard: "1/2",
    };
    await expect(run(pushOci, raw)).rejects.toMatchObject({ exitCode: 2 });
  });
});
