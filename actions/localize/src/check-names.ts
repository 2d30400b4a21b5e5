import { foldedCollisions, show } from "@compose-actions/metadata";
import { fault } from "@compose-actions/step";
import {
  ignoresCase,
  ignoresNormalization,
  portableNameProblem,
  type TransferSession,
} from "@compose-actions/transfer";
import type { Plan } from "./plan.ts";
import type { Settings } from "./settings.ts";

/**
 * Refuses paths that the tree cannot hold although they are well-formed.
 *
 * @throws UserError naming all of them
 */
export function checkNames(plan: Plan, { portableNames }: Settings): void {
  const problems: string[] = [];
  for (const path of plan.files.keys()) {
    const problem = portableNames ? portableNameProblem(path) : undefined;
    if (problem !== undefined) {
      problems.push(`${show(path)}: ${problem}`);
    }
  }
  if (problems.length > 0) {
    throw fault(
      "The tree cannot hold all of these names",
      "mend the metadata, or leave artifacts out with exclude",
      problems,
    );
  }
}

/**
 * Finds paths that differ only in case or in how accents are encoded: one file on some file systems.
 *
 * @throws UserError where the output is on such a file system, or portable names are wanted
 */
export function checkCollisions(
  plan: Plan,
  { portableNames }: Settings,
  { directory }: TransferSession,
  warn: (line: string) => void,
): void {
  const collisions = foldedCollisions(plan.files.keys());
  if (collisions.length === 0) {
    return;
  }
  const isRefused = portableNames || ignoresCase(directory) || ignoresNormalization(directory);
  const lines = collisions.map(({ a, b }) => `${show(a)} and ${show(b)}`);
  if (isRefused) {
    throw fault(
      portableNames
        ? "Some file systems take different names of the compose for one"
        : "The file system of the output takes different names for one",
      "choose an output on another file system, or leave artifacts out with exclude",
      lines,
    );
  }
  warn(
    `names that are one file on other file systems (${collisions.length}): ${lines.slice(0, 3).join(", ")}`,
  );
}
