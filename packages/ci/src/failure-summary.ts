import { code, details, escapeText, formatCount, heading } from "@compose-actions/step";
import { detailsBeside, type Failure, readOn } from "./failure.ts";

/** More details than this are in the log or the report, not in the summary. */
const SHOWN_DETAILS = 50;

const WORDS: Readonly<Record<Failure["status"], string>> = {
  failed: "failed",
  refused: "refused before any work",
  interrupted: "interrupted",
};

/** The part of a job summary that says what failed, why and what to do. */
export function failureSummary(title: string, failure: Failure): string {
  return [heading(2, `${title}: ${WORDS[failure.status]}`), ...failureBody(failure)].join("\n\n");
}

/** The same without a heading, paragraph by paragraph. */
export function failureBody(failure: Failure): string[] {
  const parts = [`**${escapeText(failure.message)}**`];
  const all = detailsBeside(failure);
  if (all.length > 0) {
    const items = all.slice(0, SHOWN_DETAILS).map((line) => `- ${code(line)}`);
    const more = all.length - items.length;
    if (more > 0) items.push(`- and ${formatCount(more)} more in the report`);
    parts.push(
      items.length > 10 ? details(`${formatCount(all.length)} details`, items.join("\n")) : items.join("\n"),
    );
  }
  if (failure.remedy !== undefined) parts.push(`**What to do:** ${escapeText(failure.remedy)}`);
  const docs = readOn(failure);
  // Hosts make links of plain addresses.
  if (docs !== undefined) parts.push(`**More:** ${docs}`);
  return parts;
}
