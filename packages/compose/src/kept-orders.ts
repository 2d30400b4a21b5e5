import { type ArtifactContext, compareCodePoints } from "@compose-actions/metadata";

interface List {
  readonly keys: Set<string>;
  last: string | undefined;
  isSorted: boolean;
}

/**
 * Keeps lists whole whose order would be lost when they are divided. Extra files stay in the order in which the
 * metadata lists them; what several jobs have made of one list is sorted by path, since nobody knows better. A list in
 * another order is therefore the work of one job.
 */
export class KeptOrders {
  readonly #lists = new Map<string, List>();

  /**
   * Takes an artifact, in the order in which the metadata has them.
   *
   * @param key - of the work that it belongs to
   */
  add({ kind, variant, arch }: ArtifactContext, path: string, key: string): void {
    if (kind !== "extra_file") {
      return;
    }
    const name = JSON.stringify([variant, arch]);
    const list = this.#lists.get(name) ?? { keys: new Set(), last: undefined, isSorted: true };
    this.#lists.set(name, list);
    list.keys.add(key);
    list.isSorted &&= list.last === undefined || compareCodePoints(list.last, path) < 0;
    list.last = path;
  }

  /** The keys under which work is divided: what must stay together has the least of its own keys. */
  keys(): (key: string) => string {
    const leaders = new Map<string, string>();
    const leaderOf = (key: string): string => {
      let leader = key;
      for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) {
        leader = next;
      }
      // The next one has a shorter way.
      if (leader !== key) {
        leaders.set(key, leader);
      }
      return leader;
    };
    for (const { keys, isSorted } of this.#lists.values()) {
      const [first, ...others] = isSorted ? [] : keys;
      for (const other of first === undefined ? [] : others) {
        const pair = [leaderOf(first as string), leaderOf(other)].sort(compareCodePoints) as [string, string];
        if (pair[0] !== pair[1]) {
          leaders.set(pair[1], pair[0]);
        }
      }
    }
    return leaderOf;
  }
}
