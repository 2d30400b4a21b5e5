import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type AnyMetadata, isLocation, locations, parse, serialize } from "@compose-actions/metadata";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ComposeResults, type OdcsResultsWish, readOdcsRequest } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { recorded } from "../support/odcs/exchanges.ts";
import { FileSite } from "../support/odcs/file-site.ts";
import { type PungiOptions, putPungiCompose, sha256 } from "../support/odcs/pungi-compose.ts";
import { type OdcsPlace, useOdcs } from "../support/odcs/use.ts";
import { tool } from "../support/tool.ts";

const place = useOdcs();
let site: FileSite;
beforeEach(async () => {
  site = await new FileSite().start();
});
afterEach(async () => {
  await site[Symbol.asyncDispose]();
});

const ID = "odcs-1-1-20261121.t.0";
const TOP = "composes/odcs-1";
const now = () => Date.parse("2026-11-21T20:43:47Z");

async function finished(body: object = { source: { type: "tag", source: "f39" } }): Promise<OdcsPlace> {
  const rawConfigs = { demo: {} };
  const here = await place({ targetUrl: `${site.url}composes`, now, rawConfigs, targetDirs: ["private"] });
  await here.service.create(readOdcsRequest(body), never);
  here.server.store.finish(1);
  return here;
}

async function results(
  { service }: OdcsPlace,
  id = "1",
  wish: OdcsResultsWish = {},
): Promise<ComposeResults> {
  const compose = await service.get(id, never);
  if (compose === undefined) throw new Error("there is no such compose");
  return service.results(compose, wish, never);
}

async function looked(
  options: Partial<PungiOptions> = {},
  change: () => void = () => undefined,
): Promise<ComposeResults> {
  putPungiCompose(site, { top: TOP, id: ID, ...options });
  change();
  return results(await finished());
}

function locationsOf(metadata: readonly AnyMetadata[]) {
  return metadata
    .flatMap((model) => locations(model))
    .flatMap(({ kind, fieldName, artifact }) =>
      isLocation(artifact) ? [{ kind, fieldName, ...artifact }] : [],
    );
}

