import { posix } from "node:path";
import {
  makeTreeinfo,
  parseTreeinfo,
  type TreeinfoVariantOptions,
  treeinfoFiles,
  usualRoles,
} from "@compose-actions/compose";
import {
  type Compose,
  type Composeinfo,
  checksumsConflict,
  type Location,
  MetadataError,
  show,
  type Variant,
} from "@compose-actions/metadata";
import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import { type FetchContext, fail, fetchFiles } from "./fetch-files.ts";
import type { LoadedCompose } from "./load.ts";
import type { Plan, PlannedTree } from "./plan.ts";
import { PlanFile } from "./plan-file.ts";
import { readFromTree } from "./read-from-tree.ts";
import { failureOf, isAboveUnproved } from "./repositories.ts";
import { isOwn } from "./shard.ts";
import { forgetUnrooted } from "./survey.ts";
import { below } from "./urls.ts";

const TREEINFO = ".treeinfo";
const MAX_TREEINFO_BYTES = 1024 * 1024;

/** A tree whose origin does not describe it. */
export interface UndescribedTree {
  readonly tree: PlannedTree;
  readonly file: PlanFile;
}

/**
 * Fetches what describes the installable trees, and adds the kernels, boot images and so on that it names to the plan.
 *
 * @returns trees that nobody describes
 */
export async function planTrees(plan: Plan, context: FetchContext): Promise<readonly UndescribedTree[]> {
  const isNeeded = isAboveUnproved(plan, context, () => true);
  const own = [...plan.trees.values()].filter(
    (tree) => isOwn(tree, context.settings.shard) || isNeeded(tree.localPath),
  );
  const trees = own.flatMap((tree) => {
    const file = fileOf(tree);
    try {
      return [{ tree, file: plan.addFile(file) }];
    } catch (error) {
      fail(file, failureOf(error), context);
      return [];
    }
  });
  await fetchFiles(
    trees.map(({ file }) => file),
    context,
  );
  await renewOutdated(trees, plan, context);
  for (const { tree, file } of trees) {
    if (file.state === "done") {
      addFiles(tree, file, plan, context);
    }
  }
  return trees.filter(({ file }) => file.state === "absent");
}

/** One that was kept, and contradicts what has arrived since, is of an earlier state of the compose. */
async function renewOutdated(
  trees: readonly UndescribedTree[],
  plan: Plan,
  context: FetchContext,
): Promise<void> {
  const outdated = trees.filter(
    ({ tree, file }) => file.arrival === "present" && contradicts(tree, file, plan, context),
  );
  for (const { file } of outdated) {
    forgetUnrooted(file, context.survey);
    file.reopen();
  }
  await fetchFiles(
    outdated.map(({ file }) => file),
    context,
  );
}

function contradicts(tree: PlannedTree, file: PlanFile, plan: Plan, { session }: FetchContext): boolean {
  try {
    const treeinfo = parseTreeinfo(readFromTree(file, session, MAX_TREEINFO_BYTES), file.localPath);
    return treeinfoFiles(treeinfo).some(({ path, checksum }) => {
      const known = plan.files.get(`${tree.localPath}/${path}`);
      const checksums = known?.state === "done" ? known.found : (known?.checksums ?? []);
      return checksum !== null && checksumsConflict(checksums, [checksum]);
    });
  } catch {
    // Whoever reads it to use it tells what is wrong.
    return false;
  }
}

function fileOf({ localPath, ownUrls, variant, arch, part }: PlannedTree): PlanFile {
  return new PlanFile({
    localPath: `${localPath}/${TREEINFO}`,
    kind: "treeinfo",
    variant,
    arch,
    urls: ownUrls.map((url) => below(url, TREEINFO)),
    size: null,
    maxBytes: MAX_TREEINFO_BYTES,
    checksums: [],
    unrooted: true,
    optional: true,
    part,
  });
}

