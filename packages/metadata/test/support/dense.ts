import {
  type AnyMetadata,
  type Artifact,
  type Compose,
  type Composeinfo,
  type Image,
  type Module,
  type Rpm,
  type Variant,
  variantFromUid,
} from "@compose-actions/metadata";
import fc, { type Arbitrary } from "fast-check";

/**
 * Small files with few names and few values: two of them nearly always speak of the same things, and often say the same
 * of them.
 */
export function denseFiles(generation: 1 | 2): Arbitrary<AnyMetadata> {
  const models = fc.oneof(
    denseImages(generation),
    denseRpms(generation),
    denseExtraFiles(generation),
    denseModules(generation),
    denseComposeinfo(generation),
  );
  return fc.tuple(models, rarely(denseCompose, COMPOSE)).map(([parts, compose]) => ({
    generation,
    compose,
    ...parts,
  })) as unknown as Arbitrary<AnyMetadata>;
}

const COMPOSE: Compose = {
  id: "Test-1.0-20260101.0",
  date: "20260101",
  type: "production",
  respin: 0,
  label: null,
  final: false,
};

/** Rare values keep most files mergeable. */
function rarely<T>(rare: Arbitrary<T>, usual: T): Arbitrary<T> {
  return fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare });
}

const denseCompose: Arbitrary<Compose> = fc.record({
  id: fc.constantFrom(COMPOSE.id, "Test-1.0-20260101.1"),
  date: fc.constantFrom("20260101", "20260102"),
  type: fc.constantFrom("production", "test"),
  respin: fc.nat(1),
  label: fc.constantFrom(null, "RC-1.0", "RC-1.1"),
  final: fc.boolean(),
});

const SHA256 = `sha256:${"a".repeat(64)}`;
const SHA512 = `sha512:${"c".repeat(128)}`;
const size = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, 1) },
  { weight: 1, arbitrary: fc.constant(2) },
);
const checksum = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(null, SHA256) },
  { weight: 1, arbitrary: fc.constantFrom(`sha256:${"b".repeat(64)}`, SHA512) },
);
const checksums = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom([], [SHA256], [SHA512], [SHA512, SHA256]) },
  { weight: 1, arbitrary: fc.constant([`sha512:${"d".repeat(128)}`]) },
);
const variants = fc.constantFrom("A", "A-b");
const arches = fc.constantFrom("x86_64", "aarch64");

function artifactOf(generation: 1 | 2, path: string, facts: "none" | "some" | "all"): Arbitrary<Artifact> {
  const sizes = facts === "none" ? fc.constant(null) : facts === "all" ? fc.constantFrom(1, 2) : size;
  if (generation === 1) {
    const sums =
      facts === "none" ? fc.constant([]) : checksums.filter((list) => facts === "some" || list.length > 0);
    return fc.record({ localPath: fc.constant(path), size: sizes, checksums: sums });
  }
  const contents = [{ file: "f", size: 1, checksum: SHA256, layerDigest: SHA256 }];
  return fc.record({
    // Of some paths the checksum is that of the manifest.
    url: rarely(
      fc.constant(`oci://r/c@${SHA256}`),
      `oci://r/b@${/[imf]$/.test(path) ? SHA256 : `sha256:${"e".repeat(64)}`}`,
    ),
    size,
    checksum,
    localPath: fc.constant(path),
    contents: rarely(fc.constantFrom([], contents), []),
  });
}

/** A path that depends on the name alone, but for rare ones that others need as a directory. */
const pathOf = (name: string) => rarely(fc.constantFrom("p", "p/a", "p/b"), `p/${name}`);

function tableOf<T>(values: Arbitrary<T>): Arbitrary<ReadonlyMap<string, ReadonlyMap<string, T>>> {
  const mapOf = <U>(keys: Arbitrary<string>, part: Arbitrary<U>) =>
    fc
      .uniqueArray(fc.tuple(keys, part), { selector: ([key]) => key, maxLength: 2 })
      .map((entries) => new Map(entries));
  return mapOf(variants, mapOf(arches, values));
}

function namedMap<T>(names: readonly string[], make: (name: string) => Arbitrary<T>) {
  return fc
    .tuple(...names.map((name) => fc.option(make(name))))
    .map(
      (found) =>
        new Map(names.flatMap((name, i) => (found[i] === null ? [] : [[name, found[i] as T] as const]))),
    );
}

const withPath = <T>(name: string, make: (path: string) => Arbitrary<T>) => pathOf(name).chain(make);

function denseImages(generation: 1 | 2) {
  const image = (name: string): Arbitrary<Image<Artifact>> =>
    fc.record({
      artifact: withPath(name, (path) => artifactOf(generation, path, "all")),
      arch: fc.constant("x86_64"),
      bootable: rarely(fc.boolean(), false),
      discCount: fc.constant(1),
      discNumber: fc.constant(1),
      format: fc.constant("iso"),
      implantMd5: fc.constantFrom(null, "a".repeat(32)),
      mtime: fc.constantFrom(0, 5, 7, -1),
      subvariant: fc.constantFrom(name, name, "same"),
      type: fc.constant("dvd"),
      volumeId: fc.constantFrom(null, "V"),
      unified: fc.constant(false),
      additionalVariants: fc.constant([]),
    });
  const list = fc.array(fc.constantFrom("i", "j").chain(image), { maxLength: 3 });
  return fc.record({ type: fc.constant("images"), images: tableOf(list) });
}

