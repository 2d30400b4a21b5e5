import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOf, primaryOf, repomdOf, type SiteCompose, sha256 } from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run, tree } = useWorkshop();
const RPM = bytesOf(4000, 1);
const OS = "Server/x86_64/os";
const primary = primaryOf({ "Packages/a-1-1.x86_64.rpm": RPM });
const repository = { path: OS, files: { "repodata/primary.xml": primary } };
const REPOMD = `${OS}/repodata/repomd.xml`;
const artifactRequests = () => site.requests.filter(({ path }) => path !== "");
const publish = (compose: SiteCompose) => site.publish(compose, fresh("in"));

describe("a repository", () => {
  test("comes with all that its repomd.xml lists", async () => {
    const output = fresh("out");
    const { failure, report } = await run(publish({ repositories: [repository] }), output);
    expect(failure).toBeUndefined();
    expect(Object.keys(tree(output))).toEqual([`${OS}/repodata/primary.xml`, REPOMD]);
    expect(report.artifacts).toMatchObject([{ path: OS, state: "verified" }]);
  });

  test("gives packages the checksum that nobody else knew", async () => {
    const rpm = { path: `${OS}/Packages/a-1-1.x86_64.rpm`, content: RPM, checksum: null };
    const { report, failure } = await run(publish({ repositories: [repository], rpms: [rpm] }), fresh("out"));
    expect(failure).toBeUndefined();
    expect(report.counts).toMatchObject({ verified: 2 });
  });

  test("gives packages with a weak checksum a strong one, and both must hold", async () => {
    const weak = "md5:00000000000000000000000000000000";
    const rpm = { path: `${OS}/Packages/a-1-1.x86_64.rpm`, content: RPM, checksum: weak };
    const { report } = await run(publish({ repositories: [repository], rpms: [rpm] }), fresh("out"));
    expect(report.artifacts).toMatchObject([{ state: "failed", class: "checksum" }, { state: "verified" }]);
  });

  test("that several variants share is had from the places of all", async () => {
    const shared = { ...repository, path: "shared/os" };
    const compose = publish({
      repositories: [
        { ...shared, url: `oci://r.example/x:1@sha256:${"0".repeat(64)}`, variant: "A" },
        { ...shared, variant: "B" },
      ],
    });
    const { failure, report } = await run(compose, fresh("out"));
    expect(failure).toBeUndefined();
    expect(report.artifacts).toMatchObject([{ state: "verified" }, { state: "verified" }]);
  });

  test.each([404, 500])(
    "whose repomd.xml is answered with %i is not verified, whatever else names it",
    async (status) => {
      let asked = 0;
      site.behaviour = (_, response, path) => {
        if (path !== REPOMD) return false;
        asked += 1;
        if (asked > 2) return false;
        response.writeHead(status).end();
        return true;
      };
      const compose = publish({ repositories: [repository], trees: [{ path: OS }] });
      const repomd = site.files.get(REPOMD) as Buffer;
      site.files.set(`${OS}/.treeinfo`, treeinfo({ "repodata/repomd.xml": repomd }));
      const { failure, report } = await run(compose, fresh("out"));
      expect(failure).toBe("1 file failed");
      expect(report.artifacts).toMatchObject([{ path: OS, state: "failed" }]);
    },
  );

  test("whose repomd.xml is none does not come back by another mention", async () => {
    const bad = { ...repository, repomd: Buffer.from("<html>hello</html>"), checksum: null };
    const compose = publish({ repositories: [bad], trees: [{ path: OS }] });
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "repodata/repomd.xml": bad.repomd }));
    const output = fresh("out");
    const { failure, report } = await run(compose, output);
    expect(failure).toBe("1 file failed");
    expect(report.artifacts).toMatchObject([{ path: OS, state: "failed", class: "xml" }]);
    expect(existsSync(join(output, "compose", REPOMD))).toBe(false);
  });

  test("may not put files at the places of our metadata", async () => {
    const listed = Buffer.from(
      repomdOf({ "repodata/x": RPM }).toString().replace('href="repodata/x"', 'href="composeinfo.json"'),
    );
    const lying = publish({ repositories: [{ path: "metadata", files: {}, repomd: listed }] });
    const { failure, report } = await run(lying, fresh("out"));
    expect(failure).toBe("1 file failed");
    expect(report.artifacts).toMatchObject([{ state: "failed", class: "conflict" }]);
  });
});

