import { createHash } from "node:crypto";

/** As many parts as a matrix of GitHub has jobs. */
export const MAX_SHARDS = 256;

/** One part of several, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What is not divided: an artifact, or several that have the same content or belong together. */
export interface ShardUnit {
  /** What tells it from others. Units of one key are one unit, whose content counts once. */
  readonly key: string;
  /** Which of the files in the unit this is, when there are several: each counts once. */
  readonly file?: string;
  /** 0 when nobody knows. */
  readonly bytes: number;
  /** Files in it whose size nobody knows; for the plan each counts like a middling package. */
  readonly unknown?: number;
  /** The artifacts in it by their names, every record of one for itself. */
  readonly artifacts: readonly string[];
}

/**
 * What tells the record of an artifact from all others.
 *
 * @param claims - what else makes it another artifact
 */
export function artifactName(
  { kind, variant, arch, fieldName = "" }: ShardedArtifact,
  localPath: string,
  ...claims: readonly unknown[]
): string {
  return JSON.stringify([kind, variant, arch, fieldName, localPath, ...claims]);
}

/** Where metadata has an artifact. */
export interface ShardedArtifact {
  readonly kind: string;
  readonly variant: string;
  readonly arch: string;
  readonly fieldName?: string;
}

/** How much a part, or the whole, has to do. */
export interface ShardAmounts {
  readonly artifacts: number;
  readonly bytes: number;
}

/** Work that is divided. */
export interface ShardPlan extends ShardAmounts {
  /** `sha256:…` of the step, the number of parts, all that is divided and the basis: other work has another id. */
  readonly id: string;
  readonly count: number;
  /** In order, as many as `count`. */
  readonly parts: readonly ShardAmounts[];
  /** Which part has the unit of this key, from 1; undefined for what is not in the plan. */
  partOf(key: string): number | undefined;
}

