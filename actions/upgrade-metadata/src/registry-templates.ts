import type { Compose } from "@compose-actions/metadata";
import {
  ARTIFACT_KINDS,
  type ArtifactContext,
  type ArtifactKind,
  baseName,
  show,
} from "@compose-actions/metadata";
import {
  COMPOSE_WORDS,
  composeWords,
  fillRepository,
  fillTag,
  MissingWordError,
  parseRepositoryTemplate,
  parseTemplate,
  type RepositoryTemplate,
  type Template,
} from "@compose-actions/oci/naming";
import { refuse } from "@compose-actions/step";

/** What may stand in a template of a registry: the words of push-oci, as far as the metadata of an artifact has them. */
const WORDS = [...COMPOSE_WORDS, "variant", "arch", "kind", "metadata_type", "type", "name", "path"] as const;
type Word = (typeof WORDS)[number];

/** Where artifacts of a kind are tagged. */
interface RegistryTemplate {
  readonly repository: RepositoryTemplate<Word>;
  readonly tag: Template<Word>;
}

/** A tag of a repository in a registry. */
export interface TaggedReference {
  /** `registry/name`. */
  readonly target: string;
  readonly tag: string;
}

/** The templates of a url-map that name tags in registries. */
export class RegistryTemplates {
  readonly #byKind: ReadonlyMap<ArtifactKind, RegistryTemplate>;

  constructor(byKind: ReadonlyMap<ArtifactKind, RegistryTemplate>) {
    this.#byKind = byKind;
  }

  get isEmpty(): boolean {
    return this.#byKind.size === 0;
  }

  /**
   * The tag under which an artifact should be; undefined for kinds that are not looked for in registries.
   *
   * @throws UserError when the template asks for a word that the artifact has not
   */
  referenceOf(localPath: string, context: ArtifactContext, compose: Compose): TaggedReference | undefined {
    const template = this.#byKind.get(context.kind);
    if (template === undefined) {
      return undefined;
    }
    const words = wordsOf(localPath, context, compose);
    const wordOf = (word: Word) => words[word];
    try {
      const { target } = fillRepository(template.repository, wordOf);
      return { target, tag: fillTag(template.tag, wordOf) };
    } catch (error) {
      if (error instanceof MissingWordError) {
        throw refuse(
          `${template.tag.input}: ${show(localPath)} has no {${error.word}}`,
          "use words that all artifacts of the kind have",
        );
      }
      throw error;
    }
  }
}

function wordsOf(
  localPath: string,
  { kind, variant, arch, imageType, fieldName }: ArtifactContext,
  compose: Compose,
): Readonly<Partial<Record<Word, string>>> {
  const type = imageType ?? (kind === "variant_path" ? fieldName : undefined);
  return {
    ...composeWords(compose),
    ...{ variant, arch, kind, metadata_type: kind, path: localPath, name: baseName(localPath) },
    ...(type === undefined ? {} : { type }),
  };
}

export interface SplitUrlMap {
  /** What makes URLs without asking anybody. */
  readonly others: unknown;
  readonly templates: RegistryTemplates;
}

/** A template without a digest: what it names has to be looked up. */
function isTagged(template: unknown): template is string {
  return typeof template === "string" && template.startsWith("oci://") && !template.includes("@");
}

/**
 * Takes out of a url-map what names tags in registries.
 *
 * @param map - the parsed JSON, which need not be what it should be
 * @throws UserError for templates that are none
 */
export function splitUrlMap(map: unknown): SplitUrlMap {
  if (typeof map !== "object" || map === null || Array.isArray(map)) {
    return { others: map, templates: new RegistryTemplates(new Map()) };
  }
  const entries = Object.entries(map);
  const tagged = new Map(
    entries.flatMap(([key, value]) => (isTagged(value) ? [[key, parseTagged(key, value)] as const] : [])),
  );
  const others = Object.fromEntries(entries.filter(([key]) => !tagged.has(key)));
  const byKind = new Map(
    ARTIFACT_KINDS.flatMap((kind) => {
      const template = tagged.get(kind) ?? (kind in others ? undefined : tagged.get("default"));
      return template === undefined ? [] : [[kind, template] as const];
    }),
  );
  const unknown = [...tagged.keys()].find((key) => key !== "default" && !byKind.has(key as ArtifactKind));
  // Whoever checks the rest says what keys there are.
  return {
    others: unknown === undefined ? others : { ...others, [unknown]: "" },
    templates: new RegistryTemplates(byKind),
  };
}

function parseTagged(key: string, text: string): RegistryTemplate {
  const input = `url-map, ${key}`;
  const colon = text.lastIndexOf(":");
  if (colon < text.lastIndexOf("/") || colon === text.length - 1) {
    throw refuse(
      `${input}: ${show(text)} has no tag`,
      "write oci://registry.example.com/name:{variant}-{arch}, as the artifacts were pushed",
    );
  }
  return {
    repository: parseRepositoryTemplate(input, text.slice(0, colon), WORDS),
    tag: parseTemplate(input, text.slice(colon + 1), WORDS),
  };
}
