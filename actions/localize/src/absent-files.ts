import type { TransferSession } from "@compose-actions/transfer";
import type { FetchContext } from "./fetch-files.ts";
import type { FileFailure, PlanFile } from "./plan-file.ts";
import { forgetUnrooted, heldUnrooted, rememberUnrooted } from "./survey.ts";

/**
 * Some stores answer "forbidden" for what is not there: for this run that is taken for an answer. That credentials are
 * wanted (401) says nothing of what is there. A manifest that has no such layer says it outright.
 */
export function isAbsent(failure: FileFailure): boolean {
  return isKnownToBeAbsent(failure) || failure.status === 403;
}

function isKnownToBeAbsent({ class: failure }: FileFailure): boolean {
  return failure === "not-found" || failure === "manifest";
}

/**
 * Settles a file that need not be there, and is not: one of another compose does not stay for one of this. What is
 * only taken for absent is asked for again by the next run, and leaves what came with this very compose where it is.
 */
export function settleAbsent(file: PlanFile, failure: FileFailure, context: FetchContext): void {
  const { session, warn, survey } = context;
  if (isKnownToBeAbsent(failure)) {
    file.state = "absent";
    removeOld(file, session);
    rememberUnrooted(file, survey);
    return;
  }
  const held = heldUnrooted(file, survey);
  if (held !== undefined) {
    file.arrive("present", held.size, held.checksums);
    warn(
      `${file.localPath}: the server answers 403; the one that is there came with this compose and is kept`,
    );
    return;
  }
  file.state = "absent";
  file.absenceInferred = true;
  removeOld(file, session);
  forgetUnrooted(file, survey);
  warn(`${file.localPath}: the server answers 403, which is taken for its not being there`);
}

function removeOld({ localPath }: PlanFile, { tree, journal }: TransferSession): void {
  if (tree.remove(localPath)) {
    journal.forget(localPath);
  }
}
