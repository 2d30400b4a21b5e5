import {
  type Artifact,
  type Compose,
  type Composeinfo,
  compareCodePoints,
  type ExtraFiles,
  type Image,
  type Images,
  type Location,
  localPathProblem,
  type Modules,
  type Rpms,
  type TreeFile,
  type Variant,
} from "@compose-actions/metadata";
import fc, { type Arbitrary } from "fast-check";

/** Characters that sorting, escaping and paths get wrong. */
const NASTY = [
  "\u{10000}",
  "\u{10ffff}",
  "\ue000",
  "\uffff",
  "\ufffd",
  "é",
  "e\u0301",
  '"',
  "'",
  "/",
  "\x7f",
  "<",
  "%",
  "#",
  "{",
  "😀",
];

/** Any text: astral characters, controls, quotes. */
export const anyText: Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...NASTY, "\\", "\n", "\t", "\0", "\b", "\u2028"), maxLength: 6 }),
);

/** Text that names things: not blank, no controls. */
export const word: Arbitrary<string> = fc
  .oneof(
    anyText,
    fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "10", "9", "-1", "a b"),
  )
  .filter((text) => /^[^\0-\x1f\x7f-\x9f\u2028\u2029]+$/.test(text));

/** Keys of variants and arches: no spaces and slashes either. */
export const key: Arbitrary<string> = word.filter(
  (text) => !/[\x20\xa0/\\]/.test(text) && text !== "." && text !== "..",
);

const pathPart = fc
  .oneof(
    fc.string({
      unit: fc.constantFrom("a", "B", "7", "-", ".", "_", "+", " ", ...NASTY),
      minLength: 1,
      maxLength: 5,
    }),
    fc.constantFrom("__proto__", "a b", "x%20y", "#", "?"),
  )
  .map((text) => text.replaceAll("/", "-"));

export const localPath: Arbitrary<string> = fc
  .array(pathPart, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"))
  .filter((path) => localPathProblem(path) === undefined);

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

const LENGTHS = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const;
const checksumOf = (name: keyof typeof LENGTHS) => hex(LENGTHS[name]).map((text) => `${name}:${text}`);

export const checksum: Arbitrary<string> = fc.oneof(
  checksumOf("md5"),
  checksumOf("sha1"),
  checksumOf("sha256"),
  checksumOf("sha512"),
);

const size = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
const sizeOrNull = fc.option(size, { nil: null });

/** In the order in which they are written. */
const checksums: Arbitrary<string[]> = fc
  .subarray(["md5", "sha1", "sha256", "sha512"] as const, { minLength: 1 })
  .chain((names) => fc.tuple(...names.map(checksumOf)));

export const place: Arbitrary<TreeFile> = localPath.map((path) => ({
  localPath: path,
  size: null,
  checksums: [],
}));

const digest = hex(64).map((text) => `sha256:${text}`);
const contents = fc.uniqueArray(fc.record({ file: localPath, size, checksum, layerDigest: digest }), {
  selector: ({ file }) => file,
  minLength: 1,
  maxLength: 3,
});

export const location: Arbitrary<Location> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      url: fc.oneof(
        localPath,
        localPath.map((path) => `https://cdn.example.com/${encodeURIComponent(path)}`),
        digest.map((text) => `oci://registry.example.com:5000/a/b:1@${text}`),
      ),
      size: sizeOrNull,
      checksum: fc.option(checksum, { nil: null }),
      localPath,
      contents: fc.constant([]),
    }),
  },
  fc.record({
    url: digest.map((text) => `oci://registry.example.com/a@${text}`),
    size: sizeOrNull,
    checksum: fc.option(checksum, { nil: null }),
    localPath,
    contents,
  }),
);

export const compose: Arbitrary<Compose> = fc
  .record({
    id: word.map((text) => `${text}-20260101`),
    date: fc.constantFrom("20260101", "19991231"),
    type: fc.constantFrom("test", "ci", "nightly", "production", "development"),
    respin: size,
    label: fc.constantFrom(null, "RC-1.0", "Alpha-10.2"),
    final: fc.boolean(),
  })
  // Without a label nothing is written of its being final.
  .map((facts) => ({ ...facts, final: facts.label !== null && facts.final })) as Arbitrary<Compose>;

const mapOf = <T>(
  values: Arbitrary<T>,
  keys: Arbitrary<string> = key,
  maxLength = 3,
): Arbitrary<ReadonlyMap<string, T>> =>
  fc
    .uniqueArray(fc.tuple(keys, values), { selector: ([name]) => name, maxLength })
    .map((entries) => new Map(entries));

const byArch = <T>(values: Arbitrary<T>) => mapOf(mapOf(values, key, 2), key, 2);

