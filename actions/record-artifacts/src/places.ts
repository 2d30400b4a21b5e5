import {
  baseUrlBuilder,
  encodePath,
  fillTemplate,
  localPathProblem,
  locationUrlProblem,
  MissingDigestError,
  parseTemplate,
  show,
  type Template,
  UrlTemplateError,
  urlTemplate,
} from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { RecordArtifactsInputs } from "./inputs.ts";

/** The kinds of artifacts that are recorded. */
export type RecordedKind = "image" | "rpm" | "extra_file";

/** What templates may say of any artifact. */
const COMMON_WORDS = ["variant", "arch", "kind", "name", "source", "compose_id"] as const;
/** What they may say of artifacts of one kind. */
const OWN_WORDS = {
  image: ["type", "format", "subvariant"],
  rpm: ["category"],
  extra_file: [],
} as const;

type Word = (typeof COMMON_WORDS)[number] | (typeof OWN_WORDS)[RecordedKind][number];

/** The text of every word that there is for an artifact. */
export type Words = Readonly<Partial<Record<Word, string>>> & {
  readonly name: string;
  readonly source: string;
};

/** Where an artifact lies, and where it goes. */
export interface Place {
  readonly localPath: string;
  readonly url: string;
}

/** Gives artifacts of one kind their places. @throws UserError when the place of one cannot be */
export type PlaceOf = (words: Words) => Place;

/** The usual layout of composes. */
function usualLayout(kind: RecordedKind, { format, category }: Words): string {
  switch (kind) {
    case "image":
      return `{variant}/{arch}/${format === "iso" ? "iso" : "images"}/{name}`;
    case "rpm":
      switch (category) {
        case "source":
          return "{variant}/source/tree/Packages/{initial}/{name}";
        case "debug":
          return "{variant}/{arch}/debug/tree/Packages/{initial}/{name}";
        default:
          return "{variant}/{arch}/os/Packages/{initial}/{name}";
      }
    case "extra_file":
      return "{variant}/{arch}/os/{name}";
  }
}

/**
 * Reads the templates of places for artifacts of one kind.
 *
 * @throws UserError for templates that cannot be used
 */
export function readPlaces(
  kind: RecordedKind,
  inputs: Pick<RecordArtifactsInputs, "url" | "base-url" | "local-path">,
): PlaceOf {
  const words: readonly Word[] = [...COMMON_WORDS, ...OWN_WORDS[kind]];
  const localPathOf = readLocalPath(kind, words, inputs["local-path"]);
  const urlOf = readUrl(words, inputs.url, inputs["base-url"]);
  return (values) => {
    const localPath = localPathOf(values);
    const url = urlOf(localPath, values);
    const problem = locationUrlProblem(url);
    if (problem !== undefined) {
      throw refuse(`${show(values.source)}: ${problem}: ${show(url)}`, "choose another url");
    }
    return { localPath, url };
  };
}

function readLocalPath(
  kind: RecordedKind,
  words: readonly Word[],
  given: string | undefined,
): (values: Words) => string {
  const known = [...words, "initial"] as const;
  const parse = (template: string) => usable(() => parseTemplate(template, "local-path", known));
  const chosen = given === undefined ? undefined : parse(given);
  const usual = new Map<string, Template<Word | "initial">>();
  return (values) => {
    let template = chosen;
    if (template === undefined) {
      const layout = usualLayout(kind, values);
      template = usual.get(layout) ?? parse(layout);
      usual.set(layout, template);
    }
    const path = fillTemplate(template, (word) =>
      word === "initial" ? initialOf(values.name) : textOf(values, word),
    );
    const problem = localPathProblem(path);
    if (problem !== undefined) {
      throw refuse(`${show(values.source)}: ${problem}: ${show(path)}`, "choose another local-path");
    }
    return path;
  };
}

function readUrl(
  words: readonly Word[],
  template: string | undefined,
  baseUrl: string | undefined,
): (localPath: string, values: Words) => string {
  if (template !== undefined && baseUrl !== undefined) {
    throw refuse("url and base-url say the same thing in two ways", "leave one of them out");
  }
  if (baseUrl !== undefined) {
    const build = usable(() => baseUrlBuilder(baseUrl));
    return (localPath) => build(localPath, { kind: "image", variant: "", arch: "" });
  }
  if (template === undefined) {
    return (_, { source }) => encodePath(source);
  }
  refuseSignature(template);
  const build = usable(() =>
    urlTemplate(template, "url", [...words, "path"], (word) => (word === "path" ? "path/file" : "word")),
  );
  return (localPath, values) =>
    build((word) => {
      switch (word) {
        case "path":
          return encodePath(localPath);
        case "source":
          return encodePath(values.source);
        default:
          return encodeURIComponent(textOf(values, word));
      }
    });
}

/** What proves to a server that whoever has the URL may read: of signed URLs of the clouds, and of tokens. */
const SIGNATURE =
  /^(?:x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig|(?:access|auth|sas)?[-_]?token|key-pair-id|password|secret|api[-_]?key)$/i;

/** Metadata is read by others, and for longer than such a URL holds. @throws UserError */
function refuseSignature(template: string): void {
  const query = template.split("#", 1)[0]?.split("?").slice(1).join("?") ?? "";
  const name = [...new URLSearchParams(query).keys()].find((key) => SIGNATURE.test(key));
  if (name !== undefined) {
    throw refuse(
      `url: the query has ${show(name)}, which looks like a credential; metadata must not carry any`,
      "name the plain address; who downloads gives credentials of their own",
    );
  }
}

function textOf(values: Words, word: Word): string {
  const text = values[word];
  if (text === undefined) {
    throw new Error(`there is no {${word}}`);
  }
  return text;
}

function initialOf(name: string): string {
  return String.fromCodePoint(name.codePointAt(0) ?? 0).toLowerCase();
}

function usable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MissingDigestError) {
      throw refuse(
        error.message,
        "leave url and base-url out and push the artifacts with push-oci, which writes their URLs; or name the digest of what was pushed",
      );
    }
    if (error instanceof UrlTemplateError) {
      throw refuse(error.message, error.remedy);
    }
    throw error;
  }
}
