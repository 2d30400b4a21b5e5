import { fault, safeLine, shorten, type UserError } from "@compose-actions/step";
import type { ArtifactContent } from "./names.ts";

/** The files of a compose's metadata. */
export const METADATA_FILES = ["composeinfo", "images", "rpms", "modules", "extra_files"].map(
  (type) => `${type}.json`,
);
/** The one file of an artifact that holds a report. */
export const REPORT_FILE = "report.json";

/** Bytes of all files of an artifact together: several times the metadata of the biggest distribution. */
export const ARTIFACT_LIMIT = 1024 ** 3;

/** The only files that an artifact may hold. It was made by another job, which may have been anything. */
export function allowedFiles(content: ArtifactContent): ReadonlySet<string> {
  return new Set(content === "report" ? [REPORT_FILE] : METADATA_FILES);
}

/** What is in an artifact is not what these steps put there. */
export function refuseContent(artifact: string, what: string): UserError {
  return fault(
    `${shorten(safeLine(artifact), 200)} is not what a step has handed on: ${what}`,
    "Look for the job that makes an artifact of this name.",
  );
}

export function shownName(name: string): string {
  return shorten(safeLine(name), 100);
}
