import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOf, primaryOf, type SiteCompose, sha256, treeOf } from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run, tree } = useWorkshop();
const OS = "Server/x86_64/os";
const KERNEL = bytesOf(3000, 70);
const TREEINFO = Buffer.from(
  `[general]\nfamily = Test\nversion = 1\narch = x86_64\nvariant = Server\n[checksums]\nimages/boot.iso = ${sha256(KERNEL)}\n`,
);

const numbers = Array.from({ length: 9 }, (_, index) => index);
const extraFiles = numbers.map((index) => ({
  path: `f/${index}`,
  // Two of them are the same.
  content: bytesOf(1000 * (1 + Math.max(1, index)), Math.max(1, index)),
}));
// Only the repositories know them.
const rpms = ["a", "b", "c"].map((name, index) => ({
  path: `${OS}/Packages/${name}-1-1.x86_64.rpm`,
  content: bytesOf(4000, 20 + index),
  checksum: null,
}));
const primary = primaryOf(
  Object.fromEntries(rpms.map(({ path, content }) => [path.slice(OS.length + 1), content])),
);
const everything: SiteCompose = {
  extraFiles,
  rpms,
  repositories: [
    { path: OS, files: { "repodata/primary.xml": primary, "repodata/comps.xml": bytesOf(500, 30) } },
    {
      path: "Client/x86_64/os",
      files: { "repodata/primary.xml": primaryOf({ "x-1-1.x86_64.rpm": bytesOf(9) }) },
      variant: "Client",
    },
    {
      path: "Other/x86_64/os",
      files: { "repodata/primary.xml": primaryOf({ "y-1-1.x86_64.rpm": bytesOf(8) }) },
      variant: "Other",
      checksum: null,
    },
  ],
  trees: [{ path: OS }, { path: "Client/x86_64/os", variant: "Client" }],
};

function publish(compose: SiteCompose = everything): string {
  const folder = site.publish(compose, fresh("in"));
  site.files.set(`${OS}/.treeinfo`, TREEINFO);
  site.files.set(`${OS}/images/boot.iso`, KERNEL);
  return folder;
}

const shardsOf = (plan: string): string[] =>
  (JSON.parse(plan) as { include: { shard: string }[] }).include.map(({ shard }) => shard);
const paths = () => site.requests.map(({ path }) => path).filter((path) => path !== "");
const DONE = ["verified", "weak", "unverifiable", "unrooted", "failed"];

