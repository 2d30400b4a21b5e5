import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate, metadataFile } from "../../../test/support/composes.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { verify } from "./support/verify.ts";

const scratch = useScratch();

/** A compose with all its files that may be damaged. */
const tree = (options: object = {}) => generate(scratch, { files: true, ...options });

describe("a tree that is as its metadata says", () => {
  test.each([
    ["1.2", {}],
    ["1.1", { version: "1.1" }],
    ["2.0", { version: "2.0" }],
    ["2.0 without sizes and checksums of packages", { version: "2.0", bareLocations: true }],
    ["nested variants", { nested: true, images: 8 }],
    ["sha512", { algos: ["sha512"] }],
    ["all algorithms", { algos: ["md5", "sha1", "sha256", "sha512"] }],
  ])("of %s passes", async (_, options) => {
    const { failure, result, report } = await verify(tree(options));
    expect(failure).toBeUndefined();
    expect(report.errors).toEqual([]);
    expect(report.unlisted).toEqual({ policy: "warn", count: 0, files: [] });
    expect(result.consistency).toEqual([]);
    const { verified = 0, unrooted = 0, ...others } = result.states;
    expect(others).toEqual({});
    expect(verified).toBeGreaterThan(20);
    expect(verified + unrooted).toBe(result.artifacts);
  });

  test("has artifacts of every kind, the files that repositories list among them", async () => {
    const { result } = await verify(tree());
    const kinds = new Set(result.groups.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["extra_file", "image", "module", "repodata", "rpm", "variant_path"]);
    // 2 variants, 2 arches, 3 repositories each, of which that of the sources is shared.
    const repositories = result.groups.filter(({ kind }) => kind === "variant_path");
    expect(repositories.map(({ states }) => states)).toEqual(Array(4).fill({ unrooted: 3 }));
  });

  test("is verified from single files and another root, too", async () => {
    const compose = tree();
    const apart = scratch.fresh("metadata");
    cpSync(join(compose, "metadata"), apart, { recursive: true });
    expect((await verify(apart)).failure).toContain("missing");
    expect((await verify(apart, { root: compose })).failure).toBeUndefined();
    expect((await verify(metadataFile(compose, "images"))).failure).toBeUndefined();
  });

  test("2.0: nothing is unrooted, since composeinfo.json has checksums of the repositories", async () => {
    expect((await verify(tree({ version: "2.0" }))).result.states.unrooted).toBeUndefined();
  });

  test("reports every artifact when that is asked for, and only what is not verified otherwise", async () => {
    const compose = tree();
    const few = await verify(compose);
    expect(new Set(few.result.records.map(({ state }) => state))).toEqual(new Set(["unrooted"]));
    const all = await verify(compose, { records: "all" });
    expect(all.result.records).toHaveLength(all.result.artifacts);
  });
});