describe("an unrooted repository, with the same paths in the next compose", () => {
  const of = (id: string, date: string, seed: number): SiteCompose => ({
    id,
    date,
    repositories: [{ path: OS, files: { "repodata/primary.xml": bytesOf(500, seed) }, checksum: null }],
    extraFiles: [{ path: "note", content: bytesOf(40, seed) }],
  });
  const first = of("Test-1-20260204.0", "20260204", 1);
  const second = of("Test-1-20260205.0", "20260205", 2);

  test("is asked for again, though not again and again", async () => {
    const output = fresh("out");
    await run(publish(first), output);
    const compose = publish(second);
    site.requests.length = 0;
    await run(compose, output);
    expect(site.count(REPOMD)).toBe(1);
    await run(compose, output);
    expect(site.count(REPOMD)).toBe(1);
    expect(readFileSync(join(output, "compose", REPOMD))).toEqual(site.files.get(REPOMD));
  });

  test("is not taken from the first when the second was interrupted", async () => {
    const output = fresh("out");
    await run(publish(first), output);
    const compose = publish(second);
    const controller = new AbortController();
    site.behaviour = (_, _response, path) => {
      if (path === REPOMD) controller.abort(new Error("SIGINT"));
      return path === REPOMD;
    };
    await expect(run(compose, output, {}, controller.signal)).rejects.toThrow("SIGINT");
    site.behaviour = undefined;
    const { failure } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(readFileSync(join(output, "compose", REPOMD))).toEqual(site.files.get(REPOMD));
  });

  test("is not taken from the first when the second had none for a while", async () => {
    const output = fresh("out");
    await run(publish(first), output);
    const compose = publish(second);
    site.behaviour = (_, response, path) => {
      if (path === REPOMD) response.writeHead(404).end();
      return path === REPOMD;
    };
    expect((await run(compose, output)).failure).toBe("1 file failed");
    site.behaviour = undefined;
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(readFileSync(join(output, "compose", REPOMD))).toEqual(site.files.get(REPOMD));
  });

  test("leaves no metadata of the first that the second has not", async () => {
    const output = fresh("out");
    await run(publish(first), output);
    const { extraFiles: _, ...rest } = second;
    await run(publish(rest), output);
    expect(existsSync(join(output, "compose/metadata/composeinfo.json"))).toBe(true);
    expect(existsSync(join(output, "compose/metadata/extra_files.json"))).toBe(false);
  });
});

describe("what goes with a repomd.xml", () => {
  const of = (seed: number): SiteCompose => ({
    repositories: [{ path: OS, files: { "repodata/primary.xml": bytesOf(500, seed) } }],
    trees: [{ path: OS }],
  });
  const describeTree = () =>
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "repodata/repomd.xml": site.files.get(REPOMD) as Buffer }));

  test("is asked for again beside another one of the same compose: its signature", async () => {
    const output = fresh("out");
    const first = publish(of(1));
    site.files.set(`${REPOMD}.asc`, Buffer.from("one"));
    await run(first, output);
    await run(first, output);
    expect(site.count(`${REPOMD}.asc`)).toBe(1);
    const second = publish(of(2));
    site.files.set(`${REPOMD}.asc`, Buffer.from("two"));
    expect((await run(second, output)).failure).toBeUndefined();
    expect(readFileSync(join(output, "compose", `${REPOMD}.asc`), "utf8")).toBe("two");
    const third = publish(of(3));
    site.files.delete(`${REPOMD}.asc`);
    expect((await run(third, output)).failure).toBeUndefined();
    expect(existsSync(join(output, "compose", `${REPOMD}.asc`))).toBe(false);
  });

  test("is asked for again when it contradicts the new one: the description of the tree", async () => {
    const output = fresh("out");
    const first = publish(of(1));
    describeTree();
    await run(first, output);
    const second = publish(of(2));
    describeTree();
    expect((await run(second, output)).failure).toBeUndefined();
    expect(readFileSync(join(output, "compose", OS, ".treeinfo"))).toEqual(site.files.get(`${OS}/.treeinfo`));
    site.requests.length = 0;
    await run(second, output);
    expect(artifactRequests()).toEqual([]);
  });
});

