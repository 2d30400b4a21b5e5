import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { writeCompose } from "../../../test/support/registry/compose-files.ts";
import { digestOf, indexOf, manifestOf } from "../../../test/support/registry/oci-content.ts";
import { A, B, C, entry, failures, hex, PATH, useRegistry, writeLayout } from "./support/oci.ts";

const { fake, site, fresh, run, at, push, one, localize, file } = useRegistry();

describe("a registry that lies", () => {
  test.each([
    ["the bytes and the length of a blob (W1, O10)", /blobs/, B, "too-large"],
    ["the bytes of a manifest (W2, O10)", /manifests/, manifestOf([{ content: B }]).bytes, "checksum"],
  ])("about %s is found out", async (_, pattern, bytes, expected) => {
    const location = at(one(A), A, { size: null });
    fake.misbehaviour = (_request, response, path) => {
      if (!pattern.test(path)) return false;
      response.writeHead(200, { "content-type": "application/vnd.oci.image.manifest.v1+json" }).end(bytes);
      return true;
    };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
  });

  test("about some bytes of a blob of the right length is found out (W1)", async () => {
    const location = at(one(A), A);
    fake.misbehaviour = (_, response, path) => {
      if (!path.includes("/blobs/")) return false;
      response.writeHead(200, { "content-length": A.length }).end(Buffer.alloc(A.length));
      return true;
    };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual(["checksum"]);
    expect(outcome.files).toEqual({});
  });

  test("by hanging up is continued with where it stopped (W3, O8)", async () => {
    const location = at(one(B), B);
    const ranges: (string | undefined)[] = [];
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/")) return false;
      ranges.push(request.headers.range);
      if (ranges.length > 1) return false;
      response.writeHead(200, {
        "content-length": B.length,
        etag: `"${digestOf(B)}"`,
        "accept-ranges": "bytes",
      });
      response.write(B.subarray(0, 200_000), () => setTimeout(() => response.destroy(), 50));
      return true;
    };
    const { files, failure } = await file(location);
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [PATH]: hex(B) });
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-/)]);
  });

  test("about its length leaves nothing half there (W3)", async () => {
    const location = at(one(A), A);
    fake.misbehaviour = (_, response, path) => {
      if (!path.includes("/blobs/")) return false;
      response.writeHead(200, { "content-length": 1000 }).end(A.subarray(0, 1000));
      return true;
    };
    const outcome = await file(location);
    expect(outcome.failure).toBeDefined();
    expect(outcome.files).toEqual({});
  });

  test("with an index leads to its only manifest, and otherwise nowhere (G)", async () => {
    const child = one(A);
    const single = fake.store("a/b", indexOf([child]));
    expect((await file(at(single, A))).files).toEqual({ [PATH]: hex(A) });
    const several = fake.store("a/b", indexOf([child, push([{ content: A }, { content: B }])]));
    expect(failures(await file(at(several, A)))).toEqual(["manifest"]);
  });

  test("with foreign urls and data is asked for the layer itself", async () => {
    const urls = [`http://${fake.host}/stolen`];
    const location = at(push([{ content: A, descriptor: { urls, data: B.toString("base64") } }]), A);
    expect((await file(location)).files).toEqual({ [PATH]: hex(A) });
    expect(fake.count("GET", /stolen/)).toBe(0);
  });

  test("for a while is asked again; retries count (O8)", async () => {
    const location = at(one(A), A);
    const left = { manifests: 1, blobs: 1 };
    fake.misbehaviour = (_, response, path) => {
      const kind = path.includes("/blobs/")
        ? "blobs"
        : path.includes("/manifests/")
          ? "manifests"
          : undefined;
      if (kind === undefined || left[kind] === 0) return false;
      left[kind] -= 1;
      response.writeHead(503).end();
      return true;
    };
    expect((await file(location)).files).toEqual({ [PATH]: hex(A) });
    left.manifests = 1;
    expect(failures(await file(location, { retries: "0" }))).toEqual(["rate-limited"]);
  });

  test("by sending blobs elsewhere gets no credential there", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    site.files.set("blob", A);
    const seen: (string | undefined)[] = [];
    site.behaviour = (request) => {
      seen.push(request.headers.authorization);
      return false;
    };
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/") || request.headers.authorization === undefined) return false;
      response.writeHead(307, { location: `${site.url}blob` }).end();
      return true;
    };
    const raw = { registry: fake.host, "registry-username": "robot", "registry-password": "s3cret-word" };
    const { files } = await file(location, { ...raw, "allow-hosts": "127.0.0.1" });
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(seen).toEqual([undefined]);
  });
});

