import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  formatDuration,
  heading,
  summaryOfJoined,
  table,
} from "@compose-actions/step";
import { type ArtifactState, ROW_KINDS, type RowKind, STATES } from "./artifact-states.ts";
import { describeRecord, failureOf } from "./describe.ts";
import type { ArtifactRecord, GroupCounts, VerifyResult } from "./result.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;

const KIND_TITLES: Readonly<Record<RowKind, string>> = {
  image: "Images",
  rpm: "RPMs",
  extra_file: "Extra files",
  module: "Modules",
  variant_path: "Repositories",
  repodata: "Repodata",
  treeinfo: "Tree files",
};

/** What a state means, and what to do about it. */
const STATE_TEXTS: Readonly<Record<ArtifactState, string>> = {
  verified: "size and every checksum are right",
  present: "the server has it, of the right size as far as known; its bytes were not looked at",
  unrooted:
    "a repomd.xml or .treeinfo that nothing gives a checksum of; what it lists is verified against it",
  skipped: "not selected, or not looked at",
  weak: "right, but known by nothing stronger than what min-checksum asks for or than sha1: make the metadata anew with sha256, or set allow-weak",
  unverifiable:
    "there, but without any checksum: make the metadata anew with compute-checksums, or set allow-unverified",
  missing: "not there: copy or localize it again",
  failed: "could not be read or reached, for the reason that is listed",
  corrupt:
    "not the file that the metadata means: copy or localize it again, or make the metadata anew if the file is right",
};

/** The job summary of a verification. */
export function summaryOf(result: VerifyResult): string {
  const { compose, artifacts, states, mode, place, directories, milliseconds } = result;
  const failed = failureOf(result) !== undefined;
  const title = mode === "quick" ? "Metadata read" : failed ? "Verification failed" : "Compose verified";
  const where = place === undefined ? "" : `, ${mode === "local" ? "in" : "from"} ${code(place)}`;
  const parts = [
    heading(2, title),
    `Compose ${code(compose.id)}${where}: ${formatCount(states.verified ?? 0)} of ${countOf(artifacts, "artifact", "artifacts")} verified, ${formatCount(result.failing)} failed, in ${escapeText(formatDuration(milliseconds))}.`,
    stateTable(result),
    ...(mode === "quick" ? [] : [variantTable(result.groups)]),
    `Named besides: ${countOf(directories, "directory", "directories")}, which are no artifacts.`,
    ...failures(result),
    ...contradictions(result),
    ...unlisted(result),
    ...remoteFigures(result),
    ...summaryOfJoined(result.joined),
    ...notes(result),
  ];
  return `${parts.join("\n\n")}\n`;
}

function stateTable({ states, failingStates }: VerifyResult): string {
  const rows = STATES.filter((state) => states[state] !== undefined).map((state) => [
    failingStates[state] === undefined ? code(state) : `**${code(state)}**`,
    formatCount(states[state] ?? 0),
    escapeText(STATE_TEXTS[state]),
  ]);
  return table(["State", "Artifacts", "Meaning"], rows);
}

function variantTable(groups: readonly GroupCounts[]): string {
  const kinds = ROW_KINDS.filter((kind) => groups.some((group) => group.kind === kind));
  const variants = Map.groupBy(groups, ({ variant }) => variant);
  const rows = [...variants].map(([variant, own]) => [
    code(variant),
    ...kinds.map((kind) => cell(own.filter((group) => group.kind === kind))),
    cell(own),
  ]);
  const totals = kinds.map((kind) => cell(groups.filter((group) => group.kind === kind)));
  return table(
    ["Variant", ...kinds.map((kind) => KIND_TITLES[kind]), "All"],
    [...rows, ["All", ...totals, cell(groups)]],
  );
}

/** How many there are that are selected, and how many of them fail. */
function cell(groups: readonly GroupCounts[]): string {
  let all = 0;
  let failing = 0;
  for (const group of groups) {
    all += Object.values(group.states).reduce((sum, count) => sum + count, 0) - (group.states.skipped ?? 0);
    failing += group.failing;
  }
  if (all === 0) {
    return "–";
  }
  return failing === 0 ? formatCount(all) : `${formatCount(all)}, **${formatCount(failing)} failed**`;
}

function failures({ records, failing }: VerifyResult): string[] {
  if (failing === 0) {
    return [];
  }
  const found: ArtifactRecord[] = [];
  for (const record of records) {
    if (record.failing && found.push(record) === MAX_LISTED) {
      break;
    }
  }
  const lines = found.map((record) => `- ${code(record.path)}: ${escapeText(describeRecord(record))}`);
  return [heading(3, "What failed"), folded("artifacts", lines, failing)];
}

function contradictions({ consistency }: VerifyResult): string[] {
  if (consistency.length === 0) {
    return [];
  }
  return [
    heading(3, "Contradictions in the metadata"),
    ...consistency.map(({ title, count, kept, severity }) => {
      const lines = kept
        .slice(0, MAX_LISTED)
        .map(({ path, message }) => `- ${code(path)}: ${escapeText(message)}`);
      const warning = severity === "warning" ? " (no failure)" : "";
      return `${escapeText(`${formatCount(count)} ${title}${warning}`)}\n\n${folded("places", lines, count)}`;
    }),
  ];
}

function unlisted({ unlisted: { count, files, policy, reason } }: VerifyResult): string[] {
  if (reason !== undefined) {
    return [escapeText(`${reason}.`)];
  }
  if (count === undefined || count === 0) {
    return [];
  }
  const lines = files.slice(0, MAX_LISTED).map((file) => `- ${code(file)}`);
  const what = policy === "fail" ? "Remove them, or name them in the metadata." : "They are no failure.";
  return [heading(3, "Files that nothing names"), folded("files", lines, count), what];
}

function remoteFigures({ remote }: VerifyResult): string[] {
  if (remote === undefined) {
    return [];
  }
  const { requests, hosts, redirected, withValidator, withoutSize, downloaded, downloadedBytes, seed } =
    remote;
  const sample = seed === undefined ? "" : `, chosen by the seed ${code(seed)}`;
  return [
    [
      `- ${countOf(requests, "request", "requests")} to ${hosts.map(code).join(", ")}`,
      `- reached through redirects: ${formatCount(redirected)}; with a validator: ${formatCount(withValidator)}; without a size: ${formatCount(withoutSize)}`,
      `- downloaded and hashed: ${formatCount(downloaded)}, ${formatBytes(downloadedBytes)}${sample}`,
    ].join("\n"),
  ];
}

function notes({ warnings, unmatched }: VerifyResult): string[] {
  const lines = [
    ...warnings.map(({ text }) => `- ${escapeText(text)}`),
    ...unmatched.map((name) => `- selected, but there is nothing of that name: ${code(name)}`),
  ];
  return lines.length === 0 ? [] : [heading(3, "What to know"), lines.join("\n")];
}

/** A list that is folded when it is long. @param count - how many there are in all */
function folded(what: string, lines: readonly string[], count: number): string {
  const more = count - lines.length;
  const all = more > 0 ? [...lines, `- and ${formatCount(more)} more in the report`] : lines;
  return all.length > 15 ? details(`${formatCount(count)} ${what}`, all.join("\n")) : all.join("\n");
}
