import { baseUrlBuilder, parse, serialize, upgrade } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { accept, changed, document, ENTRY, firstIssue, type Json, refusal } from "./support/documents.ts";

const variant = (uid: string, more: Json = {}): Json => ({
  id: uid.split("-").at(-1),
  uid,
  name: uid,
  type: "variant",
  arches: ["x86_64"],
  paths: {},
  ...more,
});
const withVariants = (...variants: Json[]) =>
  changed(
    document("composeinfo"),
    ["payload", "variants"],
    Object.fromEntries(variants.map((one) => [one.uid, one])),
  );
const issues = (doc: Json) => refusal(doc).issues.map(({ path, message }) => `${path}: ${message}`);

describe("U7: path categories that the format does not know", () => {
  test.each(["1.2", "2.0"])("identity is kept with a warning in %s", (version) => {
    const doc = document("composeinfo", version);
    const { paths } = doc.payload.variants.Server;
    paths.identity = structuredClone(paths.os_tree);
    const { model, warnings } = accept(doc);
    expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["unknown-path-category", ["identity (payload.variants.Server.paths.identity)"]],
    ]);
    expect(JSON.parse(serialize(model)).payload.variants.Server.paths.identity).toBeDefined();
    const { model: upgraded } = upgrade(model, { url: baseUrlBuilder("https://x/") });
    expect(JSON.parse(serialize(upgraded)).payload.variants.Server.paths.identity.x86_64.url).toBe(
      "https://x/Server/x86_64/os",
    );
  });

  test.each<[string, Json]>([
    ["a list", ["a", "b"]],
    ["an object", { sub: "a" }],
    ["a number", 5],
    ["an absolute path", "/abs/x.pem"],
    ["a URL", "https://c/x"],
    ["a directory with a slash", "S/x/"],
  ])("%s in one is left out with a warning, and nothing else", (_what, value) => {
    for (const version of ["1.2", "2.0"]) {
      const doc = document("composeinfo", version);
      const { paths } = doc.payload.variants.Server;
      paths.identity = { x86_64: structuredClone(paths.os_tree.x86_64), aarch64: value };
      const { model, warnings } = accept(doc);
      expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
        ["unknown-place", ["payload.variants.Server.paths.identity.aarch64"]],
        ["unknown-path-category", ["identity (payload.variants.Server.paths.identity)"]],
      ]);
      expect(Object.keys(JSON.parse(serialize(model)).payload.variants.Server.paths.identity)).toEqual([
        "x86_64",
      ]);
    }
  });

  test("one of which nothing can be kept goes, and an arch that is no name with its path", () => {
    const doc = document("composeinfo");
    doc.payload.variants.Server.paths.identity = { "a b": "x", x86_64: null };
    const { model, warnings } = accept(doc);
    expect(warnings.map(({ code }) => code)).toEqual(["unknown-place"]);
    expect(JSON.parse(serialize(model)).payload.variants.Server.paths.identity).toBeUndefined();
  });

  test("in the known ones all this is refused", () => {
    expect(issues(withVariants(variant("S", { paths: { os_tree: { x86_64: 5 } } })))).toHaveLength(1);
  });

  test("a category without places is left out", () => {
    const doc = changed(document("composeinfo"), [...ENTRY.composeinfo, "paths"], {
      isos: {},
      images: { x86_64: "" },
    });
    expect(accept(doc).warnings).toEqual([]);
    expect(serialize(accept(doc).model)).toContain('"paths": {}');
  });

  test("an arch that the variant does not list is a warning", () => {
    const doc = changed(document("composeinfo"), [...ENTRY.composeinfo, "paths", "source_tree"], {
      src: "Server/source/tree",
    });
    expect(accept(doc).warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["undeclared-arch", ["payload.variants.Server.paths.source_tree.src"]],
    ]);
  });
});