describe("names that a registry gives", () => {
  const long = "x".repeat(300);
  test.each([
    ...[
      "..",
      ".",
      "",
      "/",
      "../x",
      "a/../../x",
      "/etc/passwd",
      "a\\b",
      "C:\\x",
      "a\0b",
      "a\nb",
      "\u001b[31m",
    ],
    ...[
      "a ",
      "a.",
      long,
      "é",
      "e\u0301",
      "SERVER/X86_64/ISO/BOOT.ISO",
      "::set-output name=x::y",
      "<script>",
      "~",
    ],
    ...["__proto__", "constructor", "$(id)", "`id`", "a\u202eb"],
  ])("do not matter: a title like %j", async (title) => {
    const { files, failure, output } = await file(at(one(A, title), A));
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(readdirSync(dirname(output))).toEqual(["out"]);
  });

  test("do not matter to which file of several a path means, but as titles", async () => {
    const manifest = push([
      { content: A, title: "__proto__" },
      { content: B, title: PATH },
      { content: C, title: "constructor" },
    ]);
    const { files } = await localize({
      extraFiles: [
        at(manifest, B, { checksum: null, size: null }),
        at(manifest, C, { local_path: "constructor", checksum: null, size: null }),
      ],
    });
    expect(files).toEqual({ [PATH]: hex(B), constructor: hex(C) });
  });
});

describe("a tree in which something lies already", () => {
  const outside = (output: string) => join(dirname(output), "outside");

  test.each(["a blob of a registry", "a blob of a layout directory"])(
    "keeps links that lead out from being followed by %s",
    async (what) => {
      const manifest = one(A);
      const inLayout = what.includes("layout");
      const url = inLayout ? `oci://oci-layout.localhost/name@${manifest.digest}` : fake.url("a/b", manifest);
      const compose = writeCompose(fresh("in"), { extraFiles: [at(manifest, A, { url })] });
      writeLayout(join(compose, "oci"), manifest, [A]);
      writeFileSync(join(compose, "oci-layouts.json"), '{"name":"oci"}');
      for (const planted of [PATH, dirname(PATH), "Server"]) {
        const output = fresh("out");
        mkdirSync(join(output, "compose", dirname(planted)), { recursive: true });
        mkdirSync(outside(output));
        writeFileSync(join(outside(output), "boot.iso"), "precious");
        const target = planted === PATH ? "boot.iso" : "";
        symlinkSync(join(outside(output), target), join(output, "compose", planted));
        await run(compose, output);
        expect(readdirSync(outside(output))).toEqual(["boot.iso"]);
        expect(readFileSync(join(outside(output), "boot.iso"), "utf8")).toBe("precious");
      }
    },
  );

  test("fails where a directory lies in a file's place", async () => {
    const output = fresh("out");
    mkdirSync(join(output, "compose", PATH), { recursive: true });
    const outcome = await file(at(one(A), A), {}, output);
    expect(failures(outcome)).toEqual(["conflict"]);
  });
});

