import * as z from "zod";
import { refuse } from "./errors.ts";
import { integer, size } from "./fields.ts";
import { type InputField, makeField } from "./input-field.ts";
import {
  countShards,
  MAX_SHARDS,
  parseShard,
  planShards,
  type Shard,
  type ShardBasis,
  type ShardPlan,
  type ShardUnit,
  ShardUnits,
} from "./shards.ts";

const EXPECTED_SHARD = `i/n, the i-th of n parts, n at most ${MAX_SHARDS}`;

const shardField: InputField<Shard, true> = makeField(
  {
    description:
      "Do one part of n, as i/n: what the output plan gives for each job of a matrix. Parts are of about equal size and the same in every run with the same inputs.",
    example: "2/8",
  },
  {
    kind: "text",
    expected: EXPECTED_SHARD,
    schema: z.string().transform((text, context) => {
      const shard = parseShard(text);
      if (shard !== undefined) return shard;
      context.addIssue({ code: "custom", message: `expected ${EXPECTED_SHARD}`, input: text });
      return z.NEVER;
    }),
  },
);

/** The inputs that divide a step's work among several jobs: the same in every step that can be divided. */
export const shardInputs = {
  shards: integer({
    description:
      "Only plan: divide the work into so many parts for as many jobs, in the output plan, and do none of it. There are fewer when there is less to divide.",
    min: 1,
    max: MAX_SHARDS,
    example: "8",
  }),
  "shard-size": size({
    description: `Only plan, as shards does: as many parts as make each about this big, at most shards of them, or ${MAX_SHARDS}.`,
    min: "1",
    example: "20G",
  }),
  shard: shardField,
} as const;

/** The values of {@link shardInputs}. */
export interface ShardInputValues {
  readonly shards?: number | undefined;
  readonly "shard-size"?: number | undefined;
  readonly shard?: Shard | undefined;
}

/** Whether the work is only to be planned. */
export function isPlanning(inputs: ShardInputValues): boolean {
  return inputs.shards !== undefined || inputs["shard-size"] !== undefined;
}

/** Whether a part of the work is to be done, or the parts to be planned. */
export function isDivided(inputs: ShardInputValues): boolean {
  return inputs.shard !== undefined || isPlanning(inputs);
}

/** @throws UserError when a part is to be done and planned at once */
export function checkShardInputs(inputs: ShardInputValues): void {
  if (inputs.shard !== undefined && isPlanning(inputs)) {
    const planning = inputs.shards === undefined ? "shard-size" : "shards";
    throw refuse(
      `shard does a part of the work, ${planning} only plans it`,
      `give ${planning} to the job that plans and shard alone to those that work`,
    );
  }
}

/**
 * Divides a step's work as its inputs want it, which must want it: {@link isDivided}.
 *
 * @param step - the step's name
 * @param units - all of the work that is selected, whatever of it is done already
 * @param basis - what else decides the outcome, for the plan's id
 */
export function planOfInputs(
  step: string,
  units: readonly ShardUnit[],
  inputs: ShardInputValues,
  basis: ShardBasis = {},
): ShardPlan {
  if (inputs.shard !== undefined) {
    return planShards(step, units, inputs.shard.count, basis);
  }
  const whole = new ShardUnits(units);
  const wanted = { shards: inputs.shards, shardSize: inputs["shard-size"] };
  return planShards(step, whole, countShards(whole, wanted), basis);
}
