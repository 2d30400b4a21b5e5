import { step } from "@compose-actions/localize";
import { parseInputs } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { Plan } from "../src/plan.ts";
import { PlanFile } from "../src/plan-file.ts";
import { readSettings, type Trust } from "../src/settings.ts";
import { contentKey, proofOf, trustProblem } from "../src/trust.ts";
import { below, placesOf } from "../src/urls.ts";

const [SHA512, SHA256, SHA1, MD5] = [128, 64, 40, 32].map(
  (length, index) => `${["sha512", "sha256", "sha1", "md5"][index]}:${"0".repeat(length)}`,
) as [string, string, string, string];

function file(localPath: string, given: Partial<ConstructorParameters<typeof PlanFile>[0]> = {}): PlanFile {
  return new PlanFile({
    localPath,
    kind: "rpm",
    variant: "Server",
    arch: "x86_64",
    urls: [`https://a.example/${localPath}`],
    size: null,
    checksums: [],
    ...given,
  });
}

function settings(raw: Readonly<Record<string, string>>) {
  return readSettings(parseInputs(step.inputs, { compose: "c", output: "o", ...raw }));
}

describe("trust", () => {
  const strict: Trust = {
    verifyChecksums: true,
    allowUnverified: false,
    allowWeak: false,
    minChecksum: "sha256",
  };

  test.each([
    [[SHA256], {}, "verified"],
    [[MD5, SHA512], {}, "verified"],
    [[SHA1], {}, "weak"],
    [[SHA1], { minChecksum: "sha1" }, "weak"],
    [[MD5], { minChecksum: "md5" }, "weak"],
    [[MD5, SHA256], { minChecksum: "md5" }, "verified"],
    [[MD5], { minChecksum: "sha1" }, "weak"],
    [[SHA256], { minChecksum: "sha512" }, "weak"],
    [[], {}, "unverifiable"],
    [[SHA256], { verifyChecksums: false }, "unverifiable"],
  ] as const)("%j with %j is %s", (checksums, given, proof) => {
    expect(proofOf({ checksums, unrooted: false }, { ...strict, ...given })).toBe(proof);
  });

  test("takes nothing unproved or weak unless that is said, and roots always", () => {
    const problem = (checksums: readonly string[], given: Partial<Trust> = {}, unrooted = false) =>
      trustProblem(file("f", { checksums, unrooted }), { ...strict, ...given })?.class;
    expect(problem([])).toBe("unverifiable");
    expect(problem([], { allowUnverified: true })).toBeUndefined();
    expect(problem([], { allowWeak: true })).toBe("unverifiable");
    expect(problem([MD5])).toBe("weak");
    expect(problem([MD5], { allowWeak: true })).toBeUndefined();
    expect(problem([MD5], { allowUnverified: true })).toBe("weak");
    expect(problem([MD5], { minChecksum: "md5" })).toBeUndefined();
    expect(problem([MD5], { minChecksum: "sha1" })).toBe("weak");
    expect(problem([SHA256], { minChecksum: "sha512" })).toBe("weak");
    expect(problem([], {}, true)).toBeUndefined();
  });

  test.each([
    ["image", "compute-checksums"],
    ["boot", "[checksums] of .treeinfo"],
    ["repodata", "createrepo_c"],
  ] as const)("says both remedies of a file without checksum: %s", (kind, remedy) => {
    const message = trustProblem(file("f", { kind }), strict)?.message;
    expect(message).toContain("allow-unverified");
    expect(message).toContain(remedy);
  });

  test("takes no weak checksum for the name of a content", () => {
    expect(contentKey({ checksums: [MD5, SHA1], size: 1 })).toBeUndefined();
    expect(contentKey({ checksums: [SHA256], size: 1 })).not.toBe(
      contentKey({ checksums: [SHA256], size: 2 }),
    );
  });
});

