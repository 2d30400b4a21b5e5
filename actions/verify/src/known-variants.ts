import type { Artifact, Composeinfo } from "@compose-actions/metadata";
import { groupName, type RowGroup } from "./artifact-rows.ts";
import type { ConsistencyLog } from "./consistency.ts";

/** The variants and arches of a composeinfo.json, which other files may name wrongly. */
export class KnownVariants {
  /** Variant → its arches; undefined without a composeinfo.json. */
  #known: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  readonly #seen = new Set<string>();
  /** Artifacts come by group. */
  #last: RowGroup | undefined;

  know(variants: Composeinfo<Artifact>["variants"]): void {
    this.#known = new Map([...variants].map(([uid, { arches }]) => [uid, new Set(arches)]));
  }

  get areKnown(): boolean {
    return this.#known !== undefined;
  }

  /** Notes a variant or an arch that is not known, once for each kind of artifact. */
  check(group: RowGroup, log: ConsistencyLog): void {
    const { kind, variant, arch } = group;
    const last = this.#last;
    if (
      this.#known === undefined ||
      (last?.variant === variant && last.arch === arch && last.kind === kind)
    ) {
      return;
    }
    this.#last = group;
    const pair = `${variant}\0${arch}\0${kind}`;
    if (this.#seen.has(pair)) {
      return;
    }
    this.#seen.add(pair);
    const arches = this.#known.get(variant);
    if (arches === undefined) {
      log.add("unknown-variant", {
        path: variant,
        message: "composeinfo.json has no such variant",
        group: groupName(group),
      });
    } else if (!arches.has(arch) && kind !== "variant_path") {
      log.add("unknown-arch", {
        path: `${variant}/${arch}`,
        message: `composeinfo.json lists the arches ${[...arches].join(", ")}`,
        group: groupName(group),
      });
    }
  }
}
