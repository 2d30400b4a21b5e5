import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { MetadataError } from "@compose-actions/metadata";
import {
  formatBytes,
  MAX_SHARDS,
  type PartReader,
  type PartReport,
  readPartReport,
  refuse,
} from "@compose-actions/step";
import { DirectoryWalk } from "./directory-walk.ts";
import { expandGlob, isGlob } from "./expand-glob.ts";
import { readMetadataFile } from "./read-file.ts";

const INPUT = "shard-reports";
/** A report that lists as many artifacts as one may list has less. */
const MAX_REPORT_BYTES = 256 * 1024 ** 2;
/** Several attempts at every part that there can be. */
const MAX_REPORTS = 16 * MAX_SHARDS;
/** Reports are five levels deep. */
const MAX_DEPTH = 64;
/** How a report begins, however it is indented. */
const START = /^\s*\{\s*"schema"\s*:\s*"compose-actions\//;
/** Enough for the beginning. */
const START_BYTES = 4096;

/** What lies in the places that were named. */
export interface ShardReports<Content> {
  readonly reports: readonly PartReport<Content>[];
  /** Files that say they are reports of parts and cannot be read, with the reason. */
  readonly unreadable: readonly string[];
}

/** A file, and whether the user has named this very one. */
interface Candidate {
  readonly path: string;
  readonly isNamed: boolean;
}

/**
 * Reads the reports of parts: one after the other, keeping of each no more than the reader takes. Other files in the
 * places that are named, other reports among them, are passed over.
 *
 * @param places - files, globs, and directories that are looked through
 * @throws UserError when there is no such place, or a file that is named is no report; `signal.reason` when aborted
 */
export async function readShardReports<Content>(
  places: readonly string[],
  reader: PartReader<Content>,
  signal: AbortSignal,
): Promise<ShardReports<Content>> {
  const candidates = new Map<string, Candidate>();
  for (const place of places) {
    for (const candidate of await candidatesIn(place, signal)) {
      const known = candidates.get(candidate.path);
      candidates.set(candidate.path, { ...candidate, isNamed: candidate.isNamed || known?.isNamed === true });
    }
  }
  const reports: PartReport<Content>[] = [];
  const unreadable: string[] = [];
  for (const candidate of candidates.values()) {
    const text = await textOf(candidate, signal);
    const report = typeof text === "string" ? readText(candidate.path, text, reader) : text;
    if (report === undefined) {
      continue;
    }
    if ("problem" in report) {
      unreadable.push(`${candidate.path}: ${report.problem}`);
    } else {
      reports.push(report);
    }
    if (reports.length + unreadable.length > MAX_REPORTS) {
      throw refuse(
        `${INPUT}: there are more than ${MAX_REPORTS} reports`,
        "name the directories that hold those of one run",
      );
    }
  }
  return { reports, unreadable };
}

async function candidatesIn(place: string, signal: AbortSignal): Promise<readonly Candidate[]> {
  const walk = new DirectoryWalk({ input: INPUT, signal });
  if (existsSync(place)) {
    return statSync(place).isDirectory() ? filesBelow(place, walk, 0) : [{ path: place, isNamed: true }];
  }
  if (!isGlob(place)) {
    throw refuse(
      `${INPUT}: ${place} does not exist`,
      "name the files, or the directory that they were downloaded to",
    );
  }
  const found: Candidate[] = [];
  for (const { path, stats } of await expandGlob(place, walk)) {
    if (stats.isDirectory()) {
      found.push(...(await filesBelow(path, walk, 0)));
    } else if (stats.isFile()) {
      found.push({ path, isNamed: false });
    }
  }
  return found;
}

async function filesBelow(directory: string, walk: DirectoryWalk, depth: number): Promise<Candidate[]> {
  const found = (await walk.list(directory))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map(({ name }) => ({ path: join(directory, name), isNamed: false }));
  for (const name of await walk.directoriesIn(directory, depth)) {
    found.push(...(await filesBelow(join(directory, name), walk, depth + 1)));
  }
  return found;
}

interface Unreadable {
  readonly problem: string;
}

/** @returns undefined for a file that is no report */
async function textOf(
  { path, isNamed }: Candidate,
  signal: AbortSignal,
): Promise<string | Unreadable | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isReport = false;
  try {
    await readMetadataFile(
      path,
      (chunk) => {
        isReport ||=
          bytes === 0 && START.test(Buffer.from(chunk.subarray(0, START_BYTES)).toString("latin1"));
        bytes += chunk.length;
        if (!isReport || bytes > MAX_REPORT_BYTES) {
          return false;
        }
        chunks.push(Buffer.from(chunk));
        return true;
      },
      signal,
    );
  } catch (error) {
    if (error instanceof MetadataError) {
      return { problem: error.issues[0]?.message ?? error.message };
    }
    throw error;
  }
  if (isReport) {
    return bytes > MAX_REPORT_BYTES
      ? { problem: `the report has more than ${formatBytes(MAX_REPORT_BYTES)}` }
      : Buffer.concat(chunks).toString("utf8");
  }
  if (isNamed) {
    throw refuse(
      `${INPUT}: ${path} is no report of a step`,
      "name what the input report of the other jobs has written",
    );
  }
  return undefined;
}

function readText<Content>(
  path: string,
  text: string,
  reader: PartReader<Content>,
): PartReport<Content> | Unreadable | undefined {
  if (isTooDeep(text)) {
    return { problem: `the report is nested more than ${MAX_DEPTH} levels deep` };
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { problem: "the report is no JSON: it was cut off or damaged" };
    }
    throw error;
  }
  const report = readPartReport(path, document, reader);
  return typeof report === "string" ? { problem: report } : report;
}

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** Looked for before the text is parsed: nothing that goes down into a value then runs out of stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (inString) {
      at += unit === BACKSLASH ? 1 : 0;
      inString = unit !== QUOTE;
    } else if (unit === QUOTE) {
      inString = true;
    } else if (unit === OPEN_ARRAY || unit === OPEN_OBJECT) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        return true;
      }
    } else if (unit === CLOSE_ARRAY || unit === CLOSE_OBJECT) {
      depth -= 1;
    }
  }
  return false;
}