/** The part that `i/n` names; undefined when it is none. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= MAX_SHARDS ? shard : undefined;
}

/** As {@link parseShard} reads it. */
export function formatShard({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/**
 * All that is to be divided, each key once, the largest first. Making it is most of the work of planning: what is
 * planned more than once is made once.
 */
export class ShardUnits {
  readonly all: readonly ShardUnit[];
  /** About how many bytes there are, where not all sizes are known. */
  readonly expectedBytes: number;
  /** Stands for all of it, in whatever order it came. */
  readonly digest: string;
  readonly #places: ReadonlyMap<string, number>;

  constructor(units: Iterable<ShardUnit>) {
    this.all = joined(units).sort(largestFirst);
    this.expectedBytes = this.all.reduce((sum, unit) => sum + expectedBytesOf(unit), 0);
    this.digest = digestOf(this.all);
    this.#places = new Map(this.all.map(({ key }, place) => [key, place]));
  }

  /** Where the unit of this key is in the list. */
  placeOf(key: string): number | undefined {
    return this.#places.get(key);
  }
}

/**
 * Divides work: the largest unit first, each to the part that has least, so that no part has more than the mean and
 * one unit. The same units make the same parts everywhere, in whatever order they come.
 *
 * @param step - what is done with them, for the id
 * @param basis - what else decides the outcome, such as the metadata that was read: it makes another id, and the same
 *   parts
 */
export function planShards(
  step: string,
  units: ShardUnits | Iterable<ShardUnit>,
  count: number,
  basis: ShardBasis = {},
): ShardPlan {
  const whole = unitsOf(units);
  const loads = new Loads(count);
  const parts = Array.from({ length: count }, () => ({ artifacts: 0, bytes: 0 }));
  const homes = new Uint16Array(whole.all.length);
  for (const [place, unit] of whole.all.entries()) {
    const { bytes, artifacts } = unit;
    const home = loads.add(expectedBytesOf(unit));
    homes[place] = home + 1;
    const part = parts[home] as (typeof parts)[number];
    part.artifacts += artifacts.length;
    part.bytes += bytes;
  }
  const id = createHash("sha256")
    .update(JSON.stringify([step, count, whole.digest, entriesOf(basis)]))
    .digest("hex");
  return {
    id: `sha256:${id}`,
    count,
    ...sumOf(parts),
    parts,
    partOf: (key) => homes[whole.placeOf(key) ?? homes.length],
  };
}

/** Texts, numbers and switches by their names. */
export type ShardBasis = Readonly<Record<string, string | number | boolean | undefined>>;

/** In an order of their own; what is absent says nothing. */
function entriesOf(basis: ShardBasis): readonly (readonly [string, unknown])[] {
  return Object.entries(basis)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compare(a, b));
}

function unitsOf(units: ShardUnits | Iterable<ShardUnit>): ShardUnits {
  return units instanceof ShardUnits ? units : new ShardUnits(units);
}

/** How many parts were asked for. */
export interface ShardsWanted {
  readonly shards?: number | undefined;
  /** Bytes of a part. */
  readonly shardSize?: number | undefined;
}

/** How many parts to make: at least one, and none that is bound to be empty. */
export function countShards(
  units: ShardUnits | Iterable<ShardUnit>,
  { shards, shardSize }: ShardsWanted,
): number {
  const { all, expectedBytes: bytes } = unitsOf(units);
  const most = Math.min(shards ?? MAX_SHARDS, MAX_SHARDS, all.length);
  return Math.max(1, Math.min(most, shardSize === undefined ? most : Math.ceil(bytes / shardSize)));
}

/** The parts as a matrix of jobs: `matrix: ${{ fromJSON(…) }}`. */
export function matrixOf({ count, parts }: ShardPlan): string {
  const include = parts.map(({ artifacts, bytes }, at) => ({
    shard: formatShard({ index: at + 1, count }),
    artifacts,
    bytes,
  }));
  return JSON.stringify({ include });
}

/** What several parts have to do together. */
export function sumOf(parts: readonly ShardAmounts[]): ShardAmounts {
  return {
    artifacts: parts.reduce((sum, part) => sum + part.artifacts, 0),
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
  };
}

/** Each key once; most are. */
function joined(units: Iterable<ShardUnit>): ShardUnit[] {
  return [...Map.groupBy(units, ({ key }) => key)].map(([key, same]) =>
    same.length === 1 ? (same[0] as ShardUnit) : asOne(key, same),
  );
}

/** The same file may be known better in one place than in another. */
function asOne(key: string, same: readonly ShardUnit[]): ShardUnit {
  const unit = { key, bytes: 0, unknown: 0, artifacts: same.flatMap(({ artifacts }) => artifacts) };
  for (const mentions of Map.groupBy(same, ({ file }) => file).values()) {
    unit.bytes += mentions.reduce((most, { bytes }) => Math.max(most, bytes), 0);
    unit.unknown += mentions.reduce((least, { unknown = 0 }) => Math.min(least, unknown), Infinity);
  }
  return unit;
}

function largestFirst(a: ShardUnit, b: ShardUnit): number {
  return expectedBytesOf(b) - expectedBytesOf(a) || compare(a.key, b.key);
}

/** About what a package of a distribution has: those are what metadata of 1.x does not know the sizes of. */
const UNKNOWN_BYTES = 1_000_000;

function expectedBytesOf({ bytes, unknown = 0 }: ShardUnit): number {
  return bytes + unknown * UNKNOWN_BYTES;
}

/** By code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digestOf(units: readonly ShardUnit[]): string {
  const hash = createHash("sha256");
  for (const { key, bytes, unknown = 0, artifacts } of units) {
    hash.update(`${JSON.stringify([key, bytes, unknown, [...artifacts].sort(compare)])}\n`);
  }
  return hash.digest("hex");
}

/** A small unit costs time too. */
const UNIT_COST = 50_000;

interface Load {
  readonly part: number;
  load: number;
}

/** Which part has least: a binary heap of the parts by their load, then their number. */
class Loads {
  readonly #heap: Load[];

  constructor(count: number) {
    this.#heap = Array.from({ length: count }, (_, part) => ({ part, load: 0 }));
  }

  /** @returns the part that gets it, from 0 */
  add(bytes: number): number {
    const top = this.#heap[0] as Load;
    top.load += bytes + UNIT_COST;
    this.#sink();
    return top.part;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && this.#before(left, least)) {
        least = left;
      }
      if (right < heap.length && this.#before(right, least)) {
        least = right;
      }
      if (least === at) {
        return;
      }
      [heap[at], heap[least]] = [heap[least] as Load, heap[at] as Load];
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a] as Load, this.#heap[b] as Load];
    return x.load < y.load || (x.load === y.load && x.part < y.part);
  }
}
