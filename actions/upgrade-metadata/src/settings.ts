import { readFileSync } from "node:fs";
import { readSelector } from "@compose-actions/compose";
import {
  baseUrlBuilder,
  JsonSyntaxError,
  parseStrictJson,
  type Selector,
  type UrlBuilder,
  UrlTemplateError,
  urlMapBuilder,
  type WrittenVersion,
} from "@compose-actions/metadata";
import { checkShardInputs, isDivided, refuse, systemCodeText } from "@compose-actions/step";
import { computesChecksums, type UpgradeMetadataInputs } from "./inputs.ts";
import { RegistryTemplates, splitUrlMap } from "./registry-templates.ts";

/** The inputs in the form in which the work uses them. */
export interface Settings {
  readonly toVersion: WrittenVersion;
  /** Undefined when no URL was asked for. */
  readonly url: UrlBuilder | undefined;
  /** What that was made of: the same text for the same URLs. */
  readonly urlRules: string;
  /** What is looked up in registries. */
  readonly registryTemplates: RegistryTemplates;
  readonly selector: Selector;
  /** The selection is one part of what was selected, and may be empty. */
  readonly isPart: boolean;
  readonly computeChecksums: boolean;
  readonly strictChecksums: boolean;
  readonly parallelChecksums: number | undefined;
}

/** @throws UserError for inputs that contradict each other or cannot be used */
export function readSettings(inputs: UpgradeMetadataInputs): Settings {
  const toVersion = inputs["to-version"];
  const { url, templates, rules } = urlBuilder(inputs);
  if (toVersion === "1.2" && url !== undefined) {
    throw refuse(
      "base-url and url-map make no sense with to-version 1.2, which holds no URLs",
      "leave them out",
    );
  }
  const computeChecksums = computesChecksums(inputs);
  checkShardInputs(inputs);
  if (!computeChecksums && isDivided(inputs)) {
    throw refuse(
      "What is divided among shards is the reading of files, and without compute-checksums none is read",
      "set compute-checksums, or leave out shard, shards and shard-size",
    );
  }
  return {
    toVersion,
    url,
    urlRules: rules,
    registryTemplates: templates,
    selector: readSelector(inputs),
    isPart: false,
    computeChecksums,
    strictChecksums: inputs["strict-checksums"],
    parallelChecksums: inputs["parallel-checksums"],
  };
}

function urlBuilder(inputs: UpgradeMetadataInputs): {
  readonly url: UrlBuilder | undefined;
  readonly templates: RegistryTemplates;
  readonly rules: string;
} {
  const { "base-url": baseUrl, "url-map": urlMap } = inputs;
  try {
    const base = baseUrl === undefined ? undefined : baseUrlBuilder(baseUrl);
    if (urlMap === undefined) {
      return { url: base, templates: new RegistryTemplates(new Map()), rules: JSON.stringify([baseUrl]) };
    }
    const map = readUrlMap(urlMap);
    const { others, templates } = splitUrlMap(map);
    const rules = JSON.stringify([baseUrl, Object.entries(map ?? {}).sort()]);
    return { url: urlMapBuilder(others, base), templates, rules };
  } catch (error) {
    if (error instanceof UrlTemplateError) {
      throw refuse(error.message, error.remedy);
    }
    throw error;
  }
}

/** Inline JSON starts with a brace or a bracket; anything else names a file. */
function readUrlMap(urlMap: string): unknown {
  const inline = /^\s*[[{]/.test(urlMap);
  try {
    return parseStrictJson(inline ? Buffer.from(urlMap) : readFileSync(urlMap));
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      throw refuse(
        `url-map${inline ? "" : `: ${urlMap}`}: ${error.message}`,
        'it must look like {"default": "https://cdn.example.com/{path}"}',
      );
    }
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw refuse(
      `url-map: cannot read ${urlMap}: ${systemCodeText(code)}`,
      "give a JSON file or the JSON itself, which starts with {",
    );
  }
}
