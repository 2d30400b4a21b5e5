import { type ResponseHead, type ResponseSink, statusFailure } from "@compose-actions/transfer";
import { inParallel } from "../http/in-parallel.ts";
import { patiently } from "../http/patiently.ts";
import type { ComposePlace } from "./place.ts";

/** A file that must be there. */
export interface ClaimedFile {
  /** Below the root of the compose. */
  readonly path: string;
  readonly size: number | null;
}

const AT_A_TIME = 8;
/** Answers of servers that do not know HEAD. */
const NO_HEAD: ReadonlySet<number> = new Set([400, 405, 501]);

/**
 * Asks whether files are there, without fetching them. Packages are often links to where they were built, and those go
 * away.
 *
 * @returns a line for each file that is not as claimed
 * @throws TransferFailure when the server cannot be asked
 */
export async function checkFiles(
  files: readonly ClaimedFile[],
  place: ComposePlace,
): Promise<readonly string[]> {
  const problems = await inParallel(files, AT_A_TIME, (file) => problemOf(file, place));
  return problems.filter((problem) => problem !== undefined);
}

async function problemOf({ path, size }: ClaimedFile, place: ComposePlace): Promise<string | undefined> {
  const { retry, signal } = place;
  const { status, headers } = await patiently(() => look(path, place), retry, signal);
  if (status !== 200 && status !== 206) {
    return `${path}: the server answers ${status}`;
  }
  const length = status === 200 ? Number(headers["content-length"] ?? Number.NaN) : Number.NaN;
  return size === null || Number.isNaN(length) || length === size
    ? undefined
    : `${path}: has ${length} bytes, and should have ${size}`;
}

async function look(path: string, place: ComposePlace): Promise<ResponseHead> {
  const head = await askWith("HEAD", path, place);
  const { status, headers } = NO_HEAD.has(head.status) ? await askWith("GET", path, place) : head;
  if (status >= 500 || status === 429) {
    throw statusFailure(status, headers, Date.now());
  }
  return { ...head, status, headers };
}

async function askWith(method: "GET" | "HEAD", path: string, place: ComposePlace): Promise<ResponseHead> {
  const range = method === "GET" ? { headers: { range: "bytes=0-0" } } : {};
  const sink = new HeadSink();
  try {
    return await place.exchanger.exchange({ method, url: place.url(path), ...range }, sink, place.signal);
  } catch (error) {
    if (sink.seen !== undefined && error === ENOUGH) {
      return sink.seen;
    }
    throw error;
  }
}

/** Ends an exchange of which all is known that is wanted. */
const ENOUGH = new Error("enough");

/** Nothing is wanted of a file but that it is there; a server without ranges would send all of it. */
class HeadSink implements ResponseSink {
  seen: ResponseHead | undefined;

  head(head: ResponseHead): void {
    this.seen = head;
  }

  data(): void {
    throw ENOUGH;
  }
}
