import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type ComposeSpec,
  composeFiles,
  type LocationSpec,
  writeCompose,
} from "../../../test/support/registry/compose-files.ts";
import { digestOf, manifestOf } from "../../../test/support/registry/oci-content.ts";
import { A, B, C, failures, hex, PATH, useRegistry, writeLayout } from "./support/oci.ts";

const { fake, site, fresh, run, tree, at, one, localize, file } = useRegistry();

describe("a registry that wants to know who asks", () => {
  test("with a user name and a password is asked with them (U, O13)", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const raw = { registry: fake.host, "registry-username": "robot", "registry-password": "s3cret-word" };
    expect((await file(location, raw)).files).toEqual({ [PATH]: hex(A) });
  });

  test("is the one of the compose's address, but not what a path looks like", async () => {
    const layers = Object.entries(composeFiles({ extraFiles: [at(one(A), A)] })).map(([title, text]) => ({
      content: Buffer.from(text),
      title,
    }));
    fake.push("compose", layers, {
      tag: "41",
      extra: { artifactType: "application/vnd.productmd.compose+json" },
    });
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const raw = { "registry-username": "robot", "registry-password": "s3cret-word" };
    const output = fresh("out");
    expect((await run(`oci://${fake.host}/compose:41`, output, raw)).failure).toBeUndefined();
    expect(tree(output)).toEqual({ [PATH]: hex(A) });
    await expect(file(at(one(A), A), raw)).rejects.toThrow(/not clear for which/);
  });

  test.each([401, 403])(
    "refuses to be asked for a compose with a login that does not suffice: %i",
    async (status) => {
      fake.misbehaviour = (_, response) => {
        response.writeHead(status, status === 401 ? { "www-authenticate": 'Basic realm="x"' } : {}).end("{}");
        return true;
      };
      await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(/could not be read: .*login/) as string,
      });
    },
  );

  test("fails at once without them, and says why (O13)", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual(["auth"]);
    expect(JSON.stringify(outcome.report)).toContain("without a login");
    expect(fake.count("GET", /manifests/)).toBe(1);
  });

  test("is asked over plain http when it is on this machine, or when that is meant (O9)", async () => {
    expect((await file(at(one(A), A))).files).toEqual({ [PATH]: hex(A) });
    const outcome = await file(at(one(A), A), { "plain-http": "false", registry: fake.host });
    expect(failures(outcome)).toEqual(["tls"]);
  });
});

describe("a compose in several places", () => {
  test("is had from all of them: a web server, a registry, a layout directory", async () => {
    const manifest = manifestOf([{ content: C }]);
    const compose = writeCompose(fresh("in"), {
      extraFiles: [
        { url: `${site.url}x/web`, local_path: "x/web", size: A.length, checksum: digestOf(A) },
        at(one(B), B),
        at(manifest, C, { url: `oci://oci-layout.localhost/name@${manifest.digest}`, local_path: "x/disk" }),
      ],
    });
    writeLayout(join(compose, "oci"), manifest, [C]);
    writeFileSync(join(compose, "oci-layouts.json"), '{"name":"oci"}');
    site.files.set("x/web", A);
    const output = fresh("out");
    const { report, lines, failure } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(tree(output)).toEqual({ "x/web": hex(A), [PATH]: hex(B), "x/disk": hex(C) });
    expect(report.files.extra_file).toEqual({ downloaded: 2, copied: 1 });
    expect(lines[1]).toMatch(/^2 files downloaded .*, 0 there already, 0 linked, 1 from layout directories$/);
  });

  test("is had from another place when the registry fails", async () => {
    const extraFiles = [
      at(manifestOf([{ content: A }]), A),
      { url: `${site.url}web`, local_path: PATH, size: A.length, checksum: digestOf(A) },
    ];
    site.files.set("web", A);
    expect((await localize({ extraFiles })).files).toEqual({ [PATH]: hex(A) });
  });
});

