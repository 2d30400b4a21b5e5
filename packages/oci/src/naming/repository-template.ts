import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { refuseUserInfo } from "../reference.ts";
import { fillTemplate, parseTemplate, type Template, type WordOf } from "./template.ts";

const LAYOUT = "oci-layout:";

/** Where artifacts go: the repository of a registry, or a layout directory, for everything that has the same words. */
export interface RepositoryTemplate<Word extends string> {
  readonly kind: "registry" | "directory";
  /** What stands before the part that is made to fit: the registry and a slash, or `oci-layout:`. */
  readonly start: string;
  readonly rest: Template<Word>;
}

/** A target that a template gave. */
export interface NamedTarget {
  /** `registry/name`, or `oci-layout:directory`. */
  readonly target: string;
  /** The same before it was made to fit: two that differ here are two places that the user meant. */
  readonly meant: string;
}

/**
 * Reads the template of a repository, `registry[:port]/name` with or without `oci://` before it, or
 * `oci-layout:directory`. The registry is named in full: metadata does not choose the host that gets a credential.
 *
 * @throws UserError
 */
export function parseRepositoryTemplate<const Word extends string>(
  input: string,
  text: string,
  words: readonly Word[],
): RepositoryTemplate<Word> {
  refuseUserInfo(input, text);
  if (text.startsWith(LAYOUT)) {
    const directory = text.slice(LAYOUT.length);
    if (directory === "") {
      throw refuse(`${input}: ${show(text)} names no directory`, "write oci-layout:directory");
    }
    return { kind: "directory", start: LAYOUT, rest: parseTemplate(input, directory, words) };
  }
  if (/^https?:\/\//i.test(text)) {
    throw refuse(
      `${input}: ${show(text)} is the address of a web page`,
      "leave out what is before the registry: registry.example.com/name",
    );
  }
  const [, scheme = "", registry = "", name = ""] = /^(oci:\/\/)?([^/]*)\/(.*)$/s.exec(text) ?? [];
  if (registry === "" || name === "") {
    throw refuse(
      `${input}: ${show(text)} names no repository`,
      "write registry.example.com/name, or oci-layout:directory",
    );
  }
  if (registry.includes("{")) {
    throw refuse(
      `${input}: the registry in ${show(text)} must be named in full`,
      "placeholders are for the part behind the first slash",
    );
  }
  const rest = parseTemplate(input, name, words);
  const odd = rest.parts.find((part) => typeof part === "string" && /[^A-Za-z0-9._/-]/.test(part));
  if (odd !== undefined) {
    throw refuse(
      `${input}: ${show(text.slice(scheme.length))} is no name of a repository`,
      "it has letters, digits and . _ - between slashes; the tag is an input of its own",
    );
  }
  return { kind: "registry", start: `${registry}/`, rest };
}

/**
 * The target that a template gives. Words are made to fit the grammar of repositories: lower case, and single
 * separators between letters and digits; of the name of a directory only the words are.
 *
 * @throws MissingWordError; UserError when nothing of a part is left
 */
export function fillRepository<Word extends string>(
  { kind, start, rest }: RepositoryTemplate<Word>,
  wordOf: WordOf<Word>,
): NamedTarget {
  const meant = `${start}${fillTemplate(rest, wordOf)}`;
  if (kind === "directory") {
    const fit = (value: string) => nonEmpty(fitting(value.replaceAll("/", "-")), rest.input, value);
    return { target: `${start}${fillTemplate(rest, wordOf, fit)}`, meant };
  }
  const parts = meant.slice(start.length).split("/");
  return { target: start + parts.map((part) => nonEmpty(fitting(part), rest.input, meant)).join("/"), meant };
}

function nonEmpty(part: string, input: string, meant: string): string {
  if (part === "") {
    throw refuse(
      `${input}: ${show(meant)} cannot be the name of a repository`,
      "between slashes there must be letters or digits",
    );
  }
  return part;
}

/** A part of a name between slashes, as repositories may have it (distribution-spec 1.1.1, "Pulling manifests"). */
function fitting(part: string): string {
  return part
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/[._-]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
    .replace(/^[._-]+|[._-]+$/g, "");
}
