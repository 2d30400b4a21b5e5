import {
  type ArtifactKind,
  baseName,
  type Compose,
  compareCodePoints,
  show,
} from "@compose-actions/metadata";
import {
  type ComposeWord,
  composeWords,
  fillRepository,
  fillTag,
  MissingWordError,
  type RepositoryTemplate,
  type Template,
} from "@compose-actions/oci";
import { refuse } from "@compose-actions/step";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { Layout, Layouts } from "./layouts.ts";
import type { LocalFile } from "./local-file.ts";
import { inSets } from "./sets.ts";
import { bundleWords, comparePlaces, type Word, type Words, wordsOf } from "./words.ts";

/** What goes to one place under one tag, before it is known which manifests it takes. */
export interface Parcel {
  readonly layout: Layout;
  readonly kind: ArtifactKind;
  /** As repositories are opened. */
  readonly target: string;
  /** The tag; with something behind it where the parcel takes several manifests. */
  readonly tag: (suffix?: string) => string;
  /** Sorted by path. */
  readonly files: readonly LocalFile[];
  /** Of a set, the directory that its files lie in. */
  readonly directory?: string;
}

export interface ParcelOptions {
  readonly compose: Compose;
  readonly layouts: Layouts;
  readonly repository: RepositoryTemplate<Word>;
  readonly tag: Template<Word>;
}

export interface Parcels {
  readonly all: readonly Parcel[];
  /** Where each artifact goes. */
  readonly of: ReadonlyMap<ChosenArtifact, Parcel>;
  /** Names that were made to fit, as they were meant and as they are. */
  readonly fitted: readonly (readonly [meant: string, target: string])[];
}

/** Artifacts that go together, the first of them giving the words. */
interface Group {
  readonly layout: Layout;
  readonly words: Words;
  readonly artifacts: ChosenArtifact[];
  readonly files: Set<LocalFile>;
  readonly directory?: string;
}

/**
 * Says where everything goes. A file has one place however often it is named, and so has a set. Pure: the same artifacts
 * in any order give the same.
 *
 * @throws UserError when templates do not fit the artifacts, or names coincide that were meant to differ
 */
export function makeParcels(artifacts: readonly ChosenArtifact[], options: ParcelOptions): Parcels {
  const sorted = artifacts.toSorted(comparePlaces);
  const places = new Places(options);
  const of = new Map<ChosenArtifact, Parcel>();
  const all: Parcel[] = [];
  for (const { artifacts: members, files, ...group } of groupsOf(sorted, options.layouts)) {
    const parcel = {
      ...places.of(group, members[0]?.kind as ArtifactKind),
      files: [...files].sort((a, b) => compareCodePoints(a.localPath, b.localPath)),
    };
    all.push(parcel);
    for (const member of members) {
      of.set(member, parcel);
    }
  }
  return { all, of, fitted: places.fitted };
}

function groupsOf(artifacts: readonly ChosenArtifact[], layouts: Layouts): Group[] {
  const groups = new Map<string, Group>();
  const add = (
    key: readonly string[],
    artifact: ChosenArtifact,
    group: Omit<Group, "artifacts" | "files">,
  ) => {
    const name = JSON.stringify(key);
    const known = groups.get(name) ?? { ...group, artifacts: [], files: new Set() };
    groups.set(name, known);
    known.artifacts.push(artifact);
    for (const file of artifact.files) {
      known.files.add(file);
    }
  };
  for (const artifact of artifacts.filter(({ isSet }) => isSet)) {
    const directory = artifact.localPath;
    const paths = [...artifact.files].map(({ localPath }) => localPath);
    add(["set", directory, ...paths], artifact, {
      layout: "set",
      words: wordsOf(artifact, directory),
      directory,
    });
  }
  const single = artifacts.filter(({ isSet }) => !isSet);
  const sets = inSets(single.filter(({ kind }) => layouts[kind] === "set"));
  for (const { directory, artifacts: members } of sets) {
    const paths = members.map(({ localPath }) => localPath).sort(compareCodePoints);
    for (const artifact of members) {
      const { variant, arch, kind } = artifact;
      const words = { variant, arch, kind, name: baseName(directory), path: directory };
      add(["files", directory, ...paths], artifact, { layout: "set", words, directory });
    }
  }
  const inSet = new Set(sets.flatMap((set) => set.artifacts));
  const leaders = new Map<string, ChosenArtifact>();
  for (const artifact of single.filter((one) => !inSet.has(one))) {
    const leader = leaders.get(artifact.localPath) ?? artifact;
    leaders.set(artifact.localPath, leader);
    if (layouts[leader.kind] === "bundle") {
      add(["bundle", leader.kind, leader.variant, leader.arch], artifact, {
        layout: "bundle",
        words: bundleWords(leader),
      });
    } else {
      add(["file", artifact.localPath], artifact, {
        layout: "file",
        words: wordsOf(leader, artifact.localPath),
      });
    }
  }
  return [...groups.values()];
}

/** Fills the templates. */
class Places {
  readonly #options: ParcelOptions;
  readonly #composeWords: Readonly<Partial<Record<ComposeWord, string>>>;
  /** Target → what was meant by it. */
  readonly #meant = new Map<string, string>();

  constructor(options: ParcelOptions) {
    this.#options = options;
    this.#composeWords = composeWords(options.compose);
  }

  get fitted(): readonly (readonly [string, string])[] {
    return [...this.#meant]
      .filter(([target, meant]) => target !== meant)
      .map(([target, meant]) => [meant, target]);
  }

  of(
    { layout, words, directory }: Omit<Group, "artifacts" | "files">,
    kind: ArtifactKind,
  ): Omit<Parcel, "files"> {
    const { repository, tag } = this.#options;
    const known: Readonly<Partial<Record<Word, string>>> = { ...this.#composeWords, ...words };
    const wordOf = (word: Word) => known[word];
    const what = `${layout === "file" ? kind : `${layout} of ${kind}`} ${show(words.path ?? "")}`;
    const { target, meant } = saying(repository.rest.input, what, () => fillRepository(repository, wordOf));
    const other = this.#meant.get(target) ?? meant;
    if (other !== meant) {
      throw refuse(
        `repository: ${show(other)} and ${show(meant)} are both ${show(target)}, since names of repositories are in lower case`,
        "use other placeholders, or push them one after the other to repositories that differ",
      );
    }
    this.#meant.set(target, meant);
    // That all words are there is told now, and not when the tag is needed.
    const whole = saying(tag.input, what, () => fillTag(tag, wordOf));
    return {
      layout,
      kind,
      target,
      tag: (suffix) => (suffix === undefined ? whole : fillTag(tag, wordOf, suffix)),
      ...(directory === undefined ? {} : { directory }),
    };
  }
}

function saying<T>(input: string, what: string, fill: () => T): T {
  try {
    return fill();
  } catch (error) {
    if (error instanceof MissingWordError) {
      throw refuse(
        `${input}: there is no {${error.word}} for the ${what}`,
        "use placeholders that all artifacts have, or push kind after kind with the input kinds",
      );
    }
    throw error;
  }
}