type Generation = 1 | 2;

/** The artifacts are of the generation, which the types cannot see. */
const fits = <M>(models: Arbitrary<unknown>) => models as Arbitrary<M>;

const artifactOf = (generation: Generation, treeFile: Arbitrary<TreeFile>): Arbitrary<Artifact> =>
  generation === 1 ? treeFile : location;

const image = (artifact: Arbitrary<Artifact>): Arbitrary<Image<Artifact>> =>
  fc
    .record({
      artifact,
      arch: word,
      bootable: fc.boolean(),
      discCount: size,
      discNumber: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
      format: fc.oneof(fc.constantFrom("iso", "raw.xz"), word),
      implantMd5: fc.option(hex(32), { nil: null }),
      mtime: fc.oneof(fc.integer({ min: -999_999_999_999_999, max: -1 }), fc.maxSafeNat()),
      subvariant: anyText,
      type: fc.oneof(fc.constantFrom("dvd", "qcow2"), word),
      volumeId: fc.option(
        anyText.filter((text) => text !== ""),
        { nil: null },
      ),
      unified: fc.boolean(),
      additionalVariants: fc.array(word, { maxLength: 2 }),
    })
    .map((facts) => (facts.unified ? facts : { ...facts, additionalVariants: [] }));

export function images(
  generation: Generation,
  file: Arbitrary<TreeFile> = fc.record({ localPath, size, checksums }),
): Arbitrary<Images<TreeFile> | Images<Location>> {
  const list = fc
    .uniqueArray(image(artifactOf(generation, file)), {
      selector: ({ artifact }) => artifact.localPath,
      maxLength: 4,
    })
    // Written by path.
    .map((found) => found.sort((a, b) => compareCodePoints(a.artifact.localPath, b.artifact.localPath)));
  // Source arches are not for images.
  const arches = key.filter((name) => name !== "src" && name !== "nosrc");
  return fits(
    fc.record({
      type: fc.constant("images" as const),
      generation: fc.constant(generation),
      compose,
      images: mapOf(mapOf(list, arches, 2), key, 2),
    }),
  );
}

/** Only sha256, the checksum that survives in 2.0. */
export const sha256File: Arbitrary<TreeFile> = fc.record({
  localPath,
  size,
  checksums: digest.map((text) => [text]),
});

export function rpms(generation: Generation): Arbitrary<Rpms<TreeFile> | Rpms<Location>> {
  const rpm = fc.record({
    artifact: artifactOf(generation, place),
    category: fc.constantFrom(null, "binary" as const, "debug" as const, "source" as const),
    sigkey: fc.option(anyText, { nil: null }),
    sigkeys: generation === 1 ? fc.constant([]) : fc.array(anyText, { maxLength: 2 }),
  });
  const nevra = fc.oneof(anyText, word, fc.constantFrom("bash-0:5.2-1.x86_64", "zsh-1:2-3.src"));
  return fits(
    fc.record({
      type: fc.constant("rpms" as const),
      generation: fc.constant(generation),
      compose,
      rpms: byArch(mapOf(mapOf(rpm, nevra), nevra)),
    }),
  );
}

export function extraFiles(generation: Generation): Arbitrary<ExtraFiles<TreeFile> | ExtraFiles<Location>> {
  const file = fc.record({ localPath, size: sizeOrNull, checksums: fc.oneof(fc.constant([]), checksums) });
  const list = fc.array(fc.record({ artifact: artifactOf(generation, file) }), { maxLength: 3 });
  return fits(
    fc.record({
      type: fc.constant("extra_files" as const),
      generation: fc.constant(generation),
      compose,
      extraFiles: byArch(list),
    }),
  );
}

const NAMES = ["name", "stream", "version", "context"];

