import { joinReports } from "@compose-actions/compose";
import { type AnyMetadata, visitArtifacts } from "@compose-actions/metadata";
import {
  countOf,
  fault,
  formatCount,
  formatShard,
  type JoinedShards,
  type StepContext,
  writtenFiles,
} from "@compose-actions/step";
import * as z from "zod";
import { countArtifacts } from "./counts.ts";
import type { LoadedFragments } from "./load.ts";

const count = z.int().nonnegative();

/** What the reports of the parts say, as far as it matters here. */
const content = z
  .object({
    compose: z.string(),
    // push-oci counts its artifacts one by one, and those that it writes apart, since several may become one.
    described: count.optional(),
    // What it was not to push keeps its Locations, in every part.
    carried: count.default(0),
    artifacts: z.unknown(),
    written: writtenFiles,
  })
  .transform(({ compose, described, carried, artifacts, written: files }) => ({
    compose,
    carried,
    written: described ?? artifacts,
    files,
  }))
  .pipe(z.object({ compose: z.string(), written: count, carried: count, files: writtenFiles }));
type Content = z.infer<typeof content>;

/** The parts that other jobs have done. */
export type Parts = JoinedShards<Content>;

/**
 * Makes sure that all parts of divided work are done: metadata alone does not tell what was never made.
 *
 * @param places - as the input shard-reports has them
 * @throws UserError that names the parts that are missing, or failed
 */
export async function joinParts(
  places: readonly string[] | undefined,
  context: StepContext,
): Promise<Parts | undefined> {
  if (places === undefined || places.length === 0) {
    return undefined;
  }
  const reader = { steps: ["push-oci", "upgrade-metadata"], content };
  const { joined } = await joinReports(places, { reader, essence: (own) => own }, context);
  return joined;
}

/**
 * Makes sure that the fragments are the very files that the parts have written, all of them and no others: what was
 * made before something was built again looks as good as what was made of it, and a selection would hide what is
 * missing.
 *
 * @throws UserError that names every file that is missing, with its part, and every other one
 */
export function checkFragments(
  parts: Parts | undefined,
  { contributions, read }: Pick<LoadedFragments, "contributions" | "read">,
): void {
  if (parts === undefined) {
    return;
  }
  refuseOtherCompose(parts, contributions);
  const found = new Set(read.map(({ sha256 }) => sha256));
  const missing = parts.parts.flatMap(({ index, name, content: { files } }) =>
    files
      .filter(({ sha256 }) => !found.has(sha256))
      .map(
        ({ file, sha256 }) =>
          `part ${formatShard({ index, count: parts.plan.count })}: its ${file} is missing, which ${name} says was written (sha256 ${sha256})`,
      ),
  );
  const named = new Set(parts.parts.flatMap(({ content: { files } }) => files.map(({ sha256 }) => sha256)));
  const strange = read
    .filter(({ sha256 }) => !named.has(sha256))
    .map(({ file }) => `${file} is not what any part has written`);
  const problems = [...missing, ...strange];
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` (and ${formatCount(problems.length - 1)} more)` : "";
    throw fault(
      `The metadata is not that of the parts: ${problems[0]}${more}`,
      [
        ...(missing.length > 0
          ? ["give compose the metadata of every part, as its last attempt wrote it"]
          : []),
        ...(strange.length > 0
          ? [
              "take away what earlier runs have left; what other jobs have made is merged with the parts in a second run",
            ]
          : []),
      ].join("; "),
      problems,
    );
  }
}

function refuseOtherCompose(parts: Parts, contributions: LoadedFragments["contributions"]): void {
  const [first] = contributions.flatMap(({ files }) => files);
  const id = first?.model.compose.id;
  const other = id === undefined ? undefined : parts.parts.find((part) => part.content.compose !== id);
  if (other !== undefined) {
    throw fault(
      `The parts are of another compose: ${other.name} is of ${other.content.compose}, the metadata of ${id}`,
      "give compose and shard-reports what the same jobs have made",
    );
  }
}

/**
 * Makes sure that what was merged is what the parts have written: no two of them may have written the same.
 *
 * @param models - merged, with nothing left out
 * @throws UserError
 */
export function checkMerged(
  parts: Parts | undefined,
  models: readonly AnyMetadata[],
  loaded: Pick<LoadedFragments, "contributions">,
): void {
  if (parts === undefined) {
    return;
  }
  const merged = countArtifacts(models).all.artifacts;
  const [carried = 0, ...contradictions] = new Set(parts.parts.map((part) => part.content.carried));
  const written = parts.parts.reduce((sum, part) => sum + part.content.written - carried, carried);
  // What one file lists twice is there once when it is merged.
  const isWhole = merged === written || merged === written - countRepeated(loaded);
  if (!isWhole || contradictions.length > 0) {
    const problem =
      contradictions.length > 0
        ? "they do not say the same of what was not selected"
        : `they have written ${countOf(written, "artifact", "artifacts")}, which are ${formatCount(merged)} when they are merged`;
    throw fault(
      `The parts do not make up the whole: ${problem}`,
      "run the jobs of all parts again, with the same version of this program",
    );
  }
}

/** Images and extra files that a file lists more than once; what several files list so counts once. */
function countRepeated({ contributions }: Pick<LoadedFragments, "contributions">): number {
  const most = new Map<string, number>();
  for (const { model } of contributions.flatMap(({ files }) => files)) {
    const seen = new Map<string, number>();
    visitArtifacts(model, ({ localPath }, { kind, variant, arch }) => {
      if (kind !== "image" && kind !== "extra_file") {
        return;
      }
      const entry = JSON.stringify([kind, variant, arch, localPath]);
      const times = (seen.get(entry) ?? 0) + 1;
      seen.set(entry, times);
      if (times > (most.get(entry) ?? 1)) {
        most.set(entry, times);
      }
    });
  }
  return [...most.values()].reduce((sum, times) => sum + times - 1, 0);
}
