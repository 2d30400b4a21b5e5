import { createHash } from "node:crypto";
import type { Artifact, ArtifactKind, Compose } from "@compose-actions/metadata";
import { type ManifestCaps, parseRepositoryTemplate, parseTemplate } from "@compose-actions/oci";
import type { ChosenArtifact } from "../../src/chosen-artifact.ts";
import { readLayouts } from "../../src/layouts.ts";
import { LocalFile } from "../../src/local-file.ts";
import { makeParcels, type Parcels } from "../../src/parcels.ts";
import { makePlan, type Plan } from "../../src/plan.ts";
import { WORDS } from "../../src/words.ts";

export const COMPOSE: Compose = {
  id: "Fedora-41-20260204.0",
  date: "20260204",
  type: "production",
  respin: 0,
  label: null,
  final: false,
};

export interface Described {
  readonly path: string;
  readonly content?: string;
  readonly kind?: ArtifactKind;
  readonly variant?: string;
  readonly arch?: string;
  readonly imageType?: string;
  readonly subvariant?: string;
  readonly format?: string;
  /** Of a repository or a set: its files by path below it. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Artifacts whose files were hashed. The same path is the same file. */
export function artifacts(described: readonly Described[]): ChosenArtifact[] {
  const files = new Map<string, LocalFile>();
  const file = (path: string, content: string) => {
    const known = files.get(path) ?? hashed(path, content);
    files.set(path, known);
    return known;
  };
  return described.map((one) => {
    const {
      path,
      kind = "extra_file",
      variant = "Server",
      arch = "x86_64",
      imageType,
      subvariant,
      format,
    } = one;
    const own = one.files;
    return {
      kind,
      variant,
      arch,
      ...(imageType === undefined ? {} : { imageType }),
      ...(subvariant === undefined ? {} : { subvariant }),
      ...(format === undefined ? {} : { format }),
      ...(kind === "variant_path" ? { fieldName: "repository" } : {}),
      artifact: { localPath: path, size: null, checksums: [] } satisfies Artifact,
      localPath: path,
      isSet: own !== undefined,
      files: new Set(
        own === undefined
          ? [file(path, one.content ?? path)]
          : Object.entries(own).map(([name, content]) => file(`${path}/${name}`, content)),
      ),
    };
  });
}

function hashed(path: string, content: string): LocalFile {
  const file = new LocalFile(path);
  const size = BigInt(content.length);
  file.wasLookedAt = true;
  file.seen = { path: `/compose/${path}`, inode: { dev: 0n, ino: 0n, size, mtimeNs: 0n } };
  file.settle(`sha256:${createHash("sha256").update(content).digest("hex")}`);
  return file;
}

export interface Asked {
  readonly repository?: string;
  readonly tag?: string;
  readonly layout?: string;
  readonly caps?: Partial<ManifestCaps>;
}

export interface Planned {
  readonly parcels: Parcels;
  readonly plan: Plan;
}

export function planned(chosen: readonly ChosenArtifact[], asked: Asked = {}): Planned {
  const {
    repository = "r.example/compose",
    tag = "{compose_id}-{kind}-{path}",
    layout = "file",
    caps,
  } = asked;
  const parcels = makeParcels(chosen, {
    compose: COMPOSE,
    layouts: readLayouts(layout.split(",")),
    repository: parseRepositoryTemplate("repository", repository, WORDS),
    tag: parseTemplate("tag", tag, WORDS),
  });
  const options = { artifactType: "application/vnd.test", annotations: {} };
  const plan = makePlan(parcels.all, options, () => ({ layers: 1000, bytes: 4_000_000, ...caps }));
  return { parcels, plan };
}

/** What a plan is, as text: target and tag, and the paths below it. */
export function shown({ plan }: Planned): string[] {
  return plan.manifests.map(
    ({ target, tag, files }) => `${target}:${tag} ${files.map(({ localPath }) => localPath).join(" ")}`,
  );
}