describe("a good compose", () => {
  test("becomes 2.0 metadata with URLs, sizes and checksums", async () => {
    const packages = [
      { name: "ed" },
      { name: "vim", content: "another package" },
      { name: "ed-src", arch: "src" },
    ];
    const { metadata, problems, notes, resultUrl, repoFile } = await looked({
      packages,
      images: { "dvd 1.iso": "image" },
    });
    expect(problems).toEqual([]);
    expect(notes).toEqual([]);
    expect(resultUrl).toBe(`${site.url}composes/odcs-1`);
    expect(repoFile).toContain("[odcs-1]");
    expect(metadata.map(({ type, generation }) => `${type} ${generation}`)).toEqual([
      "images 2",
      "rpms 2",
      "modules 2",
      "composeinfo 2",
    ]);
    const all = locationsOf(metadata);
    expect(all.find(({ localPath }) => localPath.includes("vim"))).toMatchObject({
      url: `${site.url}composes/odcs-1/compose/Temporary/x86_64/os/Packages/v/vim-1-1.x86_64.rpm`,
      size: 15,
      checksum: `sha256:${sha256("another package")}`,
    });
    expect(all.find(({ kind }) => kind === "image")).toMatchObject({
      url: `${site.url}composes/odcs-1/compose/Temporary/x86_64/iso/dvd%201.iso`,
      size: 5,
      checksum: `sha256:${sha256("image")}`,
    });
    const repomd =
      site.files.get(`${TOP}/compose/Temporary/x86_64/os/repodata/repomd.xml`) ?? Buffer.alloc(0);
    expect(all.find(({ fieldName }) => fieldName === "repository")).toMatchObject({
      url: `${site.url}composes/odcs-1/compose/Temporary/x86_64/os`,
      size: repomd.length,
      checksum: `sha256:${sha256(repomd)}`,
    });
    for (const model of metadata) {
      expect(parse(serialize(model)).model).toMatchObject({ generation: 2, compose: { id: ID } });
    }
  });

  test("every image is asked for, and packages up to a number, without fetching them", async () => {
    const packages = Array.from({ length: 40 }, (_, index) => ({ name: `p${index}` }));
    putPungiCompose(site, { top: TOP, id: ID, packages, images: { "a.iso": "a", "b.iso": "b" } });
    const { problems } = await results(await finished(), "1", { maxChecked: 10 });
    expect(problems).toEqual([]);
    const asked = site.requests.filter((line) => line.endsWith(".rpm") || line.endsWith(".iso"));
    expect(asked).toHaveLength(12);
    expect(asked.every((line) => line.startsWith("HEAD "))).toBe(true);
  });

  test("a server without HEAD is asked with GET, of which only the beginning is taken", async () => {
    const content = "x".repeat(5_000_000);
    const { problems } = await looked({ packages: [{ name: "big", content }] }, () => {
      site.misbehave = (method, _, response) => {
        if (method !== "HEAD") return false;
        response.writeHead(405).end();
        return true;
      };
    });
    expect(problems).toEqual([]);
  });

  test("what fails at first is asked again", async () => {
    let failures = 2;
    const { problems } = await looked({}, () => {
      site.misbehave = (_, path, response) => {
        if (path.endsWith(".rpm") || failures-- <= 0) return false;
        if (failures % 2 === 0) response.destroy();
        else response.writeHead(503).end();
        return true;
      };
    });
    expect(problems).toEqual([]);
  });

  test("the composes that were recorded are read", async () => {
    for (const name of ["composeinfo", "rpms"]) {
      site.put(
        `composes/odcs-1/compose/metadata/${name}.json`,
        recorded(`file: compose/metadata/${name}.json`).body,
      );
    }
    site.put("composes/odcs-2/compose/metadata/images.json", recorded("file: images.json").body);
    const { metadata, problems } = await results(await finished());
    expect(metadata.map(({ type }) => type)).toEqual(["rpms", "composeinfo"]);
    // Of its repositories nothing was kept.
    expect(problems).toEqual([
      "the repository Temporary/source/tree is not there",
      "the repository Temporary/x86_64/debug/tree is not there",
      "the repository Temporary/x86_64/os is not there",
    ]);
  });

  test("images alone will do for a raw config", async () => {
    putPungiCompose(site, { top: TOP, id: ID, variant: "Server", packages: [], images: { "a.iso": "a" } });
    const here = await finished({ source: { type: "raw_config", source: "demo#main" } });
    expect((await results(here)).problems).toEqual([]);
  });

  test("of Pulp there is a repo file alone", async () => {
    const here = await finished({ source: { type: "pulp", source: "rhel-9-baseos" } });
    expect((await results(here)).problems[0]).toContain("there is no repo file");
    site.put("composes/odcs-1/compose/Temporary/odcs-1.repo", "[pulp]\n");
    expect(await results(here)).toMatchObject({ metadata: [], repoFile: "[pulp]\n", problems: [] });
  });

  test("what lies where no URL leads was not looked at, and that is said", async () => {
    const here = await finished({ source: { type: "tag", source: "f39" }, target_dir: "private" });
    const { metadata, problems, notes } = await results(here);
    expect([metadata, problems]).toEqual([[], []]);
    expect(notes).toEqual([
      'the compose is in the target directory "private", which has no URL (toplevel_url is missing): it was not looked at, and whether it is good is not known',
    ]);
    here.server.sayInstead({ toplevel_url: "file:///mnt/private/odcs-1" });
    expect((await results(here)).notes[0]).toContain(
      '(toplevel_url is "file:///mnt/private/odcs-1", which cannot be fetched)',
    );
  });

  test("and is of no use to somebody who wants its metadata", async () => {
    const here = await finished({ source: { type: "tag", source: "f39" }, target_dir: "private" });
    const { metadata, problems, notes } = await results(here, "1", { needsMetadata: true });
    expect([metadata, notes]).toEqual([[], []]);
    expect(problems).toEqual([
      'the compose is in the target directory "private", which has no URL (toplevel_url is missing): it was not looked at, and there is no metadata to be written to output',
    ]);
  });

  test("a commit of ostree is all that a raw config need have made, and that is said", async () => {
    putPungiCompose(site, { top: TOP, id: ID, variant: "Server", packages: [] });
    const source = { type: "raw_config", source: "demo#main" };
    const here = await finished({ source, results: ["ostree"] });
    const { problems, notes, metadata } = await results(here, "1", { needsMetadata: true });
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      "the compose has neither packages nor images; a commit of ostree was not looked at",
    ]);
    expect(metadata).not.toEqual([]);
  });

  test("a repo file that is not there is missed", async () => {
    const { problems, notes, repoFile } = await looked({}, () =>
      site.files.delete(`${TOP}/compose/Temporary/odcs-1.repo`),
    );
    expect([problems, repoFile]).toEqual([[], undefined]);
    expect(notes).toEqual([
      `there is no repo file at ${site.url}composes/odcs-1/compose/Temporary/odcs-1.repo`,
    ]);
  });
});