function addFiles(tree: PlannedTree, file: PlanFile, plan: Plan, context: FetchContext): void {
  try {
    const treeinfo = parseTreeinfo(readFromTree(file, context.session, MAX_TREEINFO_BYTES), file.localPath);
    for (const { path, checksum } of treeinfoFiles(treeinfo)) {
      plan.addFile(
        new PlanFile({
          localPath: `${tree.localPath}/${path}`,
          kind: "boot",
          variant: tree.variant,
          arch: tree.arch,
          urls: tree.urls.map((url) => below(url, path)),
          size: null,
          checksums: checksum === null ? [] : [checksum],
          part: tree.part,
        }),
      );
    }
  } catch (error) {
    const failure = failureOf(error);
    // What nothing vouches for must not be taken for right in the next run.
    if (file.unrooted) {
      context.session.tree.remove(file.localPath);
      context.session.journal.forget(file.localPath);
    }
    fail(file, failure, context);
  }
}

/** Describes trees that nobody described: what is there, with its checksums. */
export function generateTreeinfo(
  undescribed: readonly UndescribedTree[],
  plan: Plan,
  context: FetchContext,
  { compose }: LoadedCompose,
  tell: (line: string) => void,
): void {
  const { composeinfo } = plan;
  const generated: string[] = [];
  for (const { tree, file } of undescribed) {
    const variant = composeinfo?.variants.get(tree.variant);
    if (composeinfo === undefined || variant === undefined) {
      continue;
    }
    try {
      const text = textOf(tree, variant, composeinfo, compose, plan);
      write(file, text, context.session);
      generated.push(show(file.localPath));
    } catch (error) {
      if (!(error instanceof TransferFailure || error instanceof MetadataError)) {
        throw error;
      }
      const failure = failureOf(error);
      fail(file, failure, context);
    }
  }
  if (generated.length > 0) {
    const [first = ""] = generated;
    const more = generated.length > 1 ? ` and ${generated.length - 1} more` : "";
    tell(`${first}${more}: generated, since the origin has none`);
  }
}

function textOf(
  tree: PlannedTree,
  variant: Variant<Location>,
  { release, baseProduct }: Composeinfo<Location>,
  { date }: Compose,
  plan: Plan,
): string {
  return makeTreeinfo({
    // A layered product's variant has a release of its own, and the compose's is what it is layered on.
    release: variant.release ?? release,
    baseProduct: variant.release === null ? baseProduct : release,
    variants: [variantOptions(tree, variant)],
    arch: tree.arch,
    timestamp:
      Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 1000,
    files: filesIn(tree, plan),
  });
}

function variantOptions(tree: PlannedTree, variant: Variant<Location>): TreeinfoVariantOptions {
  const place = (category: string) => {
    const path = variant.paths.get(category)?.get(tree.arch)?.localPath;
    return path === undefined ? undefined : posix.relative(tree.localPath, path) || ".";
  };
  const places = {
    packages: place("packages"),
    repository: place("repository"),
    sourcePackages: place("source_packages"),
    sourceRepository: place("source_repository"),
    debugPackages: place("debug_packages"),
    debugRepository: place("debug_repository"),
  };
  const { id, uid, name, type } = variant;
  return {
    id,
    uid,
    name,
    type: type === "layered-product" ? "variant" : type,
    ...Object.fromEntries(Object.entries(places).filter(([, path]) => path !== undefined)),
  };
}

/** What an installer looks for, and the root of the repository, as far as they are there. */
function filesIn({ localPath, arch }: PlannedTree, plan: Plan) {
  const prefix = `${localPath}/`;
  return [...plan.files.values()]
    .filter((file) => file.state === "done" && file.localPath.startsWith(prefix))
    .flatMap((file) => {
      const path = file.localPath.slice(prefix.length);
      const roles = usualRoles(path, arch);
      const checksum = file.found.find((found) => found.startsWith("sha256:")) ?? file.found[0];
      return (roles.length > 0 || path === "repodata/repomd.xml") && checksum !== undefined
        ? [{ path, checksum, roles }]
        : [];
    });
}

function write(file: PlanFile, text: string, { placer }: TransferSession): void {
  const bytes = placer.write(file.localPath, (append) => append(text));
  placer.settle({ localPath: file.localPath, checksums: [] });
  file.arrive("generated", bytes, []);
}