function denseExtraFiles(generation: 1 | 2) {
  const file = (name: string) =>
    fc.record({ artifact: withPath(name, (path) => artifactOf(generation, path, "some")) });
  const list = fc.array(fc.constantFrom("e", "f", "g").chain(file), { maxLength: 4 });
  return fc.record({ type: fc.constant("extra_files"), extraFiles: tableOf(list) });
}

function denseRpms(generation: 1 | 2) {
  const rpm = (name: string): Arbitrary<Rpm<Artifact>> =>
    fc.record({
      artifact: withPath(name, (path) => artifactOf(generation, path, generation === 1 ? "none" : "some")),
      category: rarely(fc.constantFrom("debug" as const), null).map((value) => value ?? "binary"),
      sigkey: fc.constantFrom(null, "k"),
      sigkeys:
        generation === 1 ? fc.constant([]) : rarely<string[]>(fc.constantFrom(["k", "l"], ["l", "k"]), []),
    });
  const groups = namedMap(["s", "t"], (srpm) => namedMap(["n", "m"], (nevra) => rpm(`${srpm}${nevra}`)));
  return fc.record({ type: fc.constant("rpms"), rpms: tableOf(groups) });
}

function denseModules(generation: 1 | 2) {
  const module = (uid: string): Arbitrary<Module<Artifact>> => {
    const artifact = () =>
      withPath(uid, (path) => artifactOf(generation, path, generation === 1 ? "none" : "some"));
    const names = fc.record({
      name: fc.constantFrom("", "n"),
      stream: rarely(fc.constantFrom("1", "2"), ""),
    });
    const metadata = names.map(
      ({ name, stream }) =>
        new Map(
          generation === 1
            ? [
                ["name", name],
                ["stream", stream],
              ]
            : [
                ["name", name],
                ["stream", stream],
                ["version", ""],
                ["context", ""],
                ["uid", uid],
                ["koji_tag", ""],
              ],
        ),
    );
    const categories = generation === 1 ? fc.constantFrom(null, "binary", "debug") : fc.constant("binary");
    const modulemd = fc.record({ category: categories, artifact: artifact() });
    return fc.record({
      arch: fc.constant("x86_64"),
      metadata,
      modulemd: fc.array(modulemd, { minLength: 1, maxLength: 1 }),
      rpms: fc.constantFrom([], ["a", "b"], ["b", "a"], ["b", "a", "b"]),
    });
  };
  // A module knows its own arch.
  const one = namedMap(["u:1", "u:2"], module).map((found) => new Map([["x86_64", found]]));
  const table = fc.uniqueArray(fc.tuple(variants, one), { selector: ([name]) => name, maxLength: 2 });
  return fc.record({ type: fc.constant("modules"), modules: table.map((entries) => new Map(entries)) });
}

const RELEASE = {
  name: "Test",
  short: "T",
  version: "1",
  type: "ga" as const,
  isLayered: false,
  internal: false,
};

function denseComposeinfo(
  generation: 1 | 2,
): Arbitrary<Omit<Composeinfo<Artifact>, "compose" | "generation">> {
  const archLists = fc.constantFrom(["x86_64"], ["aarch64"], ["aarch64", "x86_64"]);
  const paths = (uid: string) =>
    namedMap(["repository", "os_tree"], (category) =>
      namedMap(["x86_64", "aarch64"], (arch) =>
        withPath(`${uid}-${category}-${arch}`, (path) =>
          artifactOf(generation, path, generation === 1 ? "none" : "some"),
        ),
      ),
    ).map((categories) => new Map([...categories].filter(([, places]) => places.size > 0)));
  const family = fc.record({
    arches: archLists,
    name: rarely(fc.constantFrom("Full", "Other"), "A"),
    type: rarely(fc.constantFrom("addon" as const), null).map((value) => value ?? "variant"),
    child: fc.constantFrom("none", "from uid", "full"),
    paths: paths("A"),
    childPaths: paths("A-b"),
  });
  return fc
    .tuple(family, rarely(fc.record({ ...constants(RELEASE), internal: fc.boolean() }), RELEASE))
    .map(([{ arches: own, name, type, child, paths: places, childPaths }, release]) => {
      const parent: Variant<Artifact> = {
        id: "A",
        uid: "A",
        name,
        type,
        arches: own,
        paths: places,
        children: child === "full" ? ["b"] : [],
        release: null,
      };
      const made = { ...(variantFromUid("A-b", own) as Variant<Artifact>), paths: childPaths };
      const full: Variant<Artifact> = { ...made, id: "b", name: "Child", type: "optional" };
      const found = child === "none" ? [parent] : [parent, child === "full" ? full : made];
      return {
        type: "composeinfo",
        release,
        baseProduct: null,
        variants: new Map(found.map((variant) => [variant.uid, variant])),
      };
    });
}

function constants<T extends object>(values: T): { [Name in keyof T]: Arbitrary<T[Name]> } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)])) as {
    [Name in keyof T]: Arbitrary<T[Name]>;
  };
}
