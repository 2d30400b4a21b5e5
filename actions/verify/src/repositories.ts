import {
  CHANGED,
  parseRepomd,
  primaryOf,
  type RepomdFile,
  readPrimary,
  stampOfPath,
} from "@compose-actions/compose";
import { MetadataError, REPOMD } from "@compose-actions/metadata";
import type { StepContext } from "@compose-actions/step";
import { groupName } from "./artifact-rows.ts";
import { describeMetadataError } from "./describe.ts";
import type { Inventory, Place } from "./inventory.ts";
import type { TreeHasher } from "./tree-hasher.ts";
import type { Verdict } from "./verdicts.ts";

/** A repomd.xml is no larger. */
const MAX_REPOMD_BYTES = 16 * 1024 * 1024;

/** What the repositories say of themselves. */
export interface RepositoryFindings {
  /** Packages by the number of their file, and the repository that lists them. */
  readonly packages: ReadonlyMap<number, Place>;
  /** Repositories whose list of packages was read. */
  readonly read: readonly Place[];
  /** Repositories whose list of packages cannot be trusted or read: path → why. */
  readonly unusable: ReadonlyMap<string, string>;
}

/**
 * Follows the chain of every repository that is selected, or that lists selected packages: repomd.xml, the files that
 * it lists, the packages that primary.xml lists. What a file says counts only when the file itself is as it should be.
 */
export async function readRepositories(
  inventory: Inventory,
  hasher: TreeHasher,
  root: string,
  { signal }: StepContext,
): Promise<RepositoryFindings> {
  const packages = new Map<number, Place>();
  const read: Place[] = [];
  const unusable = new Map<string, string>();
  for (const place of inventory.repositories.values()) {
    if (!place.selected && !place.packagesSelected) {
      continue;
    }
    signal.throwIfAborted();
    const problem = await readRepository(place, { inventory, hasher, root, signal, packages });
    if (problem === undefined) {
      read.push(place);
    } else {
      unusable.set(place.path, problem);
    }
  }
  return { packages, read, unusable };
}

interface Work {
  readonly inventory: Inventory;
  readonly hasher: TreeHasher;
  readonly root: string;
  readonly signal: AbortSignal;
  readonly packages: Map<number, Place>;
}

/** Returns why the list of packages cannot be used. */
async function readRepository(place: Place, work: Work): Promise<string | undefined> {
  const { inventory, hasher } = work;
  const path = `${place.path}/${REPOMD}`;
  const file = inventory.table.add(path);
  const { content } = await hasher.read(file, { keep: MAX_REPOMD_BYTES });
  const verdict = hasher.verdicts.get(file);
  // Where nothing gives a checksum this is the root.
  if (verdict?.state !== "unverifiable" && !isTrusted(verdict)) {
    return `its repomd.xml is ${stateOf(verdict)}`;
  }
  if (content === undefined) {
    hasher.verdicts.set(file, xmlFailure(`the file has more than ${MAX_REPOMD_BYTES} bytes`));
    return "its repomd.xml is too large";
  }
  let files: readonly RepomdFile[];
  let primary: RepomdFile | undefined;
  try {
    const repomd = parseRepomd(content, path);
    files = repomd.files;
    primary = primaryOf(repomd);
  } catch (error) {
    hasher.verdicts.set(file, xmlFailure(messageOf(error)));
    return "its repomd.xml cannot be read";
  }
  const numbers = new Map(
    [...new Map(files.map((listed) => [listed.path, listed])).values()].map((listed) => [
      listed.path,
      inventory.addListed(`${place.path}/${listed.path}`, listed, "repodata", place),
    ]),
  );
  const primaryFile = primary === undefined ? undefined : numbers.get(primary.path);
  const problem =
    primaryFile === undefined
      ? "its repomd.xml lists no primary.xml"
      : await readPackages(place, primaryFile, work);
  if (place.selected) {
    for (const number of numbers.values()) {
      if (number !== primaryFile && inventory.isWanted(number)) {
        hasher.submit(number);
      }
    }
  }
  return problem;
}

