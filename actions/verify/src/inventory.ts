import { ClaimTable } from "@compose-actions/compose";
import {
  type Artifact,
  type ArtifactContext,
  baseName,
  type Composeinfo,
  isDirectory,
  isLocation,
  isNevra,
  REPOMD,
  treeFiles,
} from "@compose-actions/metadata";
import { ArtifactRows, groupName, type RowGroup } from "./artifact-rows.ts";
import type { RowKind } from "./artifact-states.ts";
import { ConsistencyLog } from "./consistency.ts";
import { KnownVariants } from "./known-variants.ts";
import { contradictionIn, factsOf, writtenPlace } from "./locations.ts";
import { setAt } from "./set-at.ts";
import type { Settings } from "./settings.ts";
import type { Division } from "./shard.ts";

/** A repository or an installable tree: a directory that describes itself. */
export interface Place {
  readonly path: string;
  /** Where it is listed: first under what is selected. */
  readonly variant: string;
  readonly arch: string;
  readonly selected: boolean;
  /** Whether packages of its variant and arch are. */
  readonly packagesSelected: boolean;
}

const SELECTED = 1;
const IN_RPMS = 2;
const WANTED = 4;

/** Categories of directories that are installable trees. */
export const TREES: ReadonlySet<string> = new Set(["os_tree", "source_tree", "debug_tree"]);

/** Everything that the metadata of a compose names, and what contradicts itself in there. */
export class Inventory {
  readonly table = new ClaimTable();
  readonly rows = new ArtifactRows();
  readonly log = new ConsistencyLog();
  readonly repositories = new Map<string, Place>();
  readonly trees = new Map<string, Place>();
  directories = 0;
  /** Artifacts that are selected, those of other parts among them. */
  selected = 0;
  /** All artifacts. */
  total = 0;
  /** Whether there was an rpms.json. */
  hasRpms = false;
  /** Told of the file of every selected artifact that comes from now on. */
  onSelected: ((file: number) => void) | undefined;
  readonly #settings: Settings;
  readonly #division: Division | undefined;
  readonly #marks: number[] = [];
  /** By file, as the metadata has them; only kept for the remote mode. */
  readonly #urls: string[] = [];
  readonly #otherUrls = new Map<number, Set<string>>();
  readonly #variants = new KnownVariants();

  /** @param division - when only a part of it is to be looked at and told */
  constructor(settings: Settings, division?: Division) {
    this.#settings = settings;
    this.#division = division;
  }

  /** Makes the variants of a composeinfo.json known. */
  knowVariants({ variants }: Pick<Composeinfo<Artifact>, "variants">): void {
    this.#variants.know(variants);
  }

  get hasComposeinfo(): boolean {
    return this.#variants.areKnown;
  }

  /** Takes an artifact, or a directory, of the metadata. */
  add(artifact: Artifact, context: ArtifactContext): void {
    const selected = this.#settings.selector.selects(artifact, context);
    if (isDirectory(context)) {
      this.#addDirectory(artifact, context, selected);
      return;
    }
    const { kind, variant, arch } = context;
    const group: RowGroup = { kind, variant, arch };
    const own = this.#division?.owns(artifact, context, selected) ?? true;
    const mark = this.#count(selected, own);
    if (selected) {
      this.#variants.check(group, this.log);
    }
    if (kind === "variant_path") {
      this.#addRepository(artifact, context, selected);
    }
    const contradiction = contradictionIn(artifact);
    if (contradiction !== undefined) {
      this.log.add("conflicting-facts", {
        path: artifact.localPath,
        message: contradiction,
        group: groupName(group),
      });
    }
    if (isLocation(artifact) && artifact.contents.length > 0) {
      const files = treeFiles(artifact, context).map((file, index) => {
        const number = this.table.add(file.localPath);
        this.claim(number, file.size, file.checksums, group);
        this.#mark(number, mark);
        this.#keepUrl(number, artifact, false, artifact.contents[index]?.layerDigest);
        return number;
      });
      if (own) {
        this.rows.addSeveral(group, artifact.localPath, files, !selected);
      }
      return;
    }
    const { size, checksums } = factsOf(artifact);
    const isRepository = kind === "variant_path";
    const file = this.table.add(isRepository ? `${artifact.localPath}/${REPOMD}` : artifact.localPath);
    this.claim(file, size, checksums, group);
    this.#mark(file, mark | (kind === "rpm" ? IN_RPMS : 0));
    this.#keepUrl(file, artifact, isRepository, undefined);
    if (own) {
      this.rows.add(group, file, { skipped: !selected, mayBeUnrooted: isRepository });
    }
    if (selected && own) {
      this.onSelected?.(file);
    }
    if (kind === "rpm" && selected) {
      this.#checkName(artifact.localPath, context.fieldName ?? "", group);
    }
  }

