import { normalize } from "node:path";
import type { Source } from "@compose-actions/compose";
import { redactUrl } from "@compose-actions/metadata";
import { escapeDeceptive, shorten } from "@compose-actions/step";
import type { VerifyInputs } from "./inputs.ts";
import { rootUrlOf } from "./root-url.ts";
import type { Settings } from "./settings.ts";

/** What decides whether an artifact is good, by the names of the inputs: parts of other rules prove something else. */
export type PartRules = Readonly<Record<string, string>>;

/** More of a value is not told. */
const LONGEST = 200;

/** The rules of a run. */
export function rulesOf(inputs: VerifyInputs, settings: Settings, sources: readonly Source[]): PartRules {
  const { mode, minChecksum, allowWeak, allowUnverified, sample, seed, deep } = settings;
  const common = {
    "min-checksum": minChecksum,
    "allow-weak": String(allowWeak),
    "allow-unverified": String(allowUnverified),
  };
  if (mode === "local") {
    // As it is given: the same directory may have another place on another machine.
    return inputs.root === undefined ? common : { ...common, root: withoutSlash(normalize(inputs.root)) };
  }
  const rootUrl = rootUrlOf(settings, sources);
  return {
    ...common,
    sample: String(sample),
    ...(sample === 0 || seed === undefined ? {} : { seed }),
    deep: String(deep),
    ...(rootUrl === undefined ? {} : { "root-url": redactUrl(rootUrl.href) }),
  };
}

/** How the rules of a part differ from those of the run that joins it, in words; undefined when they do not. */
export function differenceOf(part: PartRules, own: PartRules): string | undefined {
  const names = [...new Set([...Object.keys(own), ...Object.keys(part)])];
  const other = names.find((name) => valueIn(part, name) !== valueIn(own, name));
  return other === undefined
    ? undefined
    : `it was run ${saying(other, part)}, and this run is ${saying(other, own)}`;
}

function valueIn(rules: PartRules, name: string): string | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

function saying(name: string, rules: PartRules): string {
  const value = valueIn(rules, name);
  const text = value === undefined ? `without ${name}` : `with ${name}: ${value}`;
  return shorten(escapeDeceptive(text), LONGEST);
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