describe("families", () => {
  test("nested variants are written flat, children sorted", () => {
    const doc = withVariants(
      variant("Server", { variants: ["optional", "HA"] }),
      variant("Server-HA", { type: "addon", variants: ["X"] }),
      variant("Server-HA-X", { type: "addon" }),
      variant("Server-optional", { type: "optional" }),
    );
    const { variants } = JSON.parse(serialize(accept(doc).model)).payload;
    expect(Object.keys(variants)).toEqual(["Server", "Server-HA", "Server-HA-X", "Server-optional"]);
    expect(variants.Server.variants).toEqual(["HA", "optional"]);
  });

  test("children may be listed as keys of an object", () => {
    const doc = withVariants(variant("S", { variants: { B: {}, A: {} } }), variant("S-A"), variant("S-B"));
    expect(JSON.parse(serialize(accept(doc).model)).payload.variants.S.variants).toEqual(["A", "B"]);
  });

  test("a dash in the uid of a top-level variant is legal", () => {
    expect(accept(withVariants(variant("Server-optional", { id: "Serveroptional" }))).warnings).toEqual([]);
  });

  test.each<[string, Json, string]>([
    [
      "a child without an entry",
      withVariants(variant("S", { variants: ["A"] })),
      'payload.variants.S.variants: the child "A" has no entry "S-A" of its own',
    ],
    [
      "an id that is not the uid",
      withVariants(variant("S", { id: "T" })),
      'payload.variants.S.uid: the uid of a variant without a parent must be its id "T", dashes aside',
    ],
    [
      "a child's id that is not the listed one",
      withVariants(variant("S", { variants: ["A"] }), variant("S-A", { id: "B" })),
      'payload.variants.S-A.uid: the uid must be the parent\'s and the id, "S-B"',
    ],
    [
      "an arch that the parent does not have",
      withVariants(variant("S", { variants: ["A"] }), variant("S-A", { arches: ["x86_64", "i386"] })),
      'payload.variants.S-A.arches: the parent variant "S" does not have "i386"',
    ],
    [
      "the same child twice",
      withVariants(variant("S", { variants: ["A", "A"] }), variant("S-A")),
      "payload.variants.S.variants: a child variant is listed twice",
    ],
    [
      "no arch",
      withVariants(variant("S", { arches: [] })),
      "payload.variants.S.arches: expected at least one arch, found an empty list",
    ],
    [
      "arches as one string",
      withVariants(variant("S", { arches: "x86_64" })),
      'payload.variants.S.arches: expected a list, found the string "x86_64"',
    ],
    [
      "an odd id",
      withVariants(variant("S", { id: "S!" })),
      "payload.variants.S.id: expected letters and digits only",
    ],
    [
      "an odd type",
      withVariants(variant("S", { type: "Variant" })),
      "payload.variants.S.type: expected one of variant, optional, addon, layered-product",
    ],
    [
      "a blank name",
      withVariants(variant("S", { name: "" })),
      "payload.variants.S.name: expected a non-empty string",
    ],
  ])("%s", (_what, doc, expected) => {
    expect(
      issues(doc).some((issue) => issue.startsWith(expected)),
      issues(doc).join("\n"),
    ).toBe(true);
  });

  test("the uid is the key that the variant is listed under", () => {
    const doc = changed(document("composeinfo"), [...ENTRY.composeinfo, "uid"], "Client");
    expect(firstIssue(doc)).toBe(
      'payload.variants.Server.uid: expected "Server", the key that the variant is listed under, found the string "Client"',
    );
  });
});

describe("releases", () => {
  test("a layered release needs its base product", () => {
    const doc = changed(document("composeinfo"), ["payload", "release", "is_layered"], true);
    expect(firstIssue(doc)).toBe(
      "payload.base_product: expected an object, since the release is layered, but it is missing",
    );
    const base = { name: "RHEL", short: "RHEL", version: "9" };
    const { payload } = JSON.parse(serialize(accept(changed(doc, ["payload", "base_product"], base)).model));
    expect(payload.base_product).toEqual({ ...base, type: "ga" });
    expect(payload.release.is_layered).toBe(true);
  });

  test("a layered product's variant has a release of its own", () => {
    const release = { name: "Gluster", short: "GL", version: "3", type: "ga" };
    const doc = withVariants(variant("S", { type: "layered-product", release }));
    expect(JSON.parse(serialize(accept(doc).model)).payload.variants.S.release).toEqual({
      ...release,
      internal: false,
      is_layered: true,
    });
    expect(firstIssue(withVariants(variant("S", { type: "layered-product" })))).toBe(
      "payload.variants.S.release: expected an object, but it is missing",
    );
  });

  test.each(["", "9", "9.2", "9.10.1", "Rawhide", "-1"])("version %j is accepted", (version) => {
    expect(() =>
      accept(changed(document("composeinfo"), ["payload", "release", "version"], version)),
    ).not.toThrow();
  });

  test.each(["1.", "9.2-beta", "1..2", 9, null])("version %j is refused", (version) => {
    expect(firstIssue(changed(document("composeinfo"), ["payload", "release", "version"], version))).toMatch(
      /^payload\.release\.version: /,
    );
  });

  test("the type is lower-cased from 1.0 on", () => {
    const doc = changed(document("composeinfo"), ["payload", "release", "type"], "GA");
    expect(JSON.parse(serialize(accept(doc).model)).payload.release.type).toBe("ga");
  });
});