  /** Takes a file that a repository or a tree names. Returns its number. */
  addListed(
    path: string,
    facts: { readonly size: number | null; readonly checksum: string | null },
    kind: RowKind,
    { path: place, variant, arch, selected }: Pick<Place, "path" | "variant" | "arch" | "selected">,
    mayBeUnrooted = false,
  ): number {
    const group: RowGroup = { kind, variant, arch };
    const file = this.table.add(path);
    this.claim(file, facts.size, singleChecksum(facts.checksum), group);
    const own = this.#division?.ownsListed(path, place, selected) ?? true;
    this.#mark(file, this.#count(selected, own));
    if (own) {
      this.rows.add(group, file, { skipped: !selected, mayBeUnrooted });
    }
    return file;
  }

  /** Adds to what is said of a file, noting contradictions. */
  claim(file: number, size: number | null, checksums: readonly string[], group: RowGroup): void {
    const problem = this.table.claim(file, size, checksums);
    if (problem !== undefined) {
      this.log.add("conflicting-facts", {
        path: this.table.path(file),
        message: problem,
        group: groupName(group),
      });
    }
  }

  /** To be called when everything is in. */
  finish(): void {
    for (const { path, problem } of this.table.misplaced()) {
      this.log.add("misplaced-file", { path, message: problem, group: "paths" });
    }
  }

  /**
   * Where the metadata says that a file is, as it is written there: the URL of the file or, of a repository's
   * repomd.xml, that of the repository; nothing for a file of 1.x. In a registry with what {@link writtenPlace} adds.
   */
  urls(file: number): readonly string[] {
    const url = this.#urls[file];
    return url === undefined ? [] : [url, ...(this.#otherUrls.get(file) ?? [])];
  }

  isSelected(file: number): boolean {
    return ((this.#marks[file] ?? 0) & SELECTED) !== 0;
  }

  /** Whether the file is to be looked at: it is selected, and not another part's. */
  isWanted(file: number): boolean {
    return ((this.#marks[file] ?? 0) & WANTED) !== 0;
  }

  /** Whether rpms.json lists the file. */
  isInRpms(file: number): boolean {
    return ((this.#marks[file] ?? 0) & IN_RPMS) !== 0;
  }

  /** Whether a package that only a repository lists is selected. */
  selectsPackage(localPath: string, { variant, arch }: Place): boolean {
    return this.#settings.selector.selects(
      { localPath, size: null, checksums: NO_CHECKSUMS },
      { kind: "rpm", variant, arch },
    );
  }

  #keepUrl(file: number, artifact: Artifact, isRepository: boolean, layer: string | undefined): void {
    if (this.#settings.mode === "local" || !isLocation(artifact)) {
      return;
    }
    const url = writtenPlace(artifact.url, isRepository, layer);
    const known = this.#urls[file];
    if (known === undefined) {
      this.#urls[file] = url;
    } else if (known !== url) {
      const others = this.#otherUrls.get(file) ?? new Set();
      this.#otherUrls.set(file, others.add(url));
    }
  }

  /** @returns the marks of its files */
  #count(selected: boolean, own: boolean): number {
    this.total += 1;
    this.selected += selected ? 1 : 0;
    return (selected ? SELECTED : 0) | (selected && own ? WANTED : 0);
  }

  #mark(file: number, marks: number): void {
    setAt(this.#marks, file, (this.#marks[file] ?? 0) | marks, 0);
  }

  #addDirectory(artifact: Artifact, context: ArtifactContext, selected: boolean): void {
    this.directories += 1;
    if (TREES.has(context.fieldName ?? "")) {
      this.#addPlace(this.trees, artifact.localPath, context, selected);
    }
  }

  #addRepository(artifact: Artifact, context: ArtifactContext, selected: boolean): void {
    this.#addPlace(this.repositories, artifact.localPath, context, selected);
  }

  #addPlace(
    places: Map<string, Place>,
    path: string,
    { variant, arch }: ArtifactContext,
    selected: boolean,
  ): void {
    const packagesSelected = this.#settings.selectsPackages(variant, arch);
    const known = places.get(path);
    const better =
      known === undefined || (selected && !known.selected) || (packagesSelected && !known.packagesSelected);
    places.set(path, {
      path,
      variant: better ? variant : known.variant,
      arch: better ? arch : known.arch,
      selected: selected || known?.selected === true,
      packagesSelected: packagesSelected || known?.packagesSelected === true,
    });
  }

  /** The file of a package is called name-version-release.arch.rpm. */
  #checkName(localPath: string, nevra: string, group: RowGroup): void {
    if (!isNevra(nevra)) {
      // The reader of the metadata says so.
      return;
    }
    const expected = packageFileName(nevra);
    const start = localPath.length - expected.length;
    if (localPath.endsWith(expected) && (start === 0 || localPath[start - 1] === "/")) {
      return;
    }
    this.log.add("package-name", {
      path: localPath,
      message: `the package is ${nevra}, whose file would be ${expected}, not ${baseName(localPath)}`,
      group: groupName(group),
    });
  }
}

function packageFileName(nevra: string): string {
  const colon = nevra.lastIndexOf(":");
  return `${nevra.slice(0, nevra.lastIndexOf("-", colon))}-${nevra.slice(colon + 1)}.rpm`;
}

const NO_CHECKSUMS: readonly string[] = [];

function singleChecksum(checksum: string | null): readonly string[] {
  return checksum === null ? NO_CHECKSUMS : [checksum];
}
