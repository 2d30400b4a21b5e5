import { JsonSyntaxError } from "../json/slicer.ts";
import type { Checker } from "./checker.ts";

/** Runs a part of the reading and reports what is not JSON as an issue; nothing can be read behind it. */
export function checkSyntax(checker: Checker, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) {
      throw error;
    }
    checker.startAt(error.path);
    checker.issue(error.message);
    checker.finish();
  }
}
