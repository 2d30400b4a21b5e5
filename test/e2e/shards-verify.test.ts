/** Work that is divided among jobs comes to what one job comes to. */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { step as pushOci } from "@compose-actions/push-oci";
import { step as upgradeMetadata } from "@compose-actions/upgrade-metadata";
import { step as verify } from "@compose-actions/verify";
import { afterAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { edit, type Json } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { checkReports, type RawInputs, type Run, run, shardsOf } from "../support/shards.ts";

const scratch = useScratch();

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
