import {
  checksumAlgorithm,
  isWeakChecksum,
  strengthRank,
  strongestChecksum,
} from "@compose-actions/metadata";
import type { FileFailure, PlanFile } from "./plan-file.ts";
import type { Trust } from "./settings.ts";

/** How well a file is proved: as the report counts it. */
export type Proof = "verified" | "weak" | "unverifiable" | "unrooted";

/** What the known checksums of a file prove. */
export function proofOf(
  { checksums, unrooted }: Pick<PlanFile, "checksums" | "unrooted">,
  trust: Trust,
): Proof {
  if (checksums.length === 0) {
    return unrooted ? "unrooted" : "unverifiable";
  }
  if (!trust.verifyChecksums) {
    return "unverifiable";
  }
  const strongest = strongestChecksum(checksums) as string;
  // That somebody is content with md5 makes it no proof.
  return isEnough(strongest, trust) && !isWeakChecksum(strongest) ? "verified" : "weak";
}

function isEnough(checksum: string, { minChecksum }: Trust): boolean {
  return strengthRank(checksumAlgorithm(checksum)) <= strengthRank(minChecksum);
}

/** Why a file is not taken, as far as its checksums go; undefined when it is. */
export function trustProblem(file: PlanFile, trust: Trust): FileFailure | undefined {
  switch (proofOf(file, trust)) {
    case "unverifiable":
      return trust.allowUnverified
        ? undefined
        : {
            class: "unverifiable",
            message: `nobody knows its checksum: take it with allow-unverified, or have the producer ${remedyOf(file)}`,
          };
    case "weak":
      return trust.allowWeak || isEnough(strongestChecksum(file.checksums) as string, trust)
        ? undefined
        : {
            class: "weak",
            message: `its only checksum is ${file.checksums.map(checksumAlgorithm).join(" and ")}, weaker than ${trust.minChecksum}: take it with allow-weak or another min-checksum`,
          };
    default:
      return undefined;
  }
}

/** How the producer would make the checksum known. */
function remedyOf({ kind }: PlanFile): string {
  switch (kind) {
    case "boot":
      return "list it in [checksums] of .treeinfo";
    case "repodata":
      return "make the repository anew with createrepo_c";
    default:
      return "make the metadata with compute-checksums";
  }
}

/** The checksum that stands for a file's content when the same content is looked for elsewhere. */
export function contentKey({ checksums, size }: Pick<PlanFile, "checksums" | "size">): string | undefined {
  const strong =
    checksums.find((checksum) => checksum.startsWith("sha512:")) ??
    checksums.find((checksum) => checksum.startsWith("sha256:"));
  return strong === undefined ? undefined : `${strong} ${size ?? ""}`;
}