test.each([REPOMD, `${REPOMD}.asc`, `${OS}/.treeinfo`])(
  "%s of a size that nobody tells is not received for ever",
  async (endless) => {
    site.behaviour = (_, response, path) => {
      if (path !== endless) return false;
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(256 * 1024), () => setImmediate(more));
      };
      more();
      return true;
    };
    const compose = publish({ repositories: [{ ...repository, checksum: null }], trees: [{ path: OS }] });
    const { report, result } = await run(compose, fresh("out"), { timeout: "20s" });
    expect([...report.otherFailures, ...report.artifacts]).toContainEqual(
      expect.objectContaining({ class: "too-large" }),
    );
    expect(result.receivedBytes).toBeLessThan(20_000_000);
  },
);

describe("a mirror", () => {
  /** The mirror has other bytes than the origin for all that no checksum vouches for. */
  const mirrored = (checksum?: null) => {
    const compose = publish({
      repositories: [{ ...repository, ...(checksum === undefined ? {} : { checksum }) }],
      trees: [{ path: OS }],
    });
    site.files.set(`${OS}/.treeinfo`, treeinfo({}));
    site.files.set(`${REPOMD}.asc`, Buffer.from("signature"));
    for (const [path, content] of [...site.files]) {
      site.files.set(`mirror/${path}`, content);
    }
    for (const path of [REPOMD, `${REPOMD}.asc`, `${OS}/.treeinfo`]) {
      site.files.set(`mirror/${path}`, Buffer.from("of the mirror's own making"));
    }
    return compose;
  };
  const mirrors = () => ({ mirrors: `${site.url} ${site.url}mirror/` });

  test("is not asked for what no checksum vouches for", async () => {
    const [compose, output] = [mirrored(null), fresh("out")];
    const { failure } = await run(compose, output, mirrors());
    expect(failure).toBeUndefined();
    for (const path of [REPOMD, `${REPOMD}.asc`, `${OS}/.treeinfo`]) {
      expect(site.count(`mirror/${path}`), path).toBe(0);
      expect(readFileSync(join(output, "compose", path)), path).toEqual(site.files.get(path));
    }
    expect(site.count(`mirror/${OS}/repodata/primary.xml`)).toBe(1);
  });

  test("is asked for a repomd.xml of a known checksum, and left when it has another", async () => {
    const [compose, output] = [mirrored(), fresh("out")];
    expect((await run(compose, output, mirrors())).failure).toBeUndefined();
    expect(site.count(`mirror/${REPOMD}`)).toBeGreaterThan(0);
    expect(readFileSync(join(output, "compose", REPOMD))).toEqual(site.files.get(REPOMD));
  });

  test("that is down fails nothing that the origin does not have", async () => {
    const compose = publish({ repositories: [{ ...repository, checksum: null }], trees: [{ path: OS }] });
    site.behaviour = (_, response, path) =>
      path.startsWith("mirror/") && response.writeHead(503).end() && true;
    const { failure, report } = await run(compose, fresh("out"), mirrors());
    expect(failure).toBeUndefined();
    expect(report.counts).toMatchObject({ unrooted: 1 });
  });
});