export function modules(generation: Generation): Arbitrary<Modules<TreeFile> | Modules<Location>> {
  const rpmList = fc.array(anyText, { maxLength: 2 });
  const uid = fc.oneof(anyText, word, fc.constant("perl:5.38:1:aa"));
  const model = (arches: Arbitrary<Modules<Artifact>["modules"]>) =>
    fc.record({
      type: fc.constant("modules" as const),
      generation: fc.constant(generation),
      compose,
      modules: arches,
    });
  // A module knows its own arch and, in 2.0, its own uid.
  const table = mapOf(
    mapOf(mapOf(fc.tuple(anyText, anyText, anyText, anyText, location, rpmList), uid), key, 2),
    key,
    2,
  );
  if (generation === 2) {
    return fits(
      model(
        table.map((variants) =>
          mapValues(variants, (byName) =>
            mapValues(byName, (found, arch) =>
              mapValues(found, ([name, stream, version, context, artifact, list], id) => ({
                arch,
                metadata: new Map([
                  ...NAMES.map((field, i) => [field, [name, stream, version, context][i] ?? ""] as const),
                  ["uid", id],
                  ["koji_tag", ""],
                ]),
                modulemd: [{ category: "binary", artifact }],
                rpms: list,
              })),
            ),
          ),
        ),
      ),
    );
  }
  const module1 = fc.record({
    metadata: mapOf(anyText, fc.oneof(fc.constantFrom(...NAMES, "uid", "koji_tag"), anyText, word), 4),
    modulemd: fc.oneof(
      place.map((artifact) => [{ category: null, artifact }]),
      // In file order, which is not known of keys that look like integers.
      mapOf(
        place,
        fc.oneof(
          fc.constantFrom("binary", "debug", "source"),
          word.filter((text) => !/^\d+$/.test(text)),
        ),
      ).map((found) =>
        [...found]
          .map(([category, artifact]) => ({ category, artifact }))
          .sort((a, b) => compareCodePoints(a.category, b.category)),
      ),
    ),
    rpms: rpmList,
  });
  return fits(
    model(
      mapOf(mapOf(mapOf(module1, uid), key, 2), key, 2).map((variants) =>
        mapValues(variants, (byName) =>
          mapValues(byName, (found, arch) => mapValues(found, (one) => ({ ...one, arch }))),
        ),
      ),
    ),
  );
}

function mapValues<T, U>(
  map: ReadonlyMap<string, T>,
  change: (value: T, name: string) => U,
): ReadonlyMap<string, U> {
  return new Map([...map].map(([name, value]) => [name, change(value, name)]));
}

const names = fc.record({
  name: anyText,
  short: anyText,
  version: fc.oneof(
    fc.constantFrom("", "9.2", "41"),
    word.filter((text) => !/^[0-9]/.test(text)),
  ),
});
const RELEASE_TYPES = [
  "fast",
  "ga",
  "updates",
  "updates-testing",
  "eus",
  "aus",
  "els",
  "tus",
  "e4s",
] as const;
const id = fc.string({ unit: fc.constantFrom("A", "z", "0", "9"), minLength: 1, maxLength: 3 });

/** Variants that may have children and grandchildren. */
export function composeinfo(
  generation: Generation,
): Arbitrary<Composeinfo<TreeFile> | Composeinfo<Location>> {
  const category = fc.oneof(
    fc.constantFrom("os_tree", "repository", "debug_repository", "isos", "identity"),
    word,
  );
  const paths = mapOf(
    mapOf(artifactOf(generation, place), key).filter((places) => places.size > 0),
    category,
  );
  const release = fc
    .record({
      names,
      type: fc.constantFrom(...RELEASE_TYPES),
      isLayered: fc.boolean(),
      internal: fc.boolean(),
    })
    .map(({ names: base, ...rest }) => ({ ...base, ...rest }));
  const baseProduct = fc
    .record({ names, type: fc.constantFrom(...RELEASE_TYPES) })
    .map(({ names: base, type }) => ({ ...base, type }));
  const shape = fc.record({
    name: word,
    kind: fc.constantFrom("variant", "optional", "addon", "layered-product" as const),
    paths,
    release,
  });
  const family = fc.record({
    ids: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    arches: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
    shapes: fc.array(shape, { minLength: 9, maxLength: 9 }),
    depth: fc.integer({ min: 0, max: 2 }),
  });
  return fits(
    fc
      .record({ compose, release, baseProduct, family })
      .map(({ compose: facts, release: own, baseProduct: base, family: { ids, arches, shapes, depth } }) => {
        const variants = new Map<string, Variant<Artifact>>();
        const sorted = arches.sort(compareCodePoints);
        const make = (uid: string, ownId: string, level: number, index: number) => {
          const children = level < depth && index === 0 ? [...ids].sort(compareCodePoints) : [];
          const {
            name,
            kind,
            paths: places,
            release: of,
          } = shapes[(level * 3 + index) % shapes.length] as (typeof shapes)[number];
          variants.set(uid, {
            id: ownId,
            uid,
            name,
            type: kind as Variant<Artifact>["type"],
            arches: sorted,
            paths: places,
            children,
            release: kind === "layered-product" ? { ...of, isLayered: true } : null,
          });
          for (const [i, child] of children.entries()) {
            make(`${uid}-${child}`, child, level + 1, i);
          }
        };
        for (const [i, top] of ids.entries()) {
          make(top, top, 0, i);
        }
        return {
          type: "composeinfo" as const,
          generation,
          compose: facts,
          release: own,
          baseProduct: own.isLayered ? base : null,
          variants,
        };
      }),
  );
}
