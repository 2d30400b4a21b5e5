import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { METADATA_FILE_NAMES, redactUrl } from "@compose-actions/metadata";
import { fault, refuse, type StepContext } from "@compose-actions/step";
import { connect } from "./connect.ts";
import type { ConnectionInputs } from "./connection-inputs.ts";
import { type FlowMeter, TransferMeter } from "./download/meter.ts";
import { TransferFailure } from "./failure.ts";
import { onDisk } from "./files/disk-failure.ts";
import { writeFully } from "./files/io.ts";
import type { Flow, HttpClient, ResponseHead, ResponseSink } from "./http/client.ts";
import { statusFailure } from "./http/failures.ts";
import type { RemoteMetadataFile } from "./metadata-fetcher.ts";
import { nextDelay } from "./retry/backoff.ts";

/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;

export interface FetchMetadataOptions {
  readonly inputs: ConnectionInputs & { readonly compose: readonly string[] };
  readonly context: StepContext;
  readonly signal: AbortSignal;
}

/**
 * Downloads what a URL means: a metadata file, or the files of a compose, which lie in `compose/metadata/`, in
 * `metadata/`, or at the URL itself. A file that the server says is not there is none; any other failure is one.
 *
 * @param directory - for the files; it must not exist yet
 * @throws UserError
 */
export async function fetchMetadata(
  url: string,
  directory: string,
  { inputs, context, signal }: FetchMetadataOptions,
): Promise<readonly RemoteMetadataFile[]> {
  const base = metadataUrl(url);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const client = connect(inputs, context, { compose: inputs.compose });
  const meter = new TransferMeter({
    lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
    now: () => performance.now(),
  });
  const get: GetFile = (from, to, until) =>
    fetchFile(client, from, () => new FileSink(to, meter), inputs, AbortSignal.any([signal, until]));
  try {
    if (base.pathname.endsWith(".json")) {
      const path = `${directory}/metadata.json`;
      if (!(await get(base, path, signal))) {
        throw refuse(`compose: ${redactUrl(url)}: there is no such file`, "check the URL");
      }
      const rootUrl = rootUrlOf(new URL("./", base));
      return [{ path, root: directory, url: base.href, rootUrl }];
    }
    let forbidden: TransferFailure | undefined;
    for (const place of ["compose/metadata/", "metadata/", ""]) {
      try {
        const files = await fetchDirectory(below(base, place), directory, get);
        if (files.length > 0) {
          return files;
        }
      } catch (error) {
        // Some stores say so of everything that is not there.
        if (!(error instanceof TransferFailure) || error.status !== 403) {
          throw error;
        }
        forbidden ??= error;
      }
    }
    if (forbidden !== undefined) {
      throw forbidden;
    }
  } catch (error) {
    throw error instanceof TransferFailure
      ? fault(
          `compose: ${redactUrl(url)} could not be read: ${error.message}`,
          remedyOf(error),
          undefined,
          error,
        )
      : error;
  } finally {
    meter.close();
    await client.close();
  }
  throw refuse(
    `compose: there is no metadata at ${redactUrl(url)}`,
    "none of the usual files is there, in metadata/ or in compose/metadata/; check the URL",
  );
}

function metadataUrl(url: string): URL {
  if (!URL.canParse(url)) {
    throw refuse(`compose: ${redactUrl(url)} is not a URL`);
  }
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse(
      `compose: ${redactUrl(url)} holds a user name or a password`,
      "use http-username and http-password, http-token, or a netrc file",
    );
  }
  parsed.hash = "";
  return parsed;
}

/** A query stays: it may be what opens the place. */
function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
  return url;
}

/** @returns whether the file is there */
type GetFile = (from: URL, to: string, until: AbortSignal) => Promise<boolean>;

async function fetchDirectory(place: URL, directory: string, get: GetFile): Promise<RemoteMetadataFile[]> {
  const stop = new AbortController();
  const fetching = METADATA_FILE_NAMES.map(async ([expects, ...names]) => {
    for (const name of names) {
      const url = below(place, name);
      const path = `${directory}/${name}`;
      if (await get(url, path, stop.signal)) {
        return [{ expects, path, root: directory, url: url.href, rootUrl: rootUrlOf(place) }];
      }
    }
    return [];
  });
  try {
    return (await Promise.all(fetching)).flat();
  } catch (error) {
    // One failure is enough: the others must not wait for better times.
    stop.abort(error);
    await Promise.allSettled(fetching);
    throw error;
  }
}

/** A directory called `metadata` lies in the compose that it describes. */
function rootUrlOf(place: URL): string {
  const root = place.pathname.endsWith("/metadata/") ? new URL("../", place) : new URL("./", place);
  root.search = "";
  return root.href;
}

/** @returns whether it is there */
async function fetchFile(
  client: HttpClient,
  url: URL,
  newSink: () => FileSink,
  inputs: ConnectionInputs,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const sink = newSink();
    try {
      await client.exchange({ method: "GET", url }, sink, signal);
      sink.close();
      return true;
    } catch (error) {
      sink.discard();
      if (!(error instanceof TransferFailure) || error.remedy !== "again" || attempt > inputs.retries) {
        if (error instanceof TransferFailure && error.failure === "not-found") {
          return false;
        }
        throw error;
      }
      const { retryAfterMs } = error;
      const delay = nextDelay({ attempt, retryAfterMs, random: Math.random, base: inputs["retry-delay"] });
      if (delay.giveUp === true) {
        throw error;
      }
      try {
        await sleep(delay.delayMs, undefined, { signal });
      } catch {
        // It says that it was aborted, and not why.
        throw signal.reason;
      }
    }
  }
}

class FileSink implements ResponseSink {
  readonly #path: string;
  readonly #meter: TransferMeter;
  #flow: FlowMeter | undefined;
  #descriptor: number | undefined;
  #bytes = 0;

  constructor(path: string, meter: TransferMeter) {
    this.#path = path;
    this.#meter = meter;
  }

  head({ status, headers, url }: ResponseHead, flow: Flow): void {
    if (status !== 200) {
      throw statusFailure(status, headers, Date.now());
    }
    if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the server sends the file encoded although that was not asked for",
        {
          remedy: "never",
        },
      );
    }
    this.#descriptor = onDisk(undefined, () => openSync(this.#path, "w", 0o600));
    this.#flow = this.#meter.start(flow, url.host, this.#meter.time);
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_METADATA_BYTES) {
      throw new TransferFailure("too-large", "the file has more than 2 GiB", { remedy: "never" });
    }
    onDisk(undefined, () => writeFully(this.#descriptor as number, chunk));
    this.#flow?.count(chunk.length);
  }

  close(): void {
    this.#flow?.stop();
    if (this.#descriptor !== undefined) {
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }

  discard(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}

function remedyOf({ failure }: TransferFailure): string | undefined {
  switch (failure) {
    case "auth":
      return "give http-token or http-username with http-password, or a netrc file, and name the origin in auth-origins";
    case "tls":
      return "name your certificate authority with ca-file";
    case "forbidden-address":
      return "open it with allow-hosts if that is meant";
    case "connection":
      return "check the host and its port in the URL, and the network: proxies are taken from HTTPS_PROXY and HTTP_PROXY";
    case "rate-limited":
    case "server-error":
    case "timeout":
      return "run it again later, or with more retries";
    default:
      return undefined;
  }
}
