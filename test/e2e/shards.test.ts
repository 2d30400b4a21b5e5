/** Work that is divided among jobs comes to what one job comes to. */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { step as mergeMetadata } from "@compose-actions/merge-metadata";
import { step as pushOci } from "@compose-actions/push-oci";
import {
  type InputDefinitions,
  type Presentation,
  parseInputs,
  type Step,
  silentReporter,
} from "@compose-actions/step";
import { step as upgradeMetadata } from "@compose-actions/upgrade-metadata";
import { step as verify } from "@compose-actions/verify";
import { afterAll, describe, expect, test } from "vitest";
import { BASE_URL, generate } from "../support/composes.ts";
import { edit, type Json } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
type RawInputs = Readonly<Record<string, string>>;
type Run = Omit<Presentation, "report"> & { readonly report: Json };

/** Runs a step as a host does. */
async function run<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  raw: RawInputs,
): Promise<Run> {
  const inputs = parseInputs(step.inputs, raw);
  const result = await step.run(inputs, { signal: new AbortController().signal, reporter: silentReporter });
  const presentation = step.present(result);
  const report = JSON.parse(JSON.stringify(presentation.report));
  step.report.parse(report);
  return { ...presentation, report };
}

function metadataIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "oci-layouts.json");
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function shardsOf({ outputs }: Run): string[] {
  const { include } = JSON.parse(outputs["plan"] ?? "") as { include: { shard: string }[] };
  expect(outputs["shards"]).toBe(String(include.length));
  return include.map(({ shard }) => shard);
}

/** What the parts have written, merged as their reports allow it. */
async function mergeParts(
  { name }: Pick<Step, "name">,
  legs: readonly (Run & { readonly output: string })[],
): Promise<Record<string, string>> {
  const [reports, merged] = [scratch.folder(), scratch.fresh()];
  for (const [at, { report }] of legs.entries()) {
    const whole = { schema: `compose-actions/${name}/1`, status: "ok", ...report };
    writeFileSync(join(reports, `${at + 1}.json`), JSON.stringify(whole));
  }
  const compose = legs.map(({ output }) => output).reverse();
  await run(mergeMetadata, { compose: compose.join("\n"), "shard-reports": reports, output: merged });
  return metadataIn(merged);
}

/** Every leg's report fits the plan, and together they are the plan. */
function checkReports(planned: Run, legs: readonly Run[]): void {
  const { plan } = planned.report;
  for (const [at, { report, outputs }] of legs.entries()) {
    expect(outputs).toMatchObject({ plan: "", shards: "" });
    expect(report).toMatchObject({ plan, shard: `${at + 1}/${legs.length}` });
  }
  const sum = (field: string) => legs.reduce((all, { report }) => all + report.part[field], 0);
  expect([sum("artifacts"), sum("bytes")]).toEqual([plan.artifacts, plan.bytes]);
}

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
    return { planned, legs, merged: await mergeParts(upgradeMetadata, legs) };
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
    return { planned, legs, merged: await mergeParts(pushOci, legs) };
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

