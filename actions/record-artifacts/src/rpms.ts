import {
  nevraText,
  type RpmPackage,
  rpmCategory,
  type SourceNevra,
  sigkeysOf,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  type Location,
  type Nevra,
  parseNevra,
  type Rpm,
  show,
} from "@compose-actions/metadata";
import { fault } from "@compose-actions/step";
import type { ReadFile } from "./files.ts";

/** What is known of a package besides where it lies. */
export interface RpmFacts extends Omit<Rpm<Location>, "artifact"> {
  readonly nevra: string;
  /** NEVRA of the source package that it is listed under: its own when it is one. */
  readonly source: string;
}

/**
 * What rpms.json says of packages, in their order.
 *
 * @param known - metadata of the same compose, which may know the source packages
 * @throws UserError when one package is there twice
 */
export function factsOfRpms(
  files: readonly ReadFile<RpmPackage>[],
  known: readonly AnyMetadata[],
): readonly RpmFacts[] {
  refuseTwins(files);
  const epochs = new SourceEpochs(files, known);
  return files.map(({ content }) => {
    const nevra = nevraText(content.nevra);
    const sigkeys = sigkeysOf(content);
    return {
      nevra,
      source:
        content.source === null
          ? nevra
          : nevraText({ ...content.source, epoch: epochs.of(content.source, content.nevra) }),
      category: rpmCategory(content),
      // As the reference has it: readers of 1.x know one key.
      sigkey: sigkeys[0] ?? null,
      sigkeys,
    };
  });
}

function refuseTwins(files: readonly ReadFile<RpmPackage>[]): void {
  const first = new Map<string, string>();
  const twins: string[] = [];
  for (const { source, content } of files) {
    const nevra = nevraText(content.nevra);
    const other = first.get(nevra);
    if (other !== undefined) {
      twins.push(`${nevra}: ${show(other)} and ${show(source)}`);
    }
    first.set(nevra, other ?? source);
  }
  if (twins.length > 0) {
    throw fault("rpms: the same package is there twice", "let the globs match one file of each", twins);
  }
}

/**
 * The epochs of source packages. Packages before format 6 name their source package without it; then it is that of the
 * source package itself, where that is recorded too, else that of a package that was built from it: one of the same
 * version and release if there is any, since packages with versions of their own have epochs of their own.
 */
class SourceEpochs {
  readonly #bySource = new Map<string, number>();

  constructor(files: readonly ReadFile<RpmPackage>[], known: readonly AnyMetadata[]) {
    for (const { name, epoch, version, release, arch } of sourcesIn(known)) {
      this.#learn({ name, version, release, arch }, epoch);
    }
    const packages = files.map(({ content }) => content);
    for (const { nevra, source } of packages) {
      this.#learn(source ?? nevra, source === null ? nevra.epoch : source.epoch);
    }
    const built = packages.flatMap(({ nevra, source }) =>
      source !== null && nevra.version === source.version && nevra.release === source.release
        ? [{ nevra, source }]
        : [],
    );
    const namesakes = built.filter(({ nevra, source }) => nevra.name === source.name);
    for (const { nevra, source } of [...namesakes, ...built]) {
      this.#learn(source, nevra.epoch);
    }
  }

  of(source: SourceNevra, builtFrom: Nevra): number {
    return source.epoch ?? this.#bySource.get(keyOf(source)) ?? builtFrom.epoch;
  }

  #learn(source: Omit<Nevra, "epoch">, epoch: number | null): void {
    const key = keyOf(source);
    if (epoch !== null && !this.#bySource.has(key)) {
      this.#bySource.set(key, epoch);
    }
  }
}

function keyOf({ name, version, release, arch }: Omit<Nevra, "epoch">): string {
  return `${name}-${version}-${release}.${arch}`;
}

/** The source packages that metadata lists packages under. */
function* sourcesIn(known: readonly AnyMetadata[]): Generator<Nevra> {
  for (const metadata of known) {
    if (metadata.type === "rpms") {
      for (const arches of metadata.rpms.values()) {
        for (const groups of arches.values()) {
          for (const source of groups.keys()) {
            const nevra = parseNevra(source);
            if (nevra !== undefined) {
              yield nevra;
            }
          }
        }
      }
    }
  }
}