describe("a blob on its way", () => {
  const misbehave = (
    answer: (request: IncomingMessage, response: ServerResponse, nth: number) => boolean,
  ) => {
    let count = 0;
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/")) return false;
      count += 1;
      return answer(request, response, count);
    };
  };
  const half = (response: ServerResponse) => {
    response.writeHead(200, {
      "content-length": B.length,
      etag: `"${digestOf(B)}"`,
      "accept-ranges": "bytes",
    });
    response.write(B.subarray(0, 200_000), () => setTimeout(() => response.destroy(), 50));
    return true;
  };

  test.each([
    ["that is encoded", { "content-encoding": "gzip" }, gzipSync(A), "too-large"],
    ["that is longer", {}, Buffer.concat([A, A]), "too-large"],
    ["that is shorter", {}, A.subarray(1), "truncated"],
  ])("%s is refused", async (_, headers, content, expected) => {
    misbehave((_request, response) => {
      response.writeHead(200, headers).end(content);
      return true;
    });
    const outcome = await file(at(one(A), A));
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
  });

  test("that has no end is not read to it", async () => {
    let sent = 0;
    misbehave((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on("drain", more).on("error", () => undefined);
      more();
      return true;
    });
    expect(failures(await file(at(one(A), A)))).toEqual(["too-large"]);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    [
      "with another range than was asked for",
      (response) =>
        response
          .writeHead(206, { "content-range": `bytes 0-99/${B.length}`, "content-length": 100 })
          .end(B.subarray(0, 100)),
    ],
    [
      "with the whole",
      (response) => response.writeHead(200, { "content-length": B.length, etag: `"${digestOf(B)}"` }).end(B),
    ],
    [
      "with 416 and a length that is not its own",
      (response) =>
        response.socket?.end(`HTTP/1.1 416 Range Not Satisfiable\r\ncontent-length: ${B.length}\r\n\r\nno`),
    ],
    [
      "with something that has another validator",
      (response) => {
        const rest = B.subarray(200_000);
        response.writeHead(206, {
          ...{ etag: '"other"', "content-length": rest.length },
          "content-range": `bytes 200000-${B.length - 1}/${B.length}`,
        });
        response.end(Buffer.alloc(rest.length));
      },
    ],
  ])("that is continued %s comes out right", async (_, answer) => {
    misbehave((request, response, nth) => {
      if (nth === 1) return half(response);
      if (nth > 2 || request.headers.range === undefined) return false;
      answer(response);
      return true;
    });
    const { files } = await file(at(one(B), B), { retries: "5" });
    expect(files).toEqual({ [PATH]: hex(B) });
  });

  test.each([
    ["a file", () => "file:///etc/passwd", "scheme"],
    ["ftp", () => "ftp://127.0.0.1/x", "scheme"],
    ["this machine", () => `${site.url}blob`, "forbidden-address"],
    ["the metadata service of a cloud", () => "http://169.254.169.254/latest", "forbidden-address"],
    ["somebody with a password", () => "http://u:p@127.0.0.1/x", "scheme"],
    ["nothing", () => "http://[", "redirect"],
    ["itself", () => "", "redirect"],
  ])("that a redirect sends to %s does not go there", async (_, target, expected) => {
    site.files.set("blob", A);
    misbehave((_request, response) => {
      response.writeHead(307, { location: target() }).end();
      return true;
    });
    const outcome = await file(at(one(A), A));
    expect(failures(outcome)).toEqual([expected]);
    expect(site.requests).toEqual([]);
  });

  test("that is sent on for ever is given up", async () => {
    misbehave((request, response, nth) => {
      response.writeHead(307, { location: `${request.url}?${nth}` }).end();
      return true;
    });
    expect(failures(await file(at(one(A), A)))).toEqual(["redirect"]);
    expect(fake.count("GET", /blobs/)).toBeLessThan(20);
  });
});

test("twins that are one file elsewhere are told of, and refused where that is asked for", async () => {
  const manifest = push([{ content: A }, { content: B }, { content: C }]);
  const location = {
    ...{ url: fake.url("a/b", manifest), local_path: "x", size: A.length + B.length + C.length },
    contents: [entry("File", A), entry("file", B), entry("caf\u00e9", C)],
  };
  const { files, warnings } = await file(location);
  expect(Object.keys(files)).toHaveLength(3);
  expect(warnings.join()).toMatch(/one file on other file systems/);
  await expect(file(location, { "portable-names": "true" })).rejects.toThrow(/take different names/);
});
