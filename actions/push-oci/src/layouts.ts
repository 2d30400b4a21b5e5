import { ARTIFACT_KINDS, type ArtifactKind, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";

export const LAYOUTS = ["file", "set", "bundle"] as const;

/**
 * How artifacts become manifests. `file`: each one its own; `set`: the files of a directory together, in metadata one
 * entry with contents; `bundle`: those of a variant and arch together, each with an entry of its own.
 */
export type Layout = (typeof LAYOUTS)[number];

export type Layouts = Readonly<Record<ArtifactKind, Layout>>;

/** What a layout that is named without a kind means for each kind. */
const FOR_ALL: Readonly<Record<Layout, Layouts>> = {
  file: { image: "file", rpm: "file", extra_file: "file", module: "file", variant_path: "set" },
  // Only extra files are nothing but their places: entries of the others say more, which a common one could not hold.
  set: { image: "file", rpm: "file", extra_file: "set", module: "file", variant_path: "set" },
  bundle: { image: "bundle", rpm: "bundle", extra_file: "bundle", module: "bundle", variant_path: "set" },
};

/**
 * Reads the input `layout`: layouts for all kinds, and for single ones as `kind=layout`. Later items win.
 *
 * @throws UserError
 */
export function readLayouts(items: readonly string[]): Layouts {
  let layouts = FOR_ALL.file;
  const single: [ArtifactKind, Layout][] = [];
  for (const item of items) {
    const [name = "", kind] = item
      .split("=", 2)
      .map((part) => part.trim())
      .reverse();
    const layout = LAYOUTS.find((known) => known === name);
    const known = ARTIFACT_KINDS.find((one) => one === kind);
    if (layout === undefined || (kind !== undefined && known === undefined)) {
      throw refuse(
        `layout: ${show(item)} is neither a layout nor a kind and its layout`,
        `write ${LAYOUTS.join(", ")}, or for instance rpm=bundle; the kinds are ${ARTIFACT_KINDS.join(", ")}`,
      );
    }
    if (known === undefined) {
      layouts = FOR_ALL[layout];
    } else {
      single.push([known, possible(known, layout)]);
    }
  }
  return { ...layouts, ...Object.fromEntries(single) };
}

function possible(kind: ArtifactKind, layout: Layout): Layout {
  if (kind === "variant_path" && layout !== "set") {
    throw refuse(`layout: variant_path=${layout}: a repository is always a set`, "leave it out");
  }
  if (layout === "set" && kind !== "variant_path" && kind !== "extra_file") {
    throw refuse(
      `layout: ${kind}=set: every ${kind} has an entry of its own, which says more than where it lies`,
      "use file or bundle; sets are for extra_file",
    );
  }
  return layout;
}
