import { existsSync } from "node:fs";
import { join } from "node:path";
import { OutputDirectory } from "@compose-actions/compose";
import type { RequestComposeInputs } from "./inputs.ts";
import type { Maker } from "./maker.ts";

type OutputInputs = Pick<
  RequestComposeInputs,
  "operation" | "wait" | "output" | "lock-output" | "compose-id"
>;

/** Whether metadata or a lock may come of the run. */
export function isWriting({ operation, wait }: OutputInputs): boolean {
  return operation === "wait" || (wait && (operation === "create" || operation === "renew"));
}

/** What is wanted, and will not be written. One line each. */
export function unwrittenNotes(inputs: OutputInputs): readonly string[] {
  return isWriting(inputs)
    ? []
    : (["output", "lock-output"] as const)
        .filter((name) => inputs[name] !== undefined)
        .map((name) => `${name}: nothing is written with wait: false`);
}

/** Every compose of ODCS that has metadata has this. */
const COMPOSEINFO = "composeinfo.json";

/**
 * Looks whether metadata can be written: that is better known before hours of waiting than after them. Of ODCS it is not
 * known yet which files there will be.
 *
 * @throws UserError when the directory cannot be written, or holds what would be taken for a part of the result
 */
export function probeOutput(
  inputs: OutputInputs,
  { emits, mayWrite }: Pick<Maker, "emits" | "mayWrite">,
): void {
  const { output, "compose-id": ids = [] } = inputs;
  if (output === undefined || !isWriting(inputs)) {
    return;
  }
  const isDivided = emits === "each" && ids.length > 1;
  for (const directory of isDivided ? ids.filter(isPlain).map((id) => join(output, id)) : [output]) {
    // What lies there without the one that comes in any case is of something else.
    const isForeign = mayWrite.includes(COMPOSEINFO) && !existsSync(join(directory, COMPOSEINFO));
    probe(directory, isForeign ? [COMPOSEINFO] : mayWrite);
  }
}

function probe(directory: string, names: readonly string[]): void {
  const output = new OutputDirectory(directory, []);
  try {
    output.refuseOthers(names);
  } finally {
    output.discard();
  }
}

/** Others are refused by the service. */
function isPlain(id: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(id);
}
