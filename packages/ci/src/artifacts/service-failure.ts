import { fault, safeLine, shorten, UserError } from "@compose-actions/step";
import { LibraryFailure } from "./quietly.ts";

/** What the service's answers mean for the user, by the status or the words that the library's messages hold. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /\(409\)/,
    "The run has an artifact of this name already: steps of one job, and workflows that are called more than once in a run, each need a name of their own in metadata-artifact and report-artifact.",
  ],
  [
    /\(40[13]\)/,
    "The service did not accept the job's token: it ends with the job, and is good for this run alone. Run the job again. Where it happens again, look whether the organisation allows artifacts, and what a proxy lets through.",
  ],
  [/quota|insufficient usage/i, "Remove old artifacts, or let them expire earlier."],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|Unable to make request/,
    "The runner must reach GitHub's results service and its storage; a self-hosted one may need a rule or a proxy for that.",
  ],
  [
    /not currently supported on GHES/,
    "Use the directory compose-actions-artifacts and this server's own artifacts.",
  ],
];

const AGAIN = "Such errors mostly pass: run the job again. See also https://www.githubstatus.com.";

/** Says what went wrong with the service, for somebody who has never heard of it. */
export function explainServiceFailure(error: unknown, activity: string): UserError {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [first = ""] = message.split("\n");
  const remedy = REMEDIES.find(([pattern]) => pattern.test(message))?.[1] ?? AGAIN;
  const details = error instanceof LibraryFailure ? error.said : [];
  return fault(`${activity} failed: ${shorten(safeLine(first), 300)}`, remedy, details);
}
