import { RPM_ARCHES, RPM_CATEGORIES } from "../grammar/enumerations.ts";
import { isNevra } from "../grammar/nevra.ts";
import { arrayText, indent, quote, quoteOrNull } from "../json/text.ts";
import { type Artifact, type ByArch, isLocation, type Rpm, type RpmGroup } from "../model.ts";
import { type Checker, isObject, type JsonObject } from "../read/checker.ts";
import { generationOf, type Version, versionAtLeast } from "./header.ts";
import { locationText, quotePath, readLocalPath, readLocation } from "./location.ts";

const NONE: readonly string[] = [];
const FIELDS = {
  1: new Set(["path", "category", "sigkey", "type"]),
  2: new Set(["location", "category", "sigkey", "sigkeys"]),
} as const;

/** Source package → its packages, as rpms.json lists them below a variant and arch. */
export type RpmGroups = ReadonlyMap<string, RpmGroup<Artifact>>;

/** Checks the arch that packages stand under. */
export function checkRpmArch(checker: Checker, arch: string): void {
  if (!RPM_ARCHES.has(arch)) {
    checker.warnings.add("unknown-arch", () => checker.where(arch));
  }
}

/** Reads one package (productmd: rpms); the checker stands at it. */
export function readRpm(
  checker: Checker,
  value: unknown,
  version: Version,
  nevra: string,
): Rpm<Artifact> | undefined {
  if (!isNevra(nevra)) {
    checker.warnings.add("odd-nevra", () => checker.where());
  }
  if (!isObject(value)) {
    return checker.expected("an object", value);
  }
  const generation = generationOf(version);
  const known = FIELDS[generation];
  for (const name in value) {
    if (!known.has(name)) {
      checker.warnings.add("unknown-field", () => checker.where(name));
    }
  }
  const artifact =
    generation === 2 ? readLocation(checker, value["location"], "location") : readPath(checker, value);
  const category = readCategory(checker, value, version);
  const sigkey = readSigkey(checker, value["sigkey"]);
  const sigkeys = generation === 2 ? readSigkeys(checker, value["sigkeys"]) : NONE;
  if (artifact === undefined || category === undefined || sigkey === undefined || sigkeys === undefined) {
    return undefined;
  }
  return { artifact, category, sigkey, sigkeys };
}

function readPath(checker: Checker, value: JsonObject): Artifact | undefined {
  const localPath = readLocalPath(checker, value["path"], "path");
  return localPath === undefined ? undefined : { localPath, size: null, checksums: NONE };
}

function readCategory(
  checker: Checker,
  entry: JsonObject,
  version: Version,
): Rpm<Artifact>["category"] | undefined {
  const old = !versionAtLeast(version, 1, 0);
  const name = old ? "type" : "category";
  const value = old && entry[name] === "package" ? "binary" : entry[name];
  if (value === undefined || value === null) {
    return null;
  }
  return RPM_CATEGORIES.includes(value as (typeof RPM_CATEGORIES)[number])
    ? (value as (typeof RPM_CATEGORIES)[number])
    : checker.expected(`one of ${RPM_CATEGORIES.join(", ")}`, value, name);
}

function readSigkey(checker: Checker, value: unknown): string | null | undefined {
  if (value === undefined || value === null) {
    return null;
  }
  return typeof value === "string" ? value : checker.expected("a key id or null", value, "sigkey");
}

function readSigkeys(checker: Checker, value: unknown): readonly string[] | undefined {
  if (value === undefined) {
    return NONE;
  }
  if (Array.isArray(value) && value.every((key) => typeof key === "string")) {
    return value.length === 0 ? NONE : value;
  }
  return checker.expected("a list of key ids", value, "sigkeys");
}

/**
 * Up to 0.3 the sources stand once under the arch "src": they are put beside the packages that were built from them,
 * under every binary arch. One that nothing was built from has no place there.
 */
export function spreadSourceRpms(checker: Checker, rpms: ByArch<RpmGroups>): ByArch<RpmGroups> {
  const spread = new Map<string, ReadonlyMap<string, RpmGroups>>();
  for (const [variant, arches] of rpms) {
    const sources = new Map([...(arches.get("src")?.values() ?? [])].flatMap((group) => [...group]));
    const binary = new Map<string, RpmGroups>();
    for (const [arch, groups] of arches) {
      if (arch !== "src") {
        binary.set(
          arch,
          new Map([...groups].map(([srpm, group]) => [srpm, withSource(group, srpm, sources)])),
        );
      }
    }
    const built = new Set([...binary.values()].flatMap((groups) => [...groups.keys()]));
    for (const nevra of sources.keys()) {
      if (!built.has(nevra)) {
        checker.warnings.add("source-packages-dropped", () => `${nevra} (${variant})`);
      }
    }
    spread.set(variant, binary);
  }
  return spread;
}

function withSource(
  group: RpmGroup<Artifact>,
  srpm: string,
  sources: ReadonlyMap<string, Rpm<Artifact>>,
): RpmGroup<Artifact> {
  const source = sources.get(srpm);
  if (source === undefined) {
    return group;
  }
  // As the reference adds a package: its key is written in lower case (productmd: rpms).
  const sigkey = source.sigkey?.toLowerCase() ?? null;
  return new Map([...group, [srpm, { ...source, category: "source" as const, sigkey }]]);
}

/** Depth of the line that a package starts on: below payload, rpms, variant, arch and source package. */
const LEVEL = 6;
const END = `\n${indent(LEVEL)}}`;
const FIELD = `\n${indent(LEVEL + 1)}`;

/**
 * One package as JSON. Written as a template: this is most of the text of a compose's metadata.
 *
 * @param rpm - what describes the package besides its artifact
 */
export function rpmText(
  artifact: Artifact,
  { category, sigkey, sigkeys }: Omit<Rpm<Artifact>, "artifact">,
): string {
  const start = `{${FIELD}"category": ${category === null ? "null" : `"${category}"`}`;
  const key = `${FIELD}"sigkey": ${quoteOrNull(sigkey)}`;
  if (!isLocation(artifact)) {
    return `${start},${FIELD}"path": ${quotePath(artifact.localPath)},${key}${END}`;
  }
  const keys = sigkeys.length === 0 ? "[]" : arrayText(sigkeys.map(quote), LEVEL + 1);
  return `${start},${FIELD}"location": ${locationText(artifact, LEVEL + 1)},${key},${FIELD}"sigkeys": ${keys}${END}`;
}