describe("verify", () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => void server.close()));

  /** A server of a directory. @returns its URL, and counts what is asked for */
  async function serve(root: string): Promise<{ url: string; asked: Map<string, number> }> {
    const asked = new Map<string, number>();
    const server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? "/").slice(1);
      asked.set(path, (asked.get(path) ?? 0) + 1);
      const file = join(root, path);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-length": statSync(file).size });
      if (request.method === "HEAD") response.end();
      else createReadStream(file).pipe(response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
  }

  async function inParts(raw: RawInputs, shards: string) {
    const planned = await run(verify, { ...raw, shards });
    expect(planned.report).toMatchObject({ verified: 0, artifacts: { total: 0 } });
    const legs: Run[] = [];
    for (const shard of shardsOf(planned)) {
      legs.push(await run(verify, { ...raw, shard }));
    }
    checkReports(planned, legs);
    return { planned, legs };
  }

  /** What a report says of the compose, in an order that does not depend on who found it. */
  function union(reports: readonly Json[]): Json {
    const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
    const states: Record<string, number> = {};
    const groups: Record<string, number> = {};
    for (const { artifacts } of reports) {
      for (const [state, count] of Object.entries<number>(artifacts.states)) {
        states[state] = (states[state] ?? 0) + count;
      }
      for (const { variant, arch, kind, states: own } of artifacts.groups) {
        for (const [state, count] of Object.entries<number>(own)) {
          const name = [variant, arch, kind, state].join(" ");
          groups[name] = (groups[name] ?? 0) + count;
        }
      }
    }
    return {
      states,
      groups,
      total: reports.reduce((sum, { artifacts }) => sum + artifacts.total, 0),
      failed: reports.reduce((sum, { failed }) => sum + failed, 0),
      errors: sorted(reports.flatMap(({ errors }) => errors)),
      records: sorted(reports.flatMap(({ records }) => records)),
      consistency: reports.flatMap(({ consistency }) => consistency),
      unlisted: reports.flatMap(({ unlisted }) => unlisted.files).sort(),
      counted: reports.flatMap(({ unlisted }) => unlisted.count ?? []),
    };
  }

  function firstRpms(compose: string): string[] {
    const { payload } = JSON.parse(readFileSync(join(compose, "metadata/rpms.json"), "utf8"));
    return Object.values<Json>(payload.rpms)
      .flatMap((arches) => Object.values<Json>(arches))
      .flatMap((groups) => Object.values<Json>(groups))
      .flatMap((group) => Object.values<Json>(group))
      .map(({ path }) => path);
  }

  /** With a file that is missing, one that is corrupt, and one that nothing names. */
  function damaged(): string {
    const compose = generate(scratch, { files: true, rpmsPerArch: 30 });
    const [gone = "", changed = ""] = firstRpms(compose);
    rmSync(join(compose, gone));
    writeFileSync(join(compose, changed), "x".repeat(statSync(join(compose, changed)).size));
    writeFileSync(join(compose, "stray"), "nobody names it");
    // Only the repositories know these.
    edit(join(compose, "metadata/rpms.json"), ({ payload }) => {
      for (const arches of Object.values<Json>(payload.rpms)) {
        for (const groups of Object.values<Json>(arches)) {
          const [, second = ""] = Object.keys(groups);
          delete groups[second];
        }
      }
    });
    return compose;
  }

  test.each<[string, RawInputs]>([
    ["all of it", {}],
    ["a selection", { arches: "x86_64", kinds: "rpm, image" }],
    ["packages without their repositories", { kinds: "rpm" }],
    ["repositories without their packages", { kinds: "variant_path" }],
  ])("a tree in parts has the states of the whole: %s", async (_, more) => {
    const raw = { compose: damaged(), records: "all", ...more };
    const whole = await run(verify, raw);
    const { legs, planned } = await inParts(raw, "5");
    expect(union(legs.map(({ report }) => report))).toEqual(union([whole.report]));
    expect(legs.some(({ failure }) => failure !== undefined)).toBe(whole.failure !== undefined);
    if (more["kinds"] === undefined) {
      expect(whole.report.consistency).toMatchObject([{ check: "not-in-rpms" }]);
    }
    // What a repository lists is looked at where the repository is, unless the metadata names it: modules.
    const homes = legs.map(({ report }) => {
      const paths = (wanted: string): string[] =>
        report.records.flatMap(({ path, kind, state }: Json) =>
          kind === wanted && state !== "skipped" && !path.includes("/modules.yaml")
            ? [path.replace(/\/repodata\/.*/, "")]
            : [],
        );
      return { repositories: new Set(paths("variant_path")), listed: paths("repodata") };
    });
    for (const { repositories, listed } of homes) {
      expect(listed.filter((path) => !repositories.has(path))).toEqual([]);
    }
    // Most parts found nothing, and say so.
    expect(legs.filter(({ failure }) => failure !== undefined).length).toBeLessThanOrEqual(3);
    const { report } = await run(verify, { ...raw, shards: "5", exclude: "BaseOS/**" });
    expect(report.plan.id).not.toBe(planned.report.plan.id);
  });

  test.each<[string, RawInputs]>([
    ["all of it", {}],
    ["with a sample", { sample: "7" }],
    ["to the last byte", { deep: "true" }],
  ])("Locations in parts have the states of the whole, and are asked for once: %s", async (_, more) => {
    const compose = generate(scratch, { files: true });
    const { url, asked } = await serve(compose);
    const upgraded = scratch.fresh();
    await run(upgradeMetadata, { compose, output: upgraded, "base-url": url, "compute-checksums": "true" });
    rmSync(join(compose, firstRpms(compose)[0] ?? ""));
    const raw = { compose: upgraded, mode: "remote", records: "all", retries: "0", ...more };
    const whole = await run(verify, raw);
    const before = new Map(asked);
    asked.clear();
    const { legs } = await inParts(raw, "4");
    expect(union(legs.map(({ report }) => report))).toEqual(union([whole.report]));
    expect(asked).toEqual(before);
    const downloaded = legs.reduce((sum, { report }) => sum + report.remote.downloaded, 0);
    expect(downloaded).toBe(whole.report.remote.downloaded);
  });

  test("parts of a published compose are joined", async () => {
    const [layout, folder] = [scratch.fresh("layout"), scratch.fresh()];
    const place = `oci-layout:${layout}`;
    const published = { "publish-metadata": `${place}:compose`, output: scratch.fresh() };
    await run(pushOci, { compose: generate(scratch, { files: true }), repository: place, ...published });
    const raw = { compose: `${place}:compose`, mode: "remote" };
    const { legs } = await inParts(raw, "3");
    mkdirSync(folder, { recursive: true });
    for (const [at, { report }] of legs.entries()) {
      const document = { schema: "compose-actions/verify/1", status: "ok", ...report };
      writeFileSync(join(folder, `${at}.json`), JSON.stringify(document));
    }
    const joined = await run(verify, { ...raw, "shard-reports": folder });
    expect(joined.failure).toBeUndefined();
    expect(union([joined.report])).toEqual(union([(await run(verify, raw)).report]));
  });

  test("a part that is done again is the same", async () => {
    const compose = generate(scratch, { files: true });
    const raw = { compose, records: "all", shard: "2/3" };
    const paths = ({ report }: Run) => report.records.map(({ path }: Json) => path);
    const first = await run(verify, raw);
    expect(paths(await run(verify, raw))).toEqual(paths(first));
    expect(first.report.unlisted.count).toBeUndefined();
  });

  test("looks at no artifact when it plans, and cannot divide what looks at none", async () => {
    const compose = generate(scratch);
    const { report, failure } = await run(verify, { compose, shards: "3" });
    expect([report.plan.count, failure]).toEqual([3, undefined]);
    for (const more of [
      { quick: "true", shards: "2" },
      { quick: "true", shard: "1/2" },
    ]) {
      await expect(run(verify, { compose, ...more })).rejects.toMatchObject({ exitCode: 2 });
    }
    const remote = { compose, mode: "remote", "shard-size": "1G" };
    await expect(run(verify, remote)).rejects.toMatchObject({ exitCode: 2 });
  });
});