async function readPackages(place: Place, file: number, work: Work): Promise<string | undefined> {
  const { inventory, hasher, root, signal, packages } = work;
  if (!place.packagesSelected) {
    if (inventory.isWanted(file)) {
      hasher.submit(file);
    }
    return "its packages are not selected";
  }
  const { stamp } = await hasher.read(file);
  const verdict = hasher.verdicts.get(file);
  if (!isTrusted(verdict)) {
    return `its primary.xml is ${stateOf(verdict)}`;
  }
  const path = inventory.table.path(file);
  const found: { file: number; size: number | null; checksum: string | null }[] = [];
  try {
    await readPrimary(
      `${root}/${path}`,
      ({ path: below, size, checksum }) => {
        found.push({ file: inventory.table.add(`${place.path}/${below}`), size, checksum });
      },
      { signal, file: path },
    );
  } catch (error) {
    hasher.verdicts.set(file, xmlFailure(messageOf(error)));
    return "its primary.xml cannot be read";
  }
  if (stampOfPath(`${root}/${path}`) !== stamp) {
    hasher.verdicts.set(file, CHANGED_VERDICT);
    return "its primary.xml changed while it was read";
  }
  const group = { kind: "rpm", variant: place.variant, arch: place.arch } as const;
  for (const { file: number, size, checksum } of found) {
    inventory.claim(number, size, checksum === null ? [] : [checksum], group);
    packages.set(number, place);
  }
  return undefined;
}

const CHANGED_VERDICT: Verdict = {
  state: "failed",
  ...(CHANGED.state === "unreadable" ? { failure: CHANGED.failure, reason: CHANGED.reason } : {}),
};

/**
 * Compares the packages that the repositories list with those of rpms.json, once both are known: packages that only a
 * repository knows become artifacts, too.
 */
export function comparePackages(inventory: Inventory, { packages, read }: RepositoryFindings): void {
  for (const [file, place] of packages) {
    if (inventory.isInRpms(file)) {
      continue;
    }
    const path = inventory.table.path(file);
    inventory.addListed(path, { size: null, checksum: null }, "rpm", {
      ...place,
      selected: inventory.selectsPackage(path, place),
    });
    if (inventory.hasRpms && inventory.isSelected(file)) {
      inventory.log.add("not-in-rpms", {
        path,
        message: `the repository ${place.path} lists it, and rpms.json does not`,
        group: groupName({ ...place, kind: "rpm" }),
      });
    }
  }
  if (!inventory.hasRpms || read.length === 0) {
    return;
  }
  const places = [...read].sort((a, b) => b.path.length - a.path.length);
  for (let file = 0; file < inventory.table.count; file++) {
    if (!inventory.isInRpms(file) || !inventory.isSelected(file) || packages.has(file)) {
      continue;
    }
    const path = inventory.table.path(file);
    const place = places.find((one) => path.startsWith(`${one.path}/`));
    if (place !== undefined) {
      inventory.log.add("not-in-repository", {
        path,
        message: `rpms.json lists it, and the repository ${place.path} does not`,
        group: groupName({ ...place, kind: "rpm" }),
      });
    }
  }
}

/** Weak checksums are told elsewhere. */
function isTrusted(verdict: Verdict | undefined): boolean {
  return verdict?.state === "verified" || verdict?.state === "weak";
}

function stateOf(verdict: Verdict | undefined): string {
  return verdict === undefined ? "not known" : verdict.state;
}

function xmlFailure(reason: string): Verdict {
  return { state: "failed", failure: "xml", reason };
}

/** @throws errors that are ours */
function messageOf(error: unknown): string {
  if (error instanceof MetadataError) {
    return describeMetadataError(error);
  }
  throw error;
}
