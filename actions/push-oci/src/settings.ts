import { readSelector } from "@compose-actions/compose";
import { type Selector, show } from "@compose-actions/metadata";
import {
  type ComposeTarget,
  isMediaType,
  parseComposeTarget,
  parseRepositoryTemplate,
  parseTemplate,
  type RepositoryTemplate,
  type Template,
} from "@compose-actions/oci";
import { checkShardInputs, refuse } from "@compose-actions/step";
import type { PushOciInputs } from "./inputs.ts";
import { type Layouts, readLayouts } from "./layouts.ts";
import { WORDS, type Word } from "./words.ts";

/** The inputs in the form in which the work uses them. */
export interface Settings {
  readonly selector: Selector;
  readonly layouts: Layouts;
  readonly repository: RepositoryTemplate<Word>;
  readonly tag: Template<Word>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly publish: ComposeTarget | undefined;
}

/** @throws UserError for inputs that contradict each other or cannot be used */
export function readSettings(inputs: PushOciInputs): Settings {
  const { "publish-metadata": publish, "artifact-type": artifactType } = inputs;
  if (!isMediaType(artifactType)) {
    throw refuse(
      `artifact-type: ${show(artifactType)} is no media type`,
      "it must look like application/vnd.example.artifact",
    );
  }
  checkShardInputs(inputs);
  if (inputs.shard !== undefined && publish !== undefined) {
    throw refuse(
      "publish-metadata makes no sense with shard: a part of the metadata is not the compose",
      "publish it with merge-metadata, when all parts are there",
    );
  }
  return {
    selector: readSelector(inputs),
    layouts: readLayouts(inputs.layout),
    repository: parseRepositoryTemplate("repository", inputs.repository, WORDS),
    tag: parseTemplate("tag", inputs.tag, WORDS),
    annotations: readAnnotations(inputs.annotations ?? []),
    publish: publish === undefined ? undefined : parseComposeTarget("publish-metadata", publish),
  };
}

function readAnnotations(items: readonly string[]): Readonly<Record<string, string>> {
  const annotations = new Map<string, string>();
  for (const item of items) {
    const [, key = "", value = ""] = /^([^=\s]+)\s*=\s*(.*)$/.exec(item) ?? [];
    if (key === "") {
      throw refuse(`annotations: ${show(item)} is no annotation`, "write key=value");
    }
    const known = annotations.get(key);
    if (known !== undefined && known !== value) {
      throw refuse(`annotations: ${show(key)} is given twice`, "leave one of them out");
    }
    annotations.set(key, value);
  }
  return Object.fromEntries(annotations);
}