describe("an installable tree", () => {
  const kernel = bytesOf(900, 5);

  test("comes with what its .treeinfo names", async () => {
    const compose = publish({ trees: [{ path: OS }], extraFiles: [{ path: `${OS}/GPL`, content: RPM }] });
    site.files.set(`${OS}/images/vmlinuz`, kernel);
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "images/vmlinuz": kernel }));
    const output = fresh("out");
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(Object.keys(tree(output))).toEqual([`${OS}/.treeinfo`, `${OS}/GPL`, `${OS}/images/vmlinuz`]);
  });

  test("X3: comes with all that no metadata file names", async () => {
    const files = { "repodata/primary.xml": primary, "repodata/modules.yaml": bytesOf(60, 7) };
    const compose = publish({ repositories: [{ path: OS, files }], trees: [{ path: OS }] });
    const boot = ["images/pxeboot/vmlinuz", "images/pxeboot/initrd.img", "images/boot.iso"];
    for (const path of boot) {
      site.files.set(`${OS}/${path}`, kernel);
    }
    site.files.set(`${OS}/.treeinfo`, treeinfo(Object.fromEntries(boot.map((path) => [path, kernel]))));
    site.files.set(`${REPOMD}.asc`, Buffer.from("signature"));
    const output = fresh("out");
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(Object.keys(tree(output)).sort()).toEqual([...site.files.keys()].sort());
  });

  test("gets a description where there is none, and the origin is asked once", async () => {
    const compose = publish({ trees: [{ path: OS }], repositories: [repository] });
    const output = fresh("out");
    const { infos, failure } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(infos.join("\n")).toMatch(/\.treeinfo.*generated, since/);
    const text = readFileSync(join(output, "compose", OS, ".treeinfo"));
    await run(compose, output);
    expect(site.count(`${OS}/.treeinfo`)).toBe(1);
    expect(readFileSync(join(output, "compose", OS, ".treeinfo"))).toEqual(text);
  });

  test.each([401, 407])("is not taken for undescribed when the server answers %i", async (status) => {
    const compose = publish({ trees: [{ path: OS }], extraFiles: [{ path: `${OS}/GPL`, content: RPM }] });
    site.files.set(`${OS}/images/vmlinuz`, kernel);
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "images/vmlinuz": kernel }));
    const output = fresh("out");
    site.behaviour = (_, response, path) =>
      path.endsWith(".treeinfo") && response.writeHead(status).end() && true;
    const refused = await run(compose, output);
    expect(refused.failure).toBe("1 file failed");
    expect(refused.report.otherFailures).toMatchObject([{ path: `${OS}/.treeinfo`, class: "auth", status }]);
    site.behaviour = undefined;
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(Object.keys(tree(output))).toContain(`${OS}/images/vmlinuz`);
  });

  test("is asked for again after a 403, which is taken for its not being there for one run only", async () => {
    const compose = publish({ trees: [{ path: OS }], extraFiles: [{ path: `${OS}/GPL`, content: RPM }] });
    site.files.set(`${OS}/images/vmlinuz`, kernel);
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "images/vmlinuz": kernel }));
    const output = fresh("out");
    site.behaviour = (_, response, path) =>
      path.endsWith(".treeinfo") && response.writeHead(403).end() && true;
    const { failure, warnings } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(warnings.join("\n")).toMatch(/\.treeinfo: the server answers 403/);
    site.behaviour = undefined;
    await run(compose, output);
    expect(Object.keys(tree(output))).toContain(`${OS}/images/vmlinuz`);
  });

  describe("whose .treeinfo was there, and is then answered with 403", () => {
    const published = () => {
      const compose = publish({ trees: [{ path: OS }], extraFiles: [{ path: `${OS}/GPL`, content: RPM }] });
      site.files.set(`${OS}/images/vmlinuz`, kernel);
      site.files.set(`${OS}/.treeinfo`, treeinfo({ "images/vmlinuz": kernel }));
      return compose;
    };
    const forbidden: typeof site.behaviour = (_, response, path) =>
      path.endsWith(".treeinfo") && response.writeHead(403).end() && true;

    test.each([{ paranoid: "true" }, { "skip-existing": "false" }])("keeps it: %j", async (again) => {
      const [compose, output] = [published(), fresh("out")];
      await run(compose, output);
      site.behaviour = forbidden;
      const { failure, warnings } = await run(compose, output, { ...again, prune: "true" });
      expect(failure).toBeUndefined();
      expect(warnings.join("\n")).toMatch(
        /\.treeinfo: the server answers 403; the one that is there .* is kept/,
      );
      expect(readFileSync(join(output, "compose", OS, ".treeinfo"))).toEqual(
        site.files.get(`${OS}/.treeinfo`),
      );
      expect(Object.keys(tree(output))).toContain(`${OS}/images/vmlinuz`);
    });

    test("and was damaged, is asked for again, and nothing below the tree is pruned meanwhile", async () => {
      const [compose, output] = [published(), fresh("out")];
      await run(compose, output);
      appendFileSync(join(output, "compose", OS, ".treeinfo"), "\n");
      writeFileSync(join(output, "compose", "stray"), "");
      site.behaviour = forbidden;
      const { failure, report, warnings, infos } = await run(compose, output, { prune: "true" });
      expect(failure).toBeUndefined();
      expect(infos.join("\n")).toMatch(/generated/);
      expect(report.pruned).toEqual(["stray"]);
      expect(warnings.join("\n")).toMatch(/prune left 1 file .*below "Server\/x86_64\/os": .*403/);
      expect(Object.keys(tree(output))).toContain(`${OS}/images/vmlinuz`);
      site.behaviour = undefined;
      await run(compose, output);
      expect(readFileSync(join(output, "compose", OS, ".treeinfo"))).toEqual(
        site.files.get(`${OS}/.treeinfo`),
      );
    });
  });

  test("fails when what it says of a file is not what came", async () => {
    const compose = publish({ trees: [{ path: OS }], repositories: [{ ...repository, checksum: null }] });
    site.files.set(`${OS}/.treeinfo`, treeinfo({ "repodata/repomd.xml": kernel }));
    const { failure, report } = await run(compose, fresh("out"));
    expect(failure).toBe("1 file failed");
    expect(report.otherFailures).toMatchObject([{ path: `${OS}/.treeinfo`, class: "conflict" }]);
  });

  test("whose description is garbage is asked for again in the next run", async () => {
    const compose = publish({ trees: [{ path: OS }], extraFiles: [{ path: `${OS}/GPL`, content: RPM }] });
    site.files.set(`${OS}/.treeinfo`, Buffer.from("<html>please log in</html>"));
    const output = fresh("out");
    expect((await run(compose, output)).failure).toBe("1 file failed");
    site.files.set(`${OS}/.treeinfo`, treeinfo({}));
    expect((await run(compose, output)).failure).toBeUndefined();
    expect(readFileSync(join(output, "compose", OS, ".treeinfo"))).toEqual(treeinfo({}));
  });
});

const imageLine = (path: string, index: number) =>
  `${index === 0 ? "kernel" : path.replace(/^.*\//, "")} = ${path}`;

function treeinfo(files: Readonly<Record<string, Buffer>>): Buffer {
  const sums = Object.entries(files).map(([path, content]) => `${path} = ${sha256(content)}`);
  const images = Object.keys(files).filter((path) => path.startsWith("images/"));
  return Buffer.from(
    [
      "[header]",
      "type = productmd.treeinfo",
      "version = 1.2",
      "[release]",
      "name = Test",
      "short = Test",
      "version = 1",
      "[tree]",
      "arch = x86_64",
      "platforms = x86_64",
      "build_timestamp = 1",
      "variants = Server",
      "[variant-Server]",
      "id = Server",
      "uid = Server",
      "name = Server",
      "type = variant",
      "packages = Packages",
      "repository = .",
      ...(images.length > 0 ? ["[images-x86_64]", ...images.map(imageLine)] : []),
      ...(sums.length > 0 ? ["[checksums]", ...sums] : []),
      "",
    ].join("\n"),
  );
}