describe("places", () => {
  const options = { rootUrl: "https://root.example/c/", mirrors: [] };
  const at = (url: string, localPath = "a/b", given = options) => placesOf(url, localPath, given);

  test("relative ones are relative to the root", () => {
    expect(at("os/x")).toEqual(["https://root.example/c/os/x"]);
  });

  test.each(["//evil.example/x", "../../../x", "/x", "\\\\evil.example\\x", "@evil.example/x"])(
    "%s stays at the root's host",
    (url) => {
      expect(new URL(at(url)[0] ?? "").host).toBe("root.example");
    },
  );

  test.each([
    "ftp://a.example/x",
    "file:///etc/passwd",
    "oci://r.example/x:1",
    "https://u:p@a.example/x",
    "https://[/x",
  ])("%s is none", (url) => {
    expect(() => at(url)).toThrow(expect.objectContaining({ failure: "scheme", remedy: "never" }));
  });

  test("a relative one without a root is none", () => {
    expect(() => placesOf("x", "x", { rootUrl: undefined, mirrors: [] })).toThrow("root-url");
  });

  test("a path that was joined as it is means its encoded form first", () => {
    expect(at("https://a.example/x/a b#c+d", "a b#c+d")[0]).toBe("https://a.example/x/a%20b%23c+d");
  });

  test("what lies below a place keeps the place's query", () => {
    expect(below("https://a.example/repo/?sig=1", "repodata/a b.xml")).toBe(
      "https://a.example/repo/repodata/a%20b.xml?sig=1",
    );
    expect(below("https://a.example/repo", "x")).toBe("https://a.example/repo/x");
  });
});

describe("a plan", () => {
  test("joins what is known of a path, and finds contradictions", () => {
    const plan = new Plan();
    const known = plan.addFile(file("a/x", { checksums: [MD5] }));
    expect(plan.addFile(file("a/x", { size: 5, checksums: [SHA256], urls: ["https://b.example/x"] }))).toBe(
      known,
    );
    expect(known).toMatchObject({
      size: 5,
      checksums: [MD5, SHA256],
      urls: ["https://a.example/a/x", "https://b.example/x"],
    });
    expect(() => plan.addFile(file("a/x", { checksums: [SHA256.replace(/0$/, "1")] }))).toThrow(
      "different checksums",
    );
    expect(() => plan.addFile(file("a/x", { size: 6 }))).toThrow("different sizes");
    expect(() => plan.addFile(file("a"))).toThrow(/lie below/);
    expect(() => plan.addFile(file("a/x/y"))).toThrow(/lies below/);
    expect(() => plan.addFile(file("metadata/rpms.json"))).toThrow("own metadata");
  });

  test("does not bring back what has failed, and holds what came to what is said of it later", () => {
    const plan = new Plan();
    const failed = plan.addFile(file("a"));
    failed.fail({ class: "not-found", message: "" });
    expect(plan.addFile(file("a", { checksums: [SHA256] }))).toMatchObject({
      state: "failed",
      checksums: [],
    });
    plan.addFile(file("b")).arrive("downloaded", 1, [SHA256]);
    expect(plan.addFile(file("b", { checksums: [SHA256] })).state).toBe("done");
    expect(() => plan.addFile(file("b", { checksums: [SHA256.replace(/0$/, "1")] }))).toThrow(
      expect.objectContaining({ failure: "conflict" }),
    );
  });
});

describe("settings", () => {
  test.each([
    [{ "verify-checksums": "false" }, "verify-checksums"],
    [{ shard: "0/2" }, "shard"],
    [{ shard: "3/2" }, "shard"],
    [{ shard: "1" }, "shard"],
    [{ shard: "1/2", prune: "true" }, "prune"],
    [{ mirrors: "https://a.example/" }, "mirrors"],
    [{ mirrors: "https://a.example/ ftp://b.example/" }, "mirrors"],
    [{ mirrors: "https://a.example/ https://u:s3cret@b.example/" }, "mirrors"],
    [{ "root-url": "/srv" }, "root-url"],
  ])("%j is refused", (raw, word) => {
    const refused = () => settings(raw as Record<string, string>);
    expect(refused).toThrow(expect.objectContaining({ exitCode: 2, message: expect.stringContaining(word) }));
    expect(refused).not.toThrow("s3cret");
  });

  test("prefixes end where a part of a path does", () => {
    expect(
      settings({ mirrors: "https://a.example/x = https://b.example/y, https://c.example" }).mirrors,
    ).toEqual([{ prefix: "https://a.example/x/", mirrors: ["https://b.example/y/", "https://c.example/"] }]);
    expect(settings({ "root-url": "https://a.example/x" }).rootUrl).toBe("https://a.example/x/");
  });
});