describe("shards", () => {
  test("one that stops at the first failure counts what it has not tried, and nothing of the others", async () => {
    const compose = site.publish({ extraFiles }, fresh("in"));
    const { report } = await run(compose, fresh("out"), { shards: "3" });
    for (const { path } of extraFiles) site.files.delete(path);
    const part = { shard: "2/3", "fail-fast": "true", "parallel-downloads": "1" };
    const { failure, report: own } = await run(compose, fresh("out"), part);
    expect(own.part.artifacts).toBeLessThan(report.plan.artifacts - 3);
    const rest = own.part.artifacts - own.counts.failed;
    expect(rest).toBeGreaterThan(0);
    expect(failure).toMatch(new RegExp(`stopped at the first failure, ${rest} artifacts? not tried$`));
  });

  test("of other claims are of another plan, with the same parts", async () => {
    // Without a strong checksum a file goes by its path.
    const named = (index: number) => ({ path: "f/a", content: bytesOf(1000, index), checksum: null });
    const planOf = (compose: SiteCompose) =>
      run(site.publish(compose, fresh("in")), fresh("out"), { shards: "2" });
    const whole = (content: Buffer) => ({
      extraFiles: [named(1), { path: "Server/x86_64/os/x", content: bytesOf(5) }],
      repositories: [{ path: OS, files: { "repodata/primary.xml": content } }],
    });
    const one = await planOf(whole(primaryOf({ "x-1-1.x86_64.rpm": bytesOf(9, 1) })));
    const other = await planOf(whole(primaryOf({ "x-1-1.x86_64.rpm": bytesOf(9, 2) })));
    expect(other.outputs["plan"]).toBe(one.outputs["plan"]);
    expect(other.report.plan.id).not.toBe(one.report.plan.id);
  });

  test("have each file in one of them, write no metadata, and a last run writes it without reading anew", async () => {
    const [compose, output] = [site.publish({ extraFiles }, fresh("in")), fresh("out")];
    for (const shard of ["1/3", "2/3", "3/3"]) {
      const { failure } = await run(compose, output, { shard });
      expect(failure).toBeUndefined();
    }
    expect(site.requests).toHaveLength(8);
    expect(Object.keys(tree(output))).toEqual(extraFiles.map(({ path }) => path));
    expect(statSync(join(output, "compose/metadata"), { throwIfNoEntry: false })).toBeUndefined();
    const { failure, result } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(result.metadata).toContain("metadata/extra_files.json");
    expect(site.requests).toHaveLength(8);
    // Their journals are part of the whole one's now, which had nothing to add.
    expect(readdirSync(join(output, ".productmd")).sort()).toEqual(["journal", "partial", "tmp"]);
    expect(
      new Set(readFileSync(join(output, ".productmd", "journal"), "utf8").match(/"file":"[^"]+"/g)).size,
    ).toBe(9);
  });

  test("cannot prune", async () => {
    const compose = site.publish({ extraFiles }, fresh("in"));
    await expect(run(compose, fresh("out"), { shard: "1/2", prune: "true" })).rejects.toMatchObject({
      exitCode: 2,
    });
  });

  test("are planned without a request or a file", async () => {
    const output = fresh("out");
    const { outputs, report, failure, summary } = await run(publish(), output, { shards: "4" });
    expect(failure).toBeUndefined();
    expect(site.requests).toEqual([]);
    expect(existsSync(output)).toBe(false);
    expect(shardsOf(outputs["plan"] ?? "")).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(outputs).toMatchObject({ shards: "4", "compose-dir": "", verified: "0" });
    expect(report).toMatchObject({ plan: { count: 4, artifacts: 15 } });
    expect(report).not.toHaveProperty("shard");
    expect(summary).toContain("| 4/4 |");
  });

  test("come to what one run comes to, each artifact in one of them", async () => {
    const [compose, whole, output] = [publish(), fresh("whole"), fresh("out")];
    expect((await run(compose, whole)).failure).toBeUndefined();
    site.requests.length = 0;
    const planned = await run(compose, output, { shards: "4" });
    const legs = [];
    for (const shard of shardsOf(planned.outputs["plan"] ?? "")) {
      const leg = await run(compose, output, { shard });
      expect(leg.failure).toBeUndefined();
      expect(leg.outputs).toMatchObject({ plan: "", shards: "" });
      expect(leg.report).toMatchObject({ shard, plan: { id: planned.report.plan.id, count: 4 } });
      const { counts, part } = leg.report;
      expect(DONE.reduce((sum, state) => sum + counts[state], 0)).toBe(part.artifacts);
      legs.push(leg);
    }
    const { plan } = planned.report;
    expect(legs.reduce((sum, { report }) => sum + report.part.artifacts, 0)).toBe(plan.artifacts);
    expect(legs.reduce((sum, { report }) => sum + report.part.bytes, 0)).toBe(plan.bytes);
    for (const [at, { path }] of planned.report.artifacts.entries()) {
      const states = legs.map(({ report }) => report.artifacts[at].state).filter((state) => state !== "open");
      expect([path, states.length]).toEqual([path, 1]);
    }
    const asked = paths();
    for (const path of site.files.keys()) {
      // Either of the two is fetched.
      const names = path === "f/0" || path === "f/1" ? ["f/0", "f/1"] : [path];
      expect([path, names.some((name) => asked.includes(name))]).toEqual([path, true]);
    }
    // Only what tells checksums to other parts is asked for again.
    const again = asked.filter((path, at) => asked.indexOf(path) !== at);
    expect(again.filter((path) => !path.startsWith(`${OS}/repodata/`) && path !== `${OS}/.treeinfo`)).toEqual(
      [],
    );
    site.requests.length = 0;
    const last = await run(compose, output);
    expect(last.failure).toBeUndefined();
    expect(paths().filter((path) => !path.startsWith("Other/"))).toEqual([]);
    expect(treeOf(join(output, "compose"))).toEqual(treeOf(join(whole, "compose")));
  });

  test("work at the same time in one output", async () => {
    const [compose, output] = [publish(), fresh("out")];
    const legs = await Promise.all(
      ["1/4", "2/4", "3/4", "4/4"].map((shard) => run(compose, output, { shard })),
    );
    expect(legs.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(Object.keys(tree(output)).sort()).toEqual(
      [...site.files.keys(), "Client/x86_64/os/.treeinfo"].sort(),
    );
    expect(readdirSync(join(output, ".productmd")).sort()).toEqual(["journal", "partial", "tmp"]);
    expect(readdirSync(join(output, ".productmd", "tmp"))).toEqual([]);
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });

  test("keep a run over everything out while they work, and are kept out by it", async () => {
    const [compose, output] = [publish(), fresh("out")];
    let meanwhile: Promise<unknown> | undefined;
    site.behaviour = (request, response, path) => {
      if (meanwhile !== undefined) return false;
      meanwhile = run(compose, output).catch((error: unknown) => error);
      void meanwhile.then(() => site.send(request, response, site.files.get(path)));
      return true;
    };
    expect((await run(compose, output, { shard: "1/2" })).failure).toBeUndefined();
    expect(await meanwhile).toMatchObject({ exitCode: 2, message: expect.stringContaining("another run") });
  });

  test("that are done again, or find files there, are the same parts", async () => {
    const [compose, output] = [publish(), fresh("out")];
    const first = await run(compose, output, { shard: "2/3" });
    const own = (report: typeof first.report) =>
      report.artifacts
        .filter(({ state }: { state: string }) => state !== "open")
        .map(({ path }: { path: string }) => path);
    site.requests.length = 0;
    const second = await run(compose, output, { shard: "2/3" });
    expect(paths()).toEqual([]);
    expect(own(second.report)).toEqual(own(first.report));
    // Everything is there, and some of it was lost.
    await run(compose, output);
    rmSync(join(output, "compose/f/8"));
    rmSync(join(output, "compose", OS, "repodata"), { recursive: true });
    const third = await run(compose, output, { shard: "2/3" });
    expect(own(third.report)).toEqual(own(first.report));
    expect(third.report.plan.id).toBe(first.report.plan.id);
    // What the run over everything verified is not read again, nor written down.
    const journal = readFileSync(join(output, ".productmd/journal-shard-2-of-3"), "utf8");
    for (const { path } of extraFiles.filter(({ path: extra }) => extra !== "f/8")) {
      expect(journal).not.toContain(`"file":"${path}"`);
    }
  });

  test("a failure is that of the part that it belongs to", async () => {
    const files = extraFiles.map((file) =>
      file.path === "f/5" ? { ...file, url: "ftp://a.example/5" } : file,
    );
    const compose = site.publish({ extraFiles: files }, fresh("in"));
    const output = fresh("out");
    const planned = await run(compose, output, { shards: "3" });
    expect(planned.failure).toBeUndefined();
    const failures = [];
    for (const shard of shardsOf(planned.outputs["plan"] ?? "")) {
      const { failure, report } = await run(compose, output, { shard });
      failures.push(failure === undefined ? report.counts.failed : `failed ${report.counts.failed}`);
    }
    expect(failures.sort()).toEqual([0, 0, "failed 1"]);
  });

  test("of another selection, or another number, are of another plan", async () => {
    const compose = publish();
    const id = async (raw: Record<string, string>) => (await run(compose, fresh("out"), raw)).report.plan.id;
    const ids = [
      await id({ shards: "3" }),
      await id({ shards: "4" }),
      await id({ shards: "3", exclude: "f/0" }),
      await id({ shards: "3", exclude: "f/1" }),
      await id({ shards: "3", variants: "Server" }),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(await id({ shard: "2/3" })).toBe(ids[0]);
    expect(await id({ "shard-size": "1G", shards: "3", "root-url": "https://a.example/" })).not.toBe(ids[0]);
  });
});
