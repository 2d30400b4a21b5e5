import type { PlanFile } from "./plan-file.ts";
import type { Shard } from "./settings.ts";
import { contentKey } from "./trust.ts";

/**
 * The files of one part of several: the largest first, each to the part that has least, so that parts are of equal
 * size. Files of the same content stay together, since they are downloaded once. The same files make the same parts
 * everywhere.
 */
export function filesOfShard(files: readonly PlanFile[], { index, count }: Shard): PlanFile[] {
  const groups = new Map<string, PlanFile[]>();
  for (const file of files) {
    const key = contentKey(file) ?? ` ${file.localPath}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [file]);
    } else {
      group.push(file);
    }
  }
  const sorted = [...groups]
    .map(([key, group]) => ({ key, group, size: group[0]?.size ?? 0 }))
    .sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const heap = new Loads(count);
  return sorted.flatMap(({ group, size }) => (heap.add(size) === index - 1 ? group : []));
}

/** A small file costs time too. */
const FILE_COST = 50_000;

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

  /** @returns the part that gets it */
  add(size: number): number {
    const top = this.#heap[0] as Load;
    top.load += size + FILE_COST;
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
