import { isTag, parseReference } from "@compose-actions/oci";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLayouts } from "../src/layouts.ts";
import { bytesOf } from "../src/plan.ts";
import { artifacts, type Described, planned, shown } from "./support/artifacts.ts";

const rpm = (path: string, more: Partial<Described> = {}): Described => ({ path, kind: "rpm", ...more });
const image = (path: string, more: Partial<Described> = {}): Described => ({
  path,
  kind: "image",
  imageType: "dvd",
  subvariant: "Server",
  format: "iso",
  ...more,
});
const repository = (path: string, more: Partial<Described> = {}): Described => ({
  path,
  kind: "variant_path",
  files: { "repodata/repomd.xml": "md", "repodata/primary.xml.gz": "primary" },
  ...more,
});
const plan = (described: readonly Described[], asked?: Parameters<typeof planned>[1]) =>
  shown(planned(artifacts(described), asked));

/** The message of a refusal, and its details. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return [error.message, ...error.details].join("\n");
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the layout", () => {
  test.each([
    ["file", "file file file file set"],
    ["set", "file file set file set"],
    ["bundle", "bundle bundle bundle bundle set"],
    ["file, rpm=bundle", "file bundle file file set"],
    ["rpm=bundle, set", "file bundle set file set"],
    ["bundle,image=file,variant_path=set", "file bundle bundle bundle set"],
  ])("%s", (text, expected) => {
    const { image, rpm, extra_file, module, variant_path } = readLayouts(text.split(","));
    expect([image, rpm, extra_file, module, variant_path].join(" ")).toBe(expected);
  });

  test.each([
    "files",
    "rpm=files",
    "rpms=file",
    "=file",
    "image=set",
    "rpm=set",
    "module=set",
    "variant_path=file",
  ])("%s is refused", (text) => {
    expect(() => readLayouts([text])).toThrow(UserError);
  });
});

describe("files", () => {
  test("are a manifest each", () => {
    expect(plan([image("Server/x86_64/iso/a.iso"), rpm("Server/x86_64/os/Packages/b.rpm")])).toEqual([
      "r.example/compose:Fedora-41-20260204.0-image-Server-x86_64-iso-a.iso Server/x86_64/iso/a.iso",
      "r.example/compose:Fedora-41-20260204.0-rpm-Server-x86_64-os-Packages-b.rpm Server/x86_64/os/Packages/b.rpm",
    ]);
  });

  test("go where the words of the artifact say", () => {
    const asked = {
      repository: "r.example/{variant}/{arch}/{kind}",
      tag: "{type}-{subvariant}-{format}-{name}-{compose_date}.{respin}",
    };
    expect(plan([image("Server/x86_64/iso/a.iso")], asked)).toEqual([
      "r.example/server/x86_64/image:dvd-Server-iso-a.iso-20260204.0 Server/x86_64/iso/a.iso",
    ]);
  });

  test("that are named for several arches have one place, the same in any order", () => {
    const both = [
      rpm("S/source/a.src.rpm", { arch: "x86_64" }),
      rpm("S/source/a.src.rpm", { arch: "aarch64" }),
    ];
    const asked = { repository: "r.example/{arch}", tag: "{name}" };
    expect(plan(both, asked)).toEqual(["r.example/aarch64:a.src.rpm S/source/a.src.rpm"]);
    expect(plan(both.toReversed(), asked)).toEqual(plan(both, asked));
  });

  test("of the same content under one tag are one manifest with all their paths", () => {
    const described = [
      rpm("Server/x86_64/b.noarch.rpm", { content: "same" }),
      rpm("Everything/x86_64/b.noarch.rpm", { content: "same", variant: "Everything" }),
    ];
    expect(plan(described, { tag: "{name}" })).toEqual([
      "r.example/compose:b.noarch.rpm Everything/x86_64/b.noarch.rpm Server/x86_64/b.noarch.rpm",
    ]);
  });

  test("of different contents under one tag are refused, all of them", () => {
    const described = ["a", "b", "c"].map((name) => rpm(`${name}/x.rpm`, { content: name }));
    expect(refusal(() => plan(described, { tag: "{name}" }))).toBe(
      [
        "Different things would get the same tag: 2 collisions",
        'r.example/compose:x.rpm would be "a/x.rpm" and "b/x.rpm"',
        'r.example/compose:x.rpm would be "a/x.rpm" and "c/x.rpm"',
      ].join("\n"),
    );
  });

  test("whose names only differ in what tags cannot hold collide", () => {
    const described = [rpm("a+b.rpm", { content: "1" }), rpm("a~b.rpm", { content: "2" })];
    expect(refusal(() => plan(described))).toContain("1 collision");
    expect(() => plan(described.map((one) => ({ ...one, content: "1" })))).not.toThrow();
  });

  test("of variants that differ in case alone are refused", () => {
    const described = [image("A/a", { variant: "Server" }), image("B/b", { variant: "server" })];
    expect(refusal(() => plan(described, { repository: "r.example/{variant}" }))).toContain("are both");
    expect(() => plan(described)).not.toThrow();
  });

  test("without a word that the templates have are refused", () => {
    expect(refusal(() => plan([rpm("a.rpm")], { tag: "{subvariant}-{name}" }))).toBe(
      'tag: there is no {subvariant} for the rpm "a.rpm"',
    );
    expect(refusal(() => plan([rpm("a.rpm")], { repository: "r.example/{label}" }))).toContain(
      "repository: there is no {label}",
    );
  });
});

describe("repositories", () => {
  test("are sets, whatever the layout is", () => {
    for (const layout of ["file", "set", "bundle"]) {
      expect(plan([repository("Server/x86_64/os")], { layout })).toEqual([
        "r.example/compose:Fedora-41-20260204.0-variant_path-Server-x86_64-os Server/x86_64/os/repodata/primary.xml.gz Server/x86_64/os/repodata/repomd.xml",
      ]);
    }
  });

  test("that several variants share are one", () => {
    const described = [
      repository("S/source", { arch: "x86_64" }),
      repository("S/source", { arch: "aarch64" }),
    ];
    const { parcels, plan: made } = planned(artifacts(described));
    expect(made.manifests).toHaveLength(1);
    expect(new Set(parcels.of.values()).size).toBe(1);
  });

  test("have their category as type", () => {
    expect(plan([repository("Server/x86_64/os")], { tag: "{type}-{name}" })[0]).toMatch(/:repository-os /);
  });
});

describe("sets of extra files", () => {
  const extra = (path: string, more: Partial<Described> = {}): Described => ({ path, ...more });

  test("are one for a variant and arch, in the directory that holds all", () => {
    const described = ["images/pxeboot/vmlinuz", "images/boot.img", "GPL"].map((name) =>
      extra(`Server/x86_64/os/${name}`),
    );
    const { parcels } = planned(artifacts(described), { layout: "set" });
    expect(parcels.all.map(({ layout, directory }) => [layout, directory])).toEqual([
      ["set", "Server/x86_64/os"],
    ]);
  });

  test("leave out what the reference takes for archives, and what lies in no directory", () => {
    const described = ["S/a.tar.gz", "S/b.iso", "S/c", "S/d", "top"].map((path) => extra(path));
    const { parcels } = planned(artifacts(described), { layout: "set" });
    expect(parcels.all.map(({ layout, files }) => [layout, files.length])).toEqual([
      ["set", 2],
      ["file", 1],
      ["file", 1],
      ["file", 1],
    ]);
  });

  test("of one file are that file", () => {
    const { parcels } = planned(artifacts([extra("S/a")]), { layout: "set" });
    expect(parcels.all.map(({ layout }) => layout)).toEqual(["file"]);
  });

  test("that have nothing in common are one for each directory at the top", () => {
    const described = ["A/x/1", "A/x/2", "B/1", "B/y/2"].map((path) => extra(path));
    const { parcels } = planned(artifacts(described), { layout: "set" });
    expect(parcels.all.map(({ directory }) => directory)).toEqual(["A/x", "B"]);
  });

  test("do not take a directory for another one that begins like it", () => {
    const described = ["S/os/a", "S/os-extra/b"].map((path) => extra(path));
    const { parcels } = planned(artifacts(described), { layout: "set" });
    expect(parcels.all.map(({ directory }) => directory)).toEqual(["S"]);
  });
});

describe("bundles", () => {
  const many = Array.from({ length: 25 }, (_, index) => rpm(`S/p${String(index).padStart(2, "0")}.rpm`));

  test("are one for each kind, variant and arch", () => {
    const described = [...many, rpm("S/x.rpm", { arch: "aarch64" }), image("S/a.iso"), image("S/b.iso")];
    const tags = planned(artifacts(described), { layout: "bundle" }).plan.manifests.map(
      ({ tag, files }) => `${tag} ${files.length}`,
    );
    expect(tags).toEqual([
      "Fedora-41-20260204.0-image-Server-x86_64 2",
      "Fedora-41-20260204.0-rpm-Server-aarch64 1",
      "Fedora-41-20260204.0-rpm-Server-x86_64 25",
    ]);
  });

  test("are split at the number of layers that a registry takes", () => {
    const { plan: made, parcels } = planned(artifacts(many), { layout: "bundle", caps: { layers: 10 } });
    expect(made.manifests.map(({ tag, files }) => `${tag} ${files.length}`)).toEqual([
      "Fedora-41-20260204.0-rpm-Server-x86_64-1 10",
      "Fedora-41-20260204.0-rpm-Server-x86_64-2 10",
      "Fedora-41-20260204.0-rpm-Server-x86_64-3 5",
    ]);
    const [parcel] = parcels.all;
    for (const file of parcel?.files ?? []) {
      expect(made.manifestOf(parcel as never, file).files).toContain(file);
    }
  });

  test("are split at the size of manifests that a registry takes", () => {
    const long = many.map(({ path }) => rpm(`S/${"ü".repeat(100)}/${path}`));
    const bytes = 6000;
    const { plan: made } = planned(artifacts(long), { layout: "bundle", caps: { bytes } });
    expect(made.manifests.length).toBeGreaterThan(1);
    for (const manifest of made.manifests) {
      expect(manifest.size).toBeLessThanOrEqual(bytes);
      expect(bytesOf(manifest, { artifactType: "application/vnd.test", annotations: {} }).digest).toBe(
        manifest.digest,
      );
    }
  });
});

describe("any compose", () => {
  const word = fc.constantFrom(
    "Server",
    "server",
    "Everything",
    "x86_64",
    "aarch64",
    "a.b",
    "a+b",
    "ü",
    "..x",
    "a-b",
  );
  const name = fc.constantFrom("a.rpm", "b.rpm", "A.rpm", "a+b.rpm", "a_b.rpm", "GPL", "x.tar.gz", "vmlinuz");
  const described = fc.record({
    kind: fc.constantFrom("image", "rpm", "extra_file", "module", "variant_path"),
    variant: word,
    arch: word,
    // Few, so that the same path is often named twice.
    directory: fc.oneof(fc.constantFrom(["A"], ["A", "b"]), fc.array(word, { minLength: 1, maxLength: 2 })),
    name,
  });
  const compose = fc.array(described, { minLength: 1, maxLength: 30 }).map((list) =>
    list.map(({ kind, variant, arch, directory, name: file }): Described => {
      const place = directory.join("/");
      // The same path is always the same content, and no file is a directory of another.
      return kind === "variant_path"
        ? { kind, variant, arch, path: `${place}/repo`, files: { "repodata/repomd.xml": place } }
        : {
            kind,
            variant,
            arch,
            path: `${place}/files/${file}`,
            content: file,
            ...(kind === "image" ? { imageType: "dvd", subvariant: variant, format: "iso" } : {}),
          };
    }),
  );
  const asked = fc.record({
    layout: fc.constantFrom("file", "set", "bundle", "file,rpm=bundle", "extra_file=set,image=bundle"),
    repository: fc.constantFrom("r.example/compose", "r.example/{kind}/{arch}", "oci-layout:out/{arch}"),
    tag: fc.constantFrom("{compose_id}-{kind}-{path}", "{kind}-{variant}-{arch}-{path}"),
    caps: fc.record({ layers: fc.integer({ min: 1, max: 5 }) }),
  });

  test("gives the same plan in any order, in which everything has its place once", () => {
    let made = 0;
    fc.assert(
      fc.property(compose, asked, fc.func(fc.integer()), (list, how, order) => {
        const chosen = artifacts(list);
        let first: ReturnType<typeof planned>;
        try {
          first = planned(chosen, how);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          // What is refused is refused in any order.
          expect(() => planned(chosen.toReversed(), how)).toThrow(UserError);
          return;
        }
        made += 1;
        const shuffled = chosen.toSorted(
          (a, b) => order(a.localPath, a.variant) - order(b.localPath, b.variant),
        );
        const again = planned(shuffled, how);
        expect(shown(again)).toEqual(shown(first));
        expect(again.plan.manifests.map(({ digest }) => digest)).toEqual(
          first.plan.manifests.map(({ digest }) => digest),
        );
        const names = first.plan.manifests.map(({ target, tag }) => `${target}:${tag}`);
        expect(new Set(names).size).toBe(names.length);
        for (const { target, tag } of first.plan.manifests) {
          expect(isTag(tag)).toBe(true);
          expect(typeof parseReference(target)).toBe("object");
        }
        for (const artifact of chosen) {
          const parcel = first.parcels.of.get(artifact);
          if (parcel === undefined) throw new Error("an artifact has no parcel");
          for (const file of artifact.files) {
            const manifest = first.plan.manifestOf(parcel, file);
            expect(manifest.files).toContain(file);
            if (parcel.layout === "bundle")
              expect(manifest.files.length).toBeLessThanOrEqual(how.caps.layers);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(100);
  });
});