describe("a layout directory", () => {
  const manifest = manifestOf([{ content: B }]);
  const inLayout = (changes: Partial<LocationSpec> = {}) =>
    at(manifest, B, { url: `oci://oci-layout.localhost/name:t@${manifest.digest}`, ...changes });
  function compose(map: unknown, blobs: readonly Buffer[] = [B]): string {
    const folder = writeCompose(fresh("in"), { extraFiles: [inLayout()] });
    writeLayout(join(folder, "oci"), manifest, blobs);
    writeFileSync(join(folder, "oci-layouts.json"), JSON.stringify(map));
    return folder;
  }

  test("is what Locations lead to, and a second run reads nothing again", async () => {
    const [folder, output] = [compose({ name: "oci" }), fresh("out")];
    expect((await run(folder, output)).report.files.extra_file).toEqual({ copied: 1 });
    expect(tree(output)).toEqual({ [PATH]: hex(B) });
    expect((await run(folder, output)).report.files.extra_file).toEqual({ present: 1 });
  });

  test.each([
    ["other bytes", [] as Buffer[], "not-found"],
    ["no blob", [], "not-found"],
  ])("with %s fails", async (_, blobs, expected) => {
    const outcome = await run(compose({ name: "oci" }, blobs), fresh("out"));
    expect(failures(outcome)).toEqual([expected]);
  });

  test("with other bytes in a blob fails, and leaves nothing", async () => {
    const folder = compose({ name: "oci" });
    writeFileSync(join(folder, "oci/blobs/sha256", hex(B)), Buffer.alloc(B.length));
    const output = fresh("out");
    expect(failures(await run(folder, output))).toEqual(["checksum"]);
    expect(tree(output)).toEqual({});
  });

  test("is not followed out of the metadata's directory, by path or by link", async () => {
    for (const path of ["../outside", "link"]) {
      const folder = compose({ name: path });
      writeLayout(join(folder, "../outside"), manifest, [B]);
      symlinkSync("../outside", join(folder, "link"));
      expect(failures(await run(folder, fresh("out")))).toEqual(["path"]);
      const allowed = await run(folder, fresh("out"), { "layout-root": join(folder, "..") });
      expect(allowed.failure).toBeUndefined();
    }
  });

  test("is not named by metadata that comes from a server", async () => {
    const files = composeFiles({ extraFiles: [inLayout()] });
    for (const [name, text] of Object.entries(files)) site.files.set(name, Buffer.from(text));
    site.files.set("oci-layouts.json", Buffer.from('{"name":"/"}'));
    expect(failures(await run(site.url, fresh("out")))).toEqual(["path"]);
    expect(site.count("oci-layouts.json")).toBe(0);
  });
});

describe("a compose that has an address", () => {
  const TYPE = "application/vnd.productmd.compose+json";
  const layersOf = (spec: ComposeSpec) =>
    Object.entries(composeFiles(spec)).map(([title, text]) => ({
      content: Buffer.from(text),
      title,
      mediaType: `application/vnd.productmd.${title.replace(".json", "")}+json`,
    }));
  const publish = (spec: ComposeSpec, options = {}) =>
    fake.push("compose", layersOf(spec), { tag: "41", extra: { artifactType: TYPE }, ...options });

  test("in a registry is mirrored by its tag, or by its digest", async () => {
    const manifest = publish({ extraFiles: [at(one(A), A)] });
    for (const reference of [
      `oci://${fake.host}/compose:41`,
      `oci://${fake.host}/compose@${manifest.digest}`,
    ]) {
      const output = fresh("out");
      const { failure } = await run(reference, output);
      expect(failure).toBeUndefined();
      expect(tree(output)).toEqual({ [PATH]: hex(A) });
    }
  });

  test("says which digest its tag was", async () => {
    const manifest = publish({ extraFiles: [at(one(A), A)] });
    const { infos } = await run(`oci://${fake.host}/compose:41`, fresh("out"));
    expect(infos.join()).toContain(manifest.digest);
  });

  test("in a layout directory is mirrored, with the artifacts that lie there", async () => {
    const artifact = manifestOf([{ content: A }]);
    const url = `oci://oci-layout.localhost/whatever@${artifact.digest}`;
    const layers = layersOf({ extraFiles: [at(artifact, A, { url })] });
    const manifest = manifestOf(layers, { artifactType: TYPE });
    const directory = join(fresh("x"), "oci");
    writeLayout(
      directory,
      manifest,
      layers.map(({ content }) => content),
      "41",
    );
    writeLayout(directory, artifact, [A], "41", manifest);
    const output = fresh("out");
    expect((await run(`oci-layout:${directory}:41`, output)).failure).toBeUndefined();
    expect(tree(output)).toEqual({ [PATH]: hex(A) });
  });

  test.each([
    ["no tag", () => `oci://${fake.host}/compose`, 2, /neither tag nor digest/],
    ["no such tag", () => `oci://${fake.host}/compose:42`, 2, /there is no/],
    ["no reference", () => `oci://${fake.host}/Compose:41`, 2, /lower case/],
    ["no registry", () => "oci://127.0.0.1:1/compose:41", 1, /could not be read/],
    ["no layout", () => `oci-layout:${fresh("none")}:41`, 1, /no OCI image layout/],
    ["a Location's host", () => "oci://oci-layout.localhost/name:41", 2, /names no place of its own/],
  ])("is refused with %s", async (_, reference, exitCode, expected) => {
    publish({ extraFiles: [at(one(A), A)] });
    await expect(run(reference(), fresh("out"))).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(expected) as string,
    });
  });

  test("is no other artifact", async () => {
    publish({ extraFiles: [at(one(A), A)] }, { extra: {} });
    await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toThrow(/is no compose/);
  });

  test("is not read when a layer is other than its digest, and leaves nothing", async () => {
    publish({ extraFiles: [at(one(A), A)] });
    fake.misbehaviour = (_, response, path) => {
      if (!path.startsWith("/v2/compose/blobs/")) return false;
      response.writeHead(200).end("{}");
      return true;
    };
    await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toThrow(/could not be read/);
  });
});
