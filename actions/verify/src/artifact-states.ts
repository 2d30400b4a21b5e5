/** What may be said of an artifact in the end, in the order in which it is shown; the worst of several wins. */
export const STATES = [
  "verified",
  "present",
  "unrooted",
  "skipped",
  "weak",
  "unverifiable",
  "missing",
  "failed",
  "corrupt",
] as const;

export type ArtifactState = (typeof STATES)[number];

/** The worse of two states. */
export function worse(a: ArtifactState, b: ArtifactState): ArtifactState {
  return STATES.indexOf(a) < STATES.indexOf(b) ? b : a;
}

/** What artifacts may be: those of the metadata, and the files that repositories and installable trees name. */
export const ROW_KINDS = [
  "image",
  "rpm",
  "extra_file",
  "module",
  "variant_path",
  "repodata",
  "treeinfo",
] as const;

export type RowKind = (typeof ROW_KINDS)[number];
