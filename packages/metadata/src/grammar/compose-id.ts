import type { BaseProduct, Compose, Release } from "../model.ts";
import { RELEASE_TYPES } from "./enumerations.ts";

/** Suffixes of the types in compose ids as they are written. */
const TYPE_SUFFIX: Readonly<Record<Compose["type"], string>> = {
  production: "",
  ci: ".ci",
  nightly: ".n",
  test: ".t",
  development: ".d",
};

/** Suffixes that were written at some time. */
const TYPE_OF_SUFFIX: ReadonlyMap<string, Compose["type"]> = new Map([
  ["t", "test"],
  ["test", "test"],
  ["ci", "ci"],
  ["n", "nightly"],
  ["nightly", "nightly"],
  ["d", "development"],
]);

/** What a compose id says. */
export interface ComposeIdFacts {
  /** What stands before the date: release and base product. */
  readonly name: string;
  readonly date: string;
  readonly type: Compose["type"];
  readonly respin: number;
}

/** Takes a compose id apart; undefined when it does not end with date, type suffix and respin. */
export function parseComposeId(id: string): ComposeIdFacts | undefined {
  const match = /^(.*?)-?([0-9]{8})(?:\.([a-z]+))?(?:\.([0-9]{1,9}))?$/s.exec(id);
  const [, name = "", date = "", suffix, respin] = match ?? [];
  const type = suffix === undefined ? "production" : TYPE_OF_SUFFIX.get(suffix);
  return match === null || type === undefined ? undefined : { name, date, type, respin: Number(respin ?? 0) };
}

/**
 * Takes the part of a compose id before the date apart (productmd: ids): `Fedora-41`, `Fedora-41-updates`.
 *
 * @returns undefined when it cannot be told what is what, as with layered products
 */
export function parseReleaseName(name: string): ComposeIdParts["release"] | undefined {
  const type = RELEASE_TYPES.filter((one) => name.endsWith(`-${one}`)).sort((a, b) => b.length - a.length)[0];
  const product = type === undefined ? name : name.slice(0, -(type.length + 1));
  const [, short, version] = /^([^-]+)-([^-]+)$/.exec(product) ?? [];
  return short === undefined || version === undefined ? undefined : { short, version, type: type ?? "ga" };
}

/** What a compose id is made of. */
export interface ComposeIdParts extends Pick<Compose, "date" | "type" | "respin"> {
  readonly release: Pick<Release, "short" | "version" | "type">;
  /** Only of a layered product. */
  readonly baseProduct: Pick<BaseProduct, "short" | "version" | "type"> | null;
  /** Id of the first variant: the two composes of RHEL 5 differ in nothing else. */
  readonly firstVariant: string | undefined;
}

/** The id that the reference gives a compose (productmd: ids). */
export function makeComposeId(parts: ComposeIdParts): string {
  const { release, baseProduct, firstVariant, date, type, respin } = parts;
  const names = [productName(release)];
  if (baseProduct !== null) {
    names.push(productName(baseProduct));
    const isRhel5 = [release, baseProduct].every(
      ({ short, version }) => short === "RHEL" && /^5(?:\.|$)/.test(version),
    );
    if (isRhel5 && (firstVariant === "Client" || firstVariant === "Server")) {
      names.push(firstVariant);
    }
  }
  return `${names.join("-")}-${date}${TYPE_SUFFIX[type]}.${respin}`;
}

function productName({ short, version, type }: Pick<BaseProduct, "short" | "version" | "type">): string {
  return `${short}-${version}${type === "ga" ? "" : `-${type}`}`;
}
