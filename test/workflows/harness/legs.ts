import { evaluateField, type Scope } from "./expressions.ts";
import { expandMatrix, labelOf } from "./matrix.ts";
import { field } from "./tokens.ts";
import type { Values } from "./values.ts";
import type { JobDefinition } from "./workflow-file.ts";

/**
 * The legs of a job; without a matrix one.
 * @throws for a matrix or a bound that GitHub does not take
 */
export function legsOf(
  job: JobDefinition,
  scope: Scope,
): { matrices: readonly (Values | null)[]; failFast: boolean; mostAtOnce: number } {
  const failFast = evaluateField(field(job.strategy, "fail-fast"), scope) ?? true;
  const most = evaluateField(field(job.strategy, "max-parallel"), scope);
  if (most !== undefined && !(typeof most === "number" && Number.isInteger(most) && most > 0)) {
    throw new Error(`max-parallel is a whole number above 0, not ${JSON.stringify(most)}`);
  }
  const matrix = evaluateField(field(job.strategy, "matrix"), scope);
  const matrices = matrix === undefined ? [null] : expandMatrix(matrix);
  return {
    matrices,
    failFast: failFast === true,
    mostAtOnce: typeof most === "number" ? most : matrices.length,
  };
}

/** The path of a leg. Legs that look the same are told apart by their number. */
export function legPath(path: string, matrices: readonly (Values | null)[], index: number): string {
  const names = matrices.map((matrix) => (matrix === null ? path : `${path} ${labelOf(matrix)}`));
  const name = names[index] ?? path;
  return names.indexOf(name) === index ? name : `${name} #${index + 1}`;
}