describe("old composes", () => {
  test("U11: 1.0 without header.type is recognised by its payload, wherever the header stands", () => {
    for (const type of ["images", "rpms", "extra_files", "modules", "composeinfo"] as const) {
      const { payload } = document(type, "1.0");
      const header = { version: "1.0" };
      for (const text of [JSON.stringify({ header, payload }), JSON.stringify({ payload, header })]) {
        const { type: read, version, warnings } = parse(text);
        expect({ read, version, warnings }).toEqual({ read: type, version: "1.0", warnings: [] });
      }
    }
  });

  test("1.0 with none of the sections is refused", () => {
    const doc = document("images", "1.0");
    doc.header = { version: "1.0" };
    doc.payload = { compose: doc.payload.compose, pictures: {} };
    expect(firstIssue(doc)).toContain("payload: cannot tell what this file holds");
  });

  test("0.3 calls the release product and tells children by their uid", () => {
    const doc = withVariants(variant("Server"), variant("Server-optional", { type: "optional" }));
    const { release, ...payload } = doc.payload;
    doc.header = { version: "0.3" };
    doc.payload = { ...payload, product: release };
    const { payload: written } = JSON.parse(serialize(accept(doc).model));
    expect(written.release.name).toBe("Test");
    expect(written.variants.Server.variants).toEqual(["optional"]);
  });

  test.each<[string, Json]>([
    ["T-1-20260101.n.3", { date: "20260101", type: "nightly", respin: 3 }],
    ["T-1-20260101.0", { date: "20260101", type: "production", respin: 0 }],
    ["T-1-20260101", { date: "20260101", type: "production", respin: 0 }],
    ["T-1-20260101.t.12", { date: "20260101", type: "test", respin: 12 }],
    ["T-1-20260101.ci.1", { date: "20260101", type: "ci", respin: 1 }],
    ["T-1-20260101.d.1", { date: "20260101", type: "development", respin: 1 }],
  ])("before 0.3 the id %s says everything", (id, facts) => {
    const doc = document("composeinfo");
    doc.header = { version: "0.2" };
    doc.payload = { compose: { id }, product: doc.payload.release, variants: doc.payload.variants };
    expect(JSON.parse(serialize(accept(doc).model)).payload.compose).toEqual({ id, ...facts });
  });

  test("0.3 rpms: the manifest's sources are put beside their packages", () => {
    const entry = (path: string, type: string, sigkey: string | null = null) => ({ path, sigkey, type });
    const doc = {
      header: { version: "0.3" },
      payload: {
        compose: document("rpms").payload.compose,
        manifest: {
          S: {
            src: { "a-0:1-1.src": { "a-0:1-1.src": entry("s/a.src.rpm", "source", "FD431D51") } },
            x86_64: {
              "a-0:1-1.src": {
                "a-0:1-1.x86_64": entry("x/a.rpm", "package", "FD431D51"),
                "a-debuginfo-0:1-1.x86_64": entry("d/a.rpm", "debug"),
              },
            },
          },
        },
      },
    };
    const { payload } = JSON.parse(serialize(accept(doc).model));
    expect(payload.rpms).toEqual({
      S: {
        x86_64: {
          "a-0:1-1.src": {
            "a-0:1-1.src": { path: "s/a.src.rpm", sigkey: "fd431d51", category: "source" },
            "a-0:1-1.x86_64": { path: "x/a.rpm", sigkey: "FD431D51", category: "binary" },
            "a-debuginfo-0:1-1.x86_64": { path: "d/a.rpm", sigkey: null, category: "debug" },
          },
        },
      },
    });
  });

  test("0.3 rpms: sources that nothing was built from cannot be kept, which is said", () => {
    const group = (nevra: string, source: string) => ({
      [source]: {
        [nevra]: { path: `${nevra}.rpm`, sigkey: null, type: nevra === source ? "source" : "package" },
      },
    });
    const [a, b] = ["a-0:1-1.src", "b-0:1-1.src"] as const;
    const manifest = {
      S: { src: { ...group(a, a), ...group(b, b) }, x86_64: group("a-0:1-1.x86_64", a) },
      T: { src: group(a, a) },
      U: { x86_64: group("b-0:1-1.x86_64", b) },
    };
    const { compose } = document("rpms").payload;
    const { warnings } = accept({ header: { version: "0.3" }, payload: { compose, manifest } });
    expect(warnings.map(({ code, count, examples }) => [code, count, ...examples])).toEqual([
      ["source-packages-dropped", 2, `${b} (S)`, `${a} (T)`],
    ]);
  });

  test("a manifest is nothing to versions that do not have it", () => {
    const { header, payload } = document("rpms");
    const { rpms, ...rest } = payload;
    expect(() => accept({ header, payload: { ...rest, manifest: rpms } })).toThrow(
      "payload.rpms: expected an object",
    );
    const both = accept({ header, payload: { ...payload, manifest: rpms } });
    expect(both.warnings.map(({ code }) => code)).toEqual(["unknown-field"]);
    expect(serialize(both.model)).toBe(serialize(accept({ header, payload }).model));
  });

  test("the header may stand behind the payload in every version", () => {
    for (const version of ["1.2", "2.0"]) {
      const { header, payload } = document("rpms", version);
      expect(serialize(accept({ payload, header }).model)).toBe(serialize(accept({ header, payload }).model));
    }
  });
});
