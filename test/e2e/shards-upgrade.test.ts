/** Work that is divided among jobs comes to what one job comes to. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

describe("upgrade-metadata", () => {
  const inputsOf = (compose: string, more: RawInputs = {}) => ({
    compose,
    "base-url": BASE_URL,
    "compute-checksums": "true",
    ...more,
  });

  async function inParts(raw: RawInputs, shards: string) {
    const planned = await run(upgradeMetadata, { ...raw, output: scratch.fresh(), shards });
    const legs: (Run & { output: string })[] = [];
    for (const shard of shardsOf(planned)) {
      const output = scratch.fresh();
      legs.push({ ...(await run(upgradeMetadata, { ...raw, output, shard })), output });
    }
    checkReports(planned, legs);
    return { planned, legs, merged: await mergeParts(scratch, upgradeMetadata, legs) };
  }

  test.each<[string, object, RawInputs]>([
    ["all of it", {}, {}],
    ["to 1.2", {}, { "to-version": "1.2", "base-url": "" }],
    ["without modules and extra files", { modules: 0, extraFiles: 0 }, {}],
    ["a selection", {}, { kinds: "rpm, image", arches: "x86_64" }],
    ["what is in few files", { rpmsPerArch: 1, extraFiles: 1 }, { kinds: "extra_file" }],
  ])("in parts and merged has the bytes of the whole: %s", async (_, options, more) => {
    const raw = inputsOf(generate(scratch, { files: true, ...options }), more);
    const whole = scratch.fresh();
    const { report } = await run(upgradeMetadata, { ...raw, output: whole });
    const { legs, merged, planned } = await inParts(raw, "5");
    expect(merged).toEqual(metadataIn(whole));
    const sum = (read: (leg: Json) => number) => legs.reduce((all, leg) => all + read(leg.report), 0);
    // Each artifact is in one of them, and each file was read once.
    expect(sum(({ artifacts }) => artifacts)).toBe(report.artifacts);
    expect(planned.report.plan.artifacts).toBe(report.artifacts);
    expect(sum(({ hashed }) => hashed.files)).toBe(report.hashed.files);
    expect(sum(({ part }) => part.bytes)).toBe(report.hashed.bytes);
  });

  test("a part that is done again is the same", async () => {
    const raw = inputsOf(generate(scratch, { files: true }));
    const [one, two] = [scratch.fresh(), scratch.fresh()];
    const first = await run(upgradeMetadata, { ...raw, output: one, shard: "2/3" });
    const second = await run(upgradeMetadata, { ...raw, output: two, shard: "2/3" });
    expect(second.report.plan).toEqual(first.report.plan);
    expect(metadataIn(two)).toEqual(metadataIn(one));
  });

  test("a plan reads no file and writes none, and is another one for another selection", async () => {
    const compose = generate(scratch, { files: true });
    const output = scratch.fresh();
    const raw = { ...inputsOf(compose), output };
    const planned = await run(upgradeMetadata, { ...raw, "shard-size": "4K", shards: "7" });
    expect(planned.report).toMatchObject({ files: [], plan: { count: 7 } });
    expect(planned.report).not.toHaveProperty("hashed");
    expect(planned.outputs["metadata-dir"]).toBe("");
    expect(() => readdirSync(output)).toThrow(/ENOENT/);
    const other = await run(upgradeMetadata, { ...raw, shards: "7", exclude: "*.src.rpm" });
    expect(other.report.plan.id).not.toBe(planned.report.plan.id);
  });

  test("the plan has another id when metadata or settings differ, and the same parts", async () => {
    const compose = generate(scratch, { files: true });
    const planOf = (more: RawInputs = {}) =>
      run(upgradeMetadata, { ...inputsOf(compose, more), output: scratch.fresh(), shards: "3" });
    const plans = [
      await planOf(),
      await planOf({ "base-url": "https://other.example.com/" }),
      await planOf({ "url-map": '{"rpm": "https://rpms.example.com/{path}"}' }),
      await planOf({ "strict-checksums": "true" }),
    ];
    edit(join(compose, "metadata/rpms.json"), ({ payload }) => {
      const [group] = Object.values<Json>(payload.rpms.BaseOS.x86_64);
      for (const rpm of Object.values<Json>(group)) rpm.sigkey = "0123abcd";
    });
    plans.push(await planOf());
    expect(new Set(plans.map(({ report }) => report.plan.id)).size).toBe(plans.length);
    expect(new Set(plans.map(({ outputs }) => outputs["plan"])).size).toBe(1);
    const two = '{"rpm": "https://r.example.com/{path}", "image": "https://i.example.com/{path}"}';
    const same = '{"image": "https://i.example.com/{path}",  "rpm": "https://r.example.com/{path}"}';
    const [one, other] = [await planOf({ "url-map": two }), await planOf({ "url-map": same })];
    expect(other.report.plan).toEqual(one.report.plan);
  });

  test("the plan is by size when every file is there, and else does not depend on which is not", async () => {
    const compose = generate(scratch, { files: true });
    const planOf = async () =>
      (await run(upgradeMetadata, { ...inputsOf(compose), output: scratch.fresh(), shards: "3" })).report
        .plan;
    const whole = await planOf();
    const { payload } = JSON.parse(readFileSync(join(compose, "metadata/rpms.json"), "utf8"));
    const [path = "", other = ""] = [...JSON.stringify(payload).matchAll(/"path":"([^"]+)"/g)].map(
      ([, found = ""]) => found,
    );
    const kept = readFileSync(join(compose, path));
    rmSync(join(compose, path));
    const without = await planOf();
    expect(without.bytes).toBeLessThan(whole.bytes);
    writeFileSync(join(compose, path), kept);
    rmSync(join(compose, other));
    expect(await planOf()).toEqual(without);
  });

  test("a file that is missing is the matter of its part", async () => {
    const compose = generate(scratch, { files: true });
    const raw = { ...inputsOf(compose), "strict-checksums": "true" };
    const images = JSON.parse(readFileSync(join(compose, "metadata/images.json"), "utf8"));
    const [variant] = Object.values(images.payload.images) as Json[];
    const [arch] = Object.values(variant) as Json[];
    rmSync(join(compose, arch[0].path));
    const outcomes: string[] = [];
    for (const shard of ["1/3", "2/3", "3/3"]) {
      const leg = run(upgradeMetadata, { ...raw, output: scratch.fresh(), shard });
      outcomes.push(
        await leg.then(
          () => "done",
          (error: Error) => error.message.replace(/below.*:/, "below:"),
        ),
      );
    }
    expect(outcomes.sort()).toEqual(["Missing below: 1 file", "done", "done"]);
  });

  test("has nothing to divide without checksums", async () => {
    for (const more of [{ shards: "2" }, { shard: "1/2" }]) {
      const raw = { compose: generate(scratch), "base-url": BASE_URL, output: scratch.fresh(), ...more };
      await expect(run(upgradeMetadata, raw)).rejects.toMatchObject({ exitCode: 2 });
    }
  });
});
