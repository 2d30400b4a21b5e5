import type { Compose } from "@compose-actions/metadata";
import {
  countOfParts,
  fault,
  type JoinedPart,
  type JoinedShards,
  type JoinOptions,
  joinShards,
  type PartReader,
  type ShardPlan,
  type StepContext,
} from "@compose-actions/step";
import { readShardReports } from "./shard-reports.ts";

/** What the joining run's own inputs come to. */
export interface OwnPlan {
  readonly plan: ShardPlan;
  readonly compose: Pick<Compose, "id">;
}

export interface JoinReportsOptions<Content, Own extends OwnPlan>
  extends Omit<JoinOptions<Content>, "expected" | "unreadable"> {
  readonly reader: PartReader<Content>;
  /** Divides the same work into so many parts; absent: the reports alone tell what there was to do. */
  readonly planFor?: (count: number) => Promise<Own>;
}

/** All parts of one plan, and that plan as the own inputs have it. */
export interface JoinedReports<Content, Own> {
  readonly joined: JoinedShards<Content>;
  readonly own: Own | undefined;
}

/**
 * Joins the parts that other jobs have done, as their reports tell; files that cannot be read are warnings.
 *
 * @param places - as the input shard-reports has them
 * @throws UserError that names the parts that are missing, or failed, or are of another compose
 */
export async function joinReports<Content extends { readonly compose: string }, Own extends OwnPlan>(
  places: readonly string[],
  { reader, planFor, ...options }: JoinReportsOptions<Content, Own>,
  { signal, reporter }: Pick<StepContext, "signal" | "reporter">,
): Promise<JoinedReports<Content, Own>> {
  const { reports, unreadable } = await readShardReports(places, reader, signal);
  const count = countOfParts(reports);
  const own = count === undefined ? undefined : await planFor?.(count);
  const joined = joinShards(reports, {
    ...options,
    ...(own === undefined ? {} : { expected: own.plan }),
    unreadable,
  });
  if (own !== undefined) {
    refuseOtherCompose(joined.parts, own.compose);
  }
  for (const line of unreadable) {
    reporter.warn(line);
  }
  return { joined, own };
}

function refuseOtherCompose(
  parts: readonly JoinedPart<{ readonly compose: string }>[],
  { id }: Pick<Compose, "id">,
): void {
  const other = parts.find(({ content }) => content.compose !== id);
  if (other !== undefined) {
    throw fault(
      `The parts are of another compose: ${other.name} is of ${other.content.compose}, the metadata of ${id}`,
      "give shard-reports what the jobs of this compose have made",
    );
  }
}
