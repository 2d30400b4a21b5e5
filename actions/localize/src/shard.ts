import { Groups } from "@compose-actions/compose";
import {
  artifactName,
  planOfInputs,
  type Shard,
  type ShardInputValues,
  type ShardPlan,
} from "@compose-actions/step";
import type { Plan, PlannedArtifact } from "./plan.ts";
import type { PlanFile } from "./plan-file.ts";
import { contentKey } from "./trust.ts";

/** Where the metadata of a repository lies. */
const REPODATA = "/repodata/";

/**
 * Divides what the metadata names, and notes at each file and tree which part it belongs to. What is there already
 * makes no difference: a part that is done again is the same part. Files of the same content stay together, since they
 * are downloaded once, and so do the files of an artifact. What a repository or a tree turns out to name goes with it,
 * and so do artifacts among its metadata, which it is bound to name.
 */
export function divide(plan: Plan, inputs: ShardInputValues): ShardPlan {
  const groups = groupsOf(plan);
  const unitOf = (file: PlanFile) => {
    const group = groups.of(file.localPath);
    return group === undefined
      ? { key: contentKey(file) ?? `path ${file.localPath}` }
      : { key: `group ${group}`, file: file.localPath };
  };
  const files = [...plan.files.values()];
  const trees = [...plan.trees.values()];
  const ofFiles = files.map((file) => ({ ...unitOf(file), bytes: file.size ?? 0, artifacts: [] }));
  const ofArtifacts = plan.artifacts.map((artifact) => {
    const [first] = artifact.files;
    const { key } = first === undefined ? { key: `path ${artifact.localPath}` } : unitOf(first);
    return { key, bytes: 0, artifacts: [nameOf(artifact)] };
  });
  const ofTrees = trees.map(({ localPath }) => ({
    key: `group ${groups.of(localPath)}`,
    bytes: 0,
    artifacts: [],
  }));
  const divided = planOfInputs("localize", [...ofFiles, ...ofArtifacts, ...ofTrees], inputs);
  for (const file of files) {
    file.part = divided.partOf(unitOf(file).key);
  }
  for (const tree of trees) {
    tree.part = divided.partOf(`group ${groups.of(tree.localPath)}`);
  }
  return divided;
}

/** Whether a run that does this part, or everything, is to see to it. */
export function isOwn({ part }: { readonly part?: number | undefined }, shard: Shard | undefined): boolean {
  return shard === undefined || part === shard.index;
}

/** What lies in several files, what describes the same directory, and what lies among that description. */
function groupsOf(plan: Plan): Groups {
  const groups = new Groups();
  for (const { kind, localPath, files } of plan.artifacts) {
    const paths = files.map((file) => file.localPath);
    const repositories = [localPath, ...paths].flatMap((path) => repositoriesAround(path, plan));
    if (kind === "variant_path" || files.length > 1 || repositories.length > 0) {
      groups.join([localPath, ...paths, ...repositories]);
    }
  }
  for (const { localPath } of plan.trees.values()) {
    groups.join([localPath]);
  }
  return groups;
}

/** The repositories in whose metadata a file lies: modules, groups of packages, product certificates. */
function repositoriesAround(path: string, { repositories }: Plan): string[] {
  const found: string[] = [];
  for (let at = path.indexOf(REPODATA); at >= 0; at = path.indexOf(REPODATA, at + 1)) {
    const repository = path.slice(0, at);
    if (repositories.has(repository)) {
      found.push(repository);
    }
  }
  return found;
}

/** With what is claimed of it: a part of other claims is another part. */
function nameOf(artifact: PlannedArtifact): string {
  const claims = artifact.files.map(({ localPath, size, checksums }) => [
    localPath,
    size,
    [...checksums].sort(),
  ]);
  return artifactName(artifact, artifact.localPath, claims);
}