describe("a compose that is done, and no good", () => {
  const os = `${TOP}/compose/Temporary/x86_64/os`;

  test("the files of the older one that it shares are gone", async () => {
    const here = await finished();
    await here.service.create(readOdcsRequest({ source: { type: "tag", source: "f39" } }), never);
    here.server.store.reuse(2, 1);
    expect((await results(here, "2")).problems).toEqual([
      `there is no metadata at ${site.url}composes/odcs-1/compose/metadata/`,
      "the files are those of compose 1, which may have been removed",
    ]);
  });

  test.each([
    ["file:///srv/odcs-1", 'toplevel_url is "file:///srv/odcs-1", which cannot be fetched'],
    ["javascript:alert(1)", 'toplevel_url is "javascript:alert(1)", which cannot be fetched'],
    [
      "https://me:hunter22@files.example/odcs-1",
      /^toplevel_url is "https:\/\/…@files.example\/odcs-1", which/,
    ],
    ["", "toplevel_url is missing"],
    [null, "toplevel_url is missing"],
    [undefined, "toplevel_url is missing"],
  ])("a place where nobody can look: %j", async (url, problem) => {
    const here = await finished();
    here.server.sayInstead({ toplevel_url: url });
    const { metadata, problems, notes } = await results(here);
    expect([metadata, notes]).toEqual([[], []]);
    const [, why] = /^the service does not say where it is: (.*)$/.exec(problems[0] ?? "") ?? [];
    if (typeof problem === "string") expect(why).toBe(problem);
    else expect(why).toMatch(problem);
    here.server.sayInstead({ toplevel_url: url, target_dir: undefined });
    expect((await results(here)).problems).toEqual(problems);
  });

  test("an empty repository", async () => {
    const { problems } = await looked({ packages: [] });
    expect(problems).toEqual(["the compose is empty: it has neither packages nor images"]);
    expect((await looked({ packages: [], images: { "a.iso": "a" } })).problems).toEqual([
      "the compose has no packages",
    ]);
  });

  test("metadata of another compose", async () => {
    const { problems } = await looked({ id: "odcs-9-1-20261121.t.0" });
    expect(problems).toContain(
      'composeinfo.json is of the compose "odcs-9-1-20261121.t.0" and not of "odcs-1-1-20261121.t.0"',
    );
  });

  test.each([403, 404, 410])("packages for which the server answers %i", async (status) => {
    const { problems } = await looked({}, () => {
      site.misbehave = (_, path, response) => {
        if (!path.endsWith(".rpm")) return false;
        response.writeHead(status).end();
        return true;
      };
    });
    expect(problems).toEqual([
      `Temporary/x86_64/os/Packages/e/ed-1-1.x86_64.rpm: the server answers ${status}`,
    ]);
  });

  test("a package of another size", async () => {
    const { problems } = await looked({}, () => site.put(`${os}/Packages/e/ed-1-1.x86_64.rpm`, "short"));
    expect(problems).toEqual([
      "Temporary/x86_64/os/Packages/e/ed-1-1.x86_64.rpm: has 5 bytes, and should have 10",
    ]);
  });

  test("a package that no repository lists", async () => {
    const { problems } = await looked({}, () => {
      const path = `${TOP}/compose/metadata/rpms.json`;
      site.put(path, String(site.files.get(path)).replace("/e/ed-1", "/e/other-1"));
    });
    expect(problems[0]).toMatch(
      /^1 packages of rpms.json are listed with size and checksum by no repository/,
    );
  });

  test.each([
    [
      "another content",
      (text: string) => text.replace("sha256", "sha255"),
      /^it has sha256:[0-9a-f]{64}, and repodata\/repomd.xml says data\[primary\].checksum sha256:[0-9a-f]{64}: /,
    ],
    ["less", (text: string) => text.slice(1), /^it has \d+ bytes, and .* says data\[primary\].size \d+: /],
    [
      "more",
      (text: string) => `${text}\n`,
      /^it has more than \d+ bytes, and .* says data\[primary\].size \d+: /,
    ],
    [
      "none",
      () => undefined,
      /^it is not there, and .* says data\[primary\].location repodata\/primary.xml: /,
    ],
  ])("repodata that contradicts repomd.xml: %s", async (_, change, message) => {
    const { problems } = await looked({}, () => {
      const path = `${os}/repodata/primary.xml`;
      const changed = change(String(site.files.get(path)));
      if (changed === undefined) site.files.delete(path);
      else site.put(path, changed);
    });
    const [, file, what] =
      /^the repository Temporary\/x86_64\/os: (repodata\/primary.xml): (.*)$/.exec(problems[0] ?? "") ?? [];
    expect(problems).toHaveLength(1);
    expect(file).toBe("repodata/primary.xml");
    expect(what).toMatch(message);
    expect(what).toMatch(/run again if .*, else have it made anew$/);
  });

  test("a primary.xml that cannot be read is named, with the place in it", async () => {
    const { problems } = await looked({}, () => {
      const path = `${os}/repodata/primary.xml`;
      const text = String(site.files.get(path)).replace("<arch>x86_64</arch>", "<arch></arch>");
      site.put(path, text);
      const repomd = `${os}/repodata/repomd.xml`;
      const listed = String(site.files.get(repomd))
        .replace(/sha256">[0-9a-f]+/, `sha256">${sha256(text)}`)
        .replace(/<size>\d+/, `<size>${text.length}`);
      site.put(repomd, listed);
    });
    expect(problems).toEqual([
      "the repository Temporary/x86_64/os: repodata/primary.xml: package[0].arch: the element is missing or empty",
    ]);
  });

  test.each([
    ["composeinfo", "<html>soon</html>", /^composeinfo.json: /],
    [
      "rpms",
      '{"header":{"type":"productmd.images","version":"1.2"},"payload":{}}',
      /^rpms.json: header.type: it holds images/,
    ],
  ])("a %s.json that is none", async (name, content, message) => {
    const { problems } = await looked({}, () => site.put(`${TOP}/compose/metadata/${name}.json`, content));
    expect(problems[0]).toMatch(message);
  });

  test("a repomd.xml that is none", async () => {
    const { problems } = await looked({}, () => site.put(`${os}/repodata/repomd.xml`, "<html>"));
    expect(problems[0]).toMatch(/^the repository Temporary\/x86_64\/os: /);
  });

  test("many problems are counted", async () => {
    const packages = Array.from({ length: 50 }, (_, index) => ({ name: `p${index}` }));
    const { problems } = await looked({ packages }, () => {
      site.misbehave = (_, path, response) => {
        if (!path.endsWith(".rpm")) return false;
        response.writeHead(404).end();
        return true;
      };
    });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe("and 30 more");
  });

  test("one that is not finished", async () => {
    const here = await finished();
    here.server.store.fail(1, "no");
    expect((await results(here)).problems).toEqual(["the compose is failed"]);
  });
});

test("a server that cannot be asked says nothing of the compose", async () => {
  putPungiCompose(site, { top: TOP, id: ID });
  const here = await finished();
  site.misbehave = (_, __, response) => {
    response.writeHead(503).end();
    return true;
  };
  await expect(results(here)).rejects.toMatchObject({ failure: "rate-limited" });
});

test("being told to stop leaves nothing behind", async () => {
  putPungiCompose(site, { top: TOP, id: ID });
  const here = await finished();
  const compose = await here.service.get("1", never);
  const stop = new AbortController();
  site.misbehave = (_, path) => {
    if (!path.endsWith("primary.xml")) return false;
    stop.abort(new Error("interrupted"));
    return true;
  };
  if (compose === undefined) throw new Error("there is no such compose");
  await expect(here.service.results(compose, {}, stop.signal)).rejects.toThrow("interrupted");
});

const hasTools = tool("createrepo_c") && tool("rpmbuild");

test.skipIf(!hasTools)("a repository of createrepo_c (needs createrepo_c and rpmbuild)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "compose-createrepo-"));
  try {
    writeFileSync(
      join(folder, "ed.spec"),
      "Name: ed\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n%files\n",
    );
    execFileSync("rpmbuild", [
      "-bb",
      "--quiet",
      "--define",
      `_topdir ${folder}/build`,
      join(folder, "ed.spec"),
    ]);
    const os = join(folder, "os");
    mkdirSync(join(os, "Packages/e"), { recursive: true });
    renameSync(join(folder, "build/RPMS/noarch/ed-1-1.noarch.rpm"), join(os, "Packages/e/ed-1-1.noarch.rpm"));
    execFileSync("createrepo_c", ["--quiet", os]);
    putPungiCompose(site, { top: TOP, id: ID, packages: [{ name: "ed", arch: "noarch" }] });
    for (const entry of readdirSync(os, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile())
        site.put(`${TOP}/compose/Temporary/x86_64/os/${relative(os, path)}`, readFileSync(path));
    }
    const { metadata, problems } = await results(await finished());
    expect(problems).toEqual([]);
    const rpm = readFileSync(join(os, "Packages/e/ed-1-1.noarch.rpm"));
    expect(locationsOf(metadata).find(({ kind }) => kind === "rpm")).toMatchObject({
      size: rpm.length,
      checksum: `sha256:${sha256(rpm)}`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
