import { type ArtifactContext, compareCodePoints } from "@compose-actions/metadata";
import { Groups } from "./groups.ts";

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
    const groups = new Groups();
    for (const { keys, isSorted } of this.#lists.values()) {
      groups.join(isSorted ? [] : [...keys]);
    }
    return (key) => groups.of(key) ?? key;
  }
}
