import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOf, sha256 } from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run, tree } = useWorkshop();
const [A, B, C] = [bytesOf(5000, 1), bytesOf(300_000, 2), bytesOf(70, 3)];
const hex = (content: Buffer) => sha256(content).slice(7);
const artifactRequests = () => site.requests.filter(({ path }) => path !== "");

function put(output: string, path: string, content: string | Buffer): string {
  const target = join(output, "compose", path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  return target;
}

describe("a mirror", () => {
  const files = [
    { path: "Server/x86_64/os/a", content: A },
    { path: "Server/x86_64/os/b", content: B },
  ];

  test("holds what the metadata names, metadata of it, and nothing of ours besides", async () => {
    const output = fresh("out");
    const { result, outputs, failure } = await run(site.publish({ extraFiles: files }, fresh("in")), output);
    expect(failure).toBeUndefined();
    expect(tree(output)).toEqual({ "Server/x86_64/os/a": hex(A), "Server/x86_64/os/b": hex(B) });
    expect([...result.metadata].sort()).toEqual(["metadata/composeinfo.json", "metadata/extra_files.json"]);
    expect(outputs).toMatchObject({ verified: "2", failed: "0" });
    expect(readdirSync(join(output, ".productmd")).sort()).toEqual(["journal", "partial", "tmp"]);
    expect(readdirSync(join(output, ".productmd", "tmp"))).toEqual([]);
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });

  test("that is complete costs no request", async () => {
    const [compose, output] = [site.publish({ extraFiles: files }, fresh("in")), fresh("out")];
    await run(compose, output);
    site.requests.length = 0;
    const { report } = await run(compose, output);
    expect(artifactRequests()).toEqual([]);
    expect(report.files.extra_file).toEqual({ present: 2 });
  });

  test("gets back what was removed or changed, and only that", async () => {
    const [compose, output] = [site.publish({ extraFiles: files }, fresh("in")), fresh("out")];
    await run(compose, output);
    for (const change of [
      () => rmSync(join(output, "compose", files[0]?.path ?? "")),
      () => put(output, files[0]?.path ?? "", "x".repeat(A.length)),
    ]) {
      change();
      site.requests.length = 0;
      await run(compose, output);
      expect(site.requests.map(({ path }) => path)).toEqual(["Server/x86_64/os/a"]);
      expect(tree(output)["Server/x86_64/os/a"]).toBe(hex(A));
    }
  });

  test("that somebody else filled is read, not downloaded", async () => {
    const [compose, output] = [site.publish({ extraFiles: files }, fresh("in")), fresh("out")];
    put(output, "Server/x86_64/os/a", A);
    await run(compose, output);
    expect(site.count("Server/x86_64/os/a")).toBe(0);
    expect(tree(output)["Server/x86_64/os/a"]).toBe(hex(A));
  });

  test("is not what a dry run makes", async () => {
    const output = fresh("out");
    const { report } = await run(site.publish({ extraFiles: files }, fresh("in")), output, {
      "dry-run": "true",
    });
    expect(report).toMatchObject({ plan: { files: 2, bytes: A.length + B.length } });
    expect(statSync(output, { throwIfNoEntry: false })).toBeUndefined();
    expect(site.requests).toEqual([]);
  });
});

describe("the same content at several paths", () => {
  const paths = ["x/1", "x/2", "y/3", "y/4"];
  const extraFiles = paths.map((path) => ({ path, content: A }));

  test("is downloaded once, and a second run reads nothing again", async () => {
    const [compose, output] = [site.publish({ extraFiles }, fresh("in")), fresh("out")];
    const { report } = await run(compose, output);
    expect(site.requests).toHaveLength(1);
    expect(report.files.extra_file).toEqual({ downloaded: 1, linked: 3 });
    expect(Object.keys(tree(output))).toEqual(paths);
    // What the journal vouches for is not opened: a second run finds all though nobody may read it.
    const journal = readFileSync(join(output, ".productmd", "journal"), "utf8");
    await run(compose, output);
    const after = readFileSync(join(output, ".productmd", "journal"), "utf8");
    expect(after.slice(journal.length)).not.toContain('"file":');
  });

  test("that is linked later leaves the earlier names proved", async () => {
    const output = fresh("out");
    await run(site.publish({ extraFiles: extraFiles.slice(0, 2) }, fresh("in")), output);
    const compose = site.publish({ extraFiles }, fresh("in"));
    await run(compose, output);
    const journal = readFileSync(join(output, ".productmd", "journal"), "utf8");
    await run(compose, output);
    const after = readFileSync(join(output, ".productmd", "journal"), "utf8");
    expect(after.slice(journal.length)).not.toContain('"file":');
  });

  test.each(["hardlink", "copy"])("is made by %s", async (mode) => {
    const output = fresh("out");
    await run(site.publish({ extraFiles }, fresh("in")), output, { "link-mode": mode });
    const inodes = new Set(paths.map((path) => statSync(join(output, "compose", path)).ino));
    expect(inodes.size).toBe(mode === "hardlink" ? 1 : 4);
  });

  test("fails at all of them when it cannot be had", async () => {
    site.behaviour = (_, response) => {
      response.writeHead(404).end();
      return true;
    };
    const { report, failure } = await run(site.publish({ extraFiles }, fresh("in")), fresh("out"));
    expect(failure).toBe("4 files failed");
    expect(
      report.artifacts.map(({ state, class: cause }: Record<string, string>) => `${state} ${cause}`),
    ).toEqual(paths.map(() => "failed not-found"));
  });

  test("is sought at the places of all of them", async () => {
    const named = extraFiles.map((file, index) => ({ ...file, url: `${site.url}place/${index}` }));
    const compose = site.publish({ extraFiles: named }, fresh("in"));
    site.files.clear();
    site.files.set("place/3", A);
    const output = fresh("out");
    const { failure } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(Object.values(tree(output))).toEqual(paths.map(() => hex(A)));
  });

  test("is found where a part of it is there already", async () => {
    const output = fresh("out");
    put(output, "y/3", A);
    const { report } = await run(site.publish({ extraFiles }, fresh("in")), output);
    expect(site.requests).toEqual([]);
    expect(report.files.extra_file).toEqual({ present: 1, linked: 3 });
  });
});

describe("failures", () => {
  const extraFiles = [
    { path: "ok", content: A },
    { path: "bad", content: B, checksum: sha256(C) },
  ];

  test("leave the metadata to speak of what is there", async () => {
    const output = fresh("out");
    const { failure, report, warnings } = await run(site.publish({ extraFiles }, fresh("in")), output);
    expect(failure).toBe("1 file failed");
    expect(tree(output)).toEqual({ ok: hex(A) });
    const metadata = readFileSync(join(output, "compose/metadata/extra_files.json"), "utf8");
    expect(metadata).toContain('"ok"');
    expect(metadata).not.toContain('"bad"');
    expect(report.counts).toMatchObject({ verified: 1, failed: 1 });
    expect(warnings.join("\n")).toContain("bad: checksum: ");
  });

  test("that are known before the first request are told", async () => {
    const compose = site.publish(
      {
        extraFiles: [
          { path: "ok", content: A },
          { path: "x", content: B, url: "ftp://h/x" },
        ],
      },
      fresh("in"),
    );
    const { warnings, failure } = await run(compose, fresh("out"));
    expect(failure).toBe("1 file failed");
    expect(warnings.join("\n")).toContain("x: scheme: ");
  });

  test.each([
    ["that are known before the first request", { path: "x", content: B, url: "ftp://h/x" }, {}],
    ["of trust", { path: "x", content: B, checksum: null }, {}],
    ["of the tree", { path: "x", content: B }, { directory: "x/y" }],
  ])("%s end a run that is to end with the first", async (_, file, { directory }: { directory?: string }) => {
    const output = fresh("out");
    if (directory !== undefined) {
      mkdirSync(join(output, "compose", directory), { recursive: true });
    }
    const compose = site.publish({ extraFiles: [file, { path: "ok", content: A }] }, fresh("in"));
    const { failure, report } = await run(compose, output, { "fail-fast": "true" });
    expect(failure).toBe("1 file failed; stopped at the first failure, 1 artifact not tried");
    expect(report).toMatchObject({ stopped: true, counts: { failed: 1, open: 1 } });
    expect(site.requests).toEqual([]);
  });

  test("of a file do not prune", async () => {
    const output = fresh("out");
    put(output, "foreign", "x");
    const { result } = await run(site.publish({ extraFiles }, fresh("in")), output, { prune: "true" });
    expect(result.pruned).toEqual([]);
    expect(Object.keys(tree(output))).toEqual(["foreign", "ok"]);
  });

  test("in the file system end in words, not in a stack", async () => {
    const output = fresh("out");
    mkdirSync(join(output, ".productmd"), { recursive: true });
    mkdirSync(join(output, ".productmd", "journal"));
    await expect(run(site.publish({ extraFiles }, fresh("in")), output)).rejects.toMatchObject({
      name: "UserError",
    });
  });

  test("of a file's place concern that file", async () => {
    const output = fresh("out");
    const outside = fresh("outside");
    mkdirSync(outside);
    mkdirSync(join(output, "compose"), { recursive: true });
    symlinkSync(outside, join(output, "compose", "linked"));
    const compose = site.publish(
      {
        extraFiles: [
          { path: "linked/a", content: A },
          { path: "ok", content: C },
        ],
      },
      fresh("in"),
    );
    const { report } = await run(compose, output);
    expect(report.artifacts).toMatchObject([{ state: "failed", class: "path" }, { state: "verified" }]);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("connection inputs", () => {
  test.each([
    ["a token without an origin", { "http-token": "secret" }, "for no origin"],
    ["a user name without a password", { "http-username": "me" }, "needs http-password"],
    ["an authority that is not there", { "ca-file": "/nowhere/ca.pem" }, "cannot be read"],
    ["an address that is none", { "allow-hosts": "*" }, "allow-hosts"],
  ])("%s: refused before the output is made", async (_, raw, message) => {
    const [compose, output] = [
      site.publish({ extraFiles: [{ path: "a", content: A }] }, fresh("in")),
      fresh("out"),
    ];
    await expect(run(compose, output, raw)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message),
    });
    expect(existsSync(output)).toBe(false);
  });
});

describe("prune", () => {
  const compose = () => site.publish({ extraFiles: [{ path: "d/ok", content: A }] }, fresh("in"));

  test("removes what nothing names, and directories that are empty then", async () => {
    const output = fresh("out");
    put(output, "old/deep/file", "x");
    put(output, "d/old", "x");
    const { result } = await run(compose(), output, { prune: "true" });
    expect(result.pruned).toEqual(["d/old", "old/deep/file"]);
    expect(Object.keys(tree(output))).toEqual(["d/ok"]);
    expect(readdirSync(join(output, "compose")).sort()).toEqual(["d", "metadata"]);
  });

  test("removes nothing when that is more than it may", async () => {
    const output = fresh("out");
    put(output, "1", "x");
    put(output, "2", "x");
    const { failure } = await run(compose(), output, { prune: "true", "max-delete": "1" });
    expect(failure).toContain("2 files");
    expect(Object.keys(tree(output))).toEqual(["1", "2", "d/ok"]);
  });
});

describe("the cache", () => {
  const extraFiles = [
    { path: "a", content: A },
    { path: "b", content: B },
  ];
  const at = (cache: string, content: Buffer) =>
    join(cache, "sha256", hex(content).slice(0, 2), hex(content));

  test("serves another output", async () => {
    const [compose, cache] = [site.publish({ extraFiles }, fresh("in")), fresh("cache")];
    await run(compose, fresh("out"), { "cache-dir": cache });
    site.requests.length = 0;
    const output = fresh("out");
    const { report } = await run(compose, output, { "cache-dir": cache });
    expect(site.requests).toEqual([]);
    expect(report.files.extra_file).toEqual({ cached: 2 });
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });

  test.each([
    ["holds other bytes", (path: string) => writeFileSync(path, bytesOf(B.length, 9))],
    ["is a link", (path: string) => symlinkSync("/etc/hostname", path)],
    ["is a directory", (path: string) => mkdirSync(path)],
  ])("is not believed when a file of it %s", async (_, spoil) => {
    const [compose, cache] = [site.publish({ extraFiles }, fresh("in")), fresh("cache")];
    mkdirSync(dirname(at(cache, B)), { recursive: true });
    spoil(at(cache, B));
    const output = fresh("out");
    const { failure, warnings } = await run(compose, output, { "cache-dir": cache });
    expect(failure).toBeUndefined();
    expect(tree(output)).toEqual({ a: hex(A), b: hex(B) });
    expect(warnings.filter((line) => line.startsWith("cache-dir"))).toHaveLength(1);
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });
});

describe("a cache in the tree of the mirror", () => {
  test.each(["compose", "compose/x", "compose/../compose/x/y", "link/x"])("is refused: %s", async (where) => {
    const output = fresh("out");
    mkdirSync(join(output, "compose"), { recursive: true });
    symlinkSync("compose", join(output, "link"));
    const compose = site.publish({ extraFiles: [{ path: "a", content: A }] }, fresh("in"));
    await expect(run(compose, output, { "cache-dir": `${output}/${where}` })).rejects.toThrow(
      "cache-dir lies in the tree of the mirror",
    );
    expect(readdirSync(join(output, "compose"))).toEqual([]);
  });

  test.each(["cache", "compose-cache", "..cache"])("beside it is none: %s", async (where) => {
    const output = fresh("out");
    const compose = site.publish({ extraFiles: [{ path: "a", content: A }] }, fresh("in"));
    const { failure } = await run(compose, output, { "cache-dir": `${output}/${where}` });
    expect(failure).toBeUndefined();
  });
});

test("what nothing proved is said to be proved by the new metadata alone", async () => {
  const bare = { path: "a", content: A, checksum: null };
  const compose = site.publish({ extraFiles: [bare, { path: "b", content: B }] }, fresh("in"));
  const [taken, output] = [{ "allow-unverified": "true" }, fresh("out")];
  const { warnings, report } = await run(compose, output, taken);
  expect(warnings).toEqual([
    expect.stringMatching(/^nothing proved 1 image or extra file: .* sha256 of what/),
  ]);
  expect(report.warnings).toEqual(warnings);
  const written = readFileSync(join(output, "compose/metadata/extra_files.json"), "utf8");
  expect(written).toContain(hex(A));
  const unchecked = await run(compose, fresh("out"), { ...taken, "verify-checksums": "false" });
  expect(unchecked.warnings.join("\n")).toContain("nothing proved 1 image");
});

describe("unfinished files", () => {
  const big = bytesOf(3_000_000, 7);

  test("go on where they were, and are gone when they are not needed any more", async () => {
    const [compose, output] = [
      site.publish({ extraFiles: [{ path: "big", content: big }] }, fresh("in")),
      fresh("out"),
    ];
    site.behaviour = (_, response) => {
      response.writeHead(200, { "content-length": big.length, etag: '"v"' });
      response.write(big.subarray(0, 1_000_000), () => response.destroy());
      return true;
    };
    await run(compose, output, { retries: "0" });
    expect(readdirSync(join(output, ".productmd", "partial"))).toHaveLength(1);
    site.behaviour = undefined;
    site.requests.length = 0;
    await run(compose, output);
    expect(Number(/\d+/.exec(site.requests[0]?.range ?? "")?.[0])).toBeGreaterThan(500_000);
    expect(tree(output)).toEqual({ big: hex(big) });
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });

  test("of another compose do not stay for ever", async () => {
    const output = fresh("out");
    site.behaviour = (_, response) => {
      response.writeHead(200, { "content-length": big.length });
      response.write(big.subarray(0, 1_000_000), () => response.destroy());
      return true;
    };
    await run(site.publish({ extraFiles: [{ path: "big", content: big }] }, fresh("in")), output, {
      retries: "0",
    });
    site.behaviour = undefined;
    await run(site.publish({ extraFiles: [{ path: "a", content: A }] }, fresh("in")), output);
    expect(readdirSync(join(output, ".productmd", "partial"))).toEqual([]);
  });
});

test("an interruption throws its reason, keeps what came, and lets the next run go on", async () => {
  const big = bytesOf(2_000_000, 8);
  const [compose, output] = [
    site.publish(
      {
        extraFiles: [
          { path: "big", content: big },
          { path: "a", content: A },
        ],
      },
      fresh("in"),
    ),
    fresh("out"),
  ];
  const controller = new AbortController();
  const reason = new Error("SIGTERM");
  site.behaviour = (_, response, path) => {
    if (path !== "big") return false;
    response.writeHead(200, { "content-length": big.length });
    response.write(big.subarray(0, 1_500_000), () => setTimeout(() => controller.abort(reason), 200));
    return true;
  };
  const told: string[] = [];
  await expect(run(compose, output, {}, controller.signal, told)).rejects.toBe(reason);
  expect(told).toContain("Run it again to go on: what was received is kept");
  expect(readdirSync(join(output, ".productmd")).sort()).toEqual(["journal", "partial", "tmp"]);
  expect(Object.keys(tree(output))).toEqual(["a"]);
  site.behaviour = undefined;
  site.requests.length = 0;
  await run(compose, output);
  expect(site.requests.map(({ path, range }) => `${path} ${range}`)).toEqual(["big bytes=1500000-"]);
});
