import { setMaxListeners } from "node:events";
import { algorithmsOf, type FileClaims, judge, MAX_REPOMD_BYTES } from "@compose-actions/compose";
import { redactUrl } from "@compose-actions/metadata";
import type { Artifacts } from "@compose-actions/oci";
import { LAYOUT_HOST } from "@compose-actions/oci/inputs";
import {
  HostLimits,
  type HttpClient,
  hostOutcome,
  MAX_UNKNOWN_BYTES,
  nextDelay,
  TransferFailure,
  TransferMeter,
} from "@compose-actions/transfer";
import { connect } from "@compose-actions/transfer/client";
import type { Findings, Look } from "../look.ts";
import type { RemoteFigures } from "../result.ts";
import { rootUrlOf } from "../root-url.ts";
import { type Verdict, Verdicts } from "../verdicts.ts";
import { readBlob } from "./blob-on-disk.ts";
import { hashRemote, type Probe, probe } from "./exchanges.ts";
import { openArtifacts } from "./open-artifacts.ts";
import { type FileJob, type FilePlace, isRepomd, planJobs } from "./plan-jobs.ts";
import { type Attempt, askAll } from "./request-queue.ts";

/**
 * Asks servers for everything that is selected.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function checkLocations(look: Look): Promise<Findings> {
  const { inputs, settings, context, reading } = look;
  await reading.readPackages();
  const rootUrl = rootUrlOf(settings, look.sources);
  const check = new LocationCheck(look);
  const { jobs, seed } = planJobs(look, rootUrl, (file, verdict) => check.settle(file, verdict));
  await using artifacts = await openArtifacts(jobs, look);
  const client = connect(inputs, context, {
    ownHosts: artifacts?.registries.ownHosts,
    connections: settings.parallelRequests,
    authorizer: artifacts?.registries,
    compose: [...inputs.compose, ...(inputs["root-url"] === undefined ? [] : [inputs["root-url"]])],
  });
  try {
    await check.ask(jobs, { client, artifacts: artifacts?.artifacts });
  } finally {
    await client.close();
  }
  return {
    place: rootUrl === undefined ? undefined : redactUrl(rootUrl.href),
    verdicts: check.verdicts,
    whyUnverifiable: () => "the metadata has no checksum",
    unlisted: { policy: settings.unlisted, count: undefined, files: [] },
    remote: check.figures(seed),
  };
}

/** Whom to ask. */
interface Reach {
  readonly client: HttpClient;
  /** Undefined when nothing lies in a registry or a layout directory. */
  readonly artifacts: Artifacts | undefined;
}

/** A file where it can be had, and all that is said of it: by the metadata, and by the manifest that it pins. */
interface Target {
  readonly url: URL;
  readonly claims: FileClaims;
  /** More is not read of it when nobody knows its size. */
  readonly maxBytes: number;
}

class LocationCheck {
  readonly verdicts = new Verdicts();
  readonly #look: Look;
  readonly #hosts = new Set<string>();
  readonly #manifests = new Set<string>();
  readonly #meter: TransferMeter;
  #requests = 0;
  #redirected = 0;
  #withValidator = 0;
  #withoutSize = 0;
  #downloaded = 0;
  #downloadedBytes = 0;
  #settled = 0;

  constructor(look: Look) {
    this.#look = look;
    const { "low-speed-limit": bytesPerSecond, "low-speed-time": milliseconds } = look.inputs;
    this.#meter = new TransferMeter({
      lowSpeed: { bytesPerSecond, milliseconds },
      now: () => performance.now(),
    });
  }

  async ask(jobs: readonly FileJob[], reach: Reach): Promise<void> {
    const { settings, context } = this.#look;
    const now = () => performance.now();
    const timer = setInterval(() => this.#report(jobs.length), 250);
    const stop = new AbortController();
    const forward = () => stop.abort(context.signal.reason);
    context.signal.throwIfAborted();
    context.signal.addEventListener("abort", forward, { once: true });
    // Every request listens.
    setMaxListeners(0, stop.signal);
    try {
      await askAll(
        jobs,
        {
          limits: new HostLimits({ max: settings.parallelRequests, now }),
          parallel: settings.parallelRequests,
          now,
          attempt: (job, signal) => this.#attempt(job, reach, signal),
          giveUp: (job) =>
            this.settle(job.file, {
              state: "failed",
              failure: "connection",
              reason: "the host cannot be reached; it is not asked any more",
            }),
        },
        stop.signal,
      );
    } finally {
      clearInterval(timer);
      this.#meter.close();
      context.signal.removeEventListener("abort", forward);
      stop.abort();
    }
  }

  figures(seed: string | undefined): RemoteFigures {
    return {
      requests: this.#requests + this.#manifests.size,
      hosts: [...this.#hosts].sort(),
      redirected: this.#redirected,
      withValidator: this.#withValidator,
      withoutSize: this.#withoutSize,
      downloaded: this.#downloaded,
      downloadedBytes: this.#downloadedBytes,
      ...(seed === undefined ? {} : { seed }),
    };
  }

  async #attempt(job: FileJob, reach: Reach, signal: AbortSignal): Promise<Attempt> {
    try {
      const target = await this.#targetOf(job, reach, signal);
      const look = job.download ? this.#download : this.#probe;
      this.settle(job.file, await look.call(this, target, reach.client, signal));
      return { host: { kind: "ok" } };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      this.#requests += 1;
      return this.#recover(job, error);
    }
  }

  async #targetOf({ file, place }: FileJob, { artifacts }: Reach, signal: AbortSignal): Promise<Target> {
    const { inventory } = this.#look;
    const { table } = inventory;
    const claims = table.claims(file);
    const maxBytes = isRepomd(table.path(file), inventory) ? MAX_REPOMD_BYTES : MAX_UNKNOWN_BYTES;
    if (place.kind === "url") {
      const url = new URL(place.url);
      this.#hosts.add(url.host);
      return { url, claims, maxBytes };
    }
    if (artifacts === undefined) {
      throw new TypeError("an artifact was planned for, and no registry was opened");
    }
    if (!place.url.startsWith(`oci://${LAYOUT_HOST}/`)) {
      this.#manifests.add(place.url);
    }
    const { layer, below } = place;
    const { checksums } = claims;
    const declared = { localPath: table.path(file), size: table.size(file) ?? null, checksums, layer, below };
    const found = await artifacts.locate(place.url, declared, signal);
    return {
      url: new URL(found.url),
      claims: { sizes: [...claims.sizes, found.size], checksums: found.checksums },
      maxBytes,
    };
  }

  async #probe({ url, claims }: Target, client: HttpClient, signal: AbortSignal): Promise<Verdict> {
    const size = isOnDisk(url)
      ? (await readBlob(url, undefined, signal)).size
      : await this.#sizeAt(url, client, signal);
    const other = claims.sizes.find((expected) => size !== undefined && expected !== size);
    return other === undefined
      ? { state: "present" }
      : { state: "corrupt", cause: "size", expected: `${other}`, actual: `${size}` };
  }

  async #sizeAt(url: URL, client: HttpClient, signal: AbortSignal): Promise<number | undefined> {
    const found = await probe(client, url, signal);
    this.#count(found);
    return found.size;
  }

  async #download(
    { url, claims, maxBytes }: Target,
    client: HttpClient,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const { settings } = this.#look;
    const algorithms = algorithmsOf(claims.checksums);
    if (isOnDisk(url)) {
      return judge(claims, await readBlob(url, algorithms, signal), settings.minChecksum);
    }
    const onBytes = (bytes: number) => {
      this.#downloadedBytes += bytes;
    };
    const wanted = { algorithms, size: claims.sizes[0], maxBytes };
    const result = await hashRemote(client, url, wanted, { onBytes, signal, meter: this.#meter });
    this.#count(result);
    this.#downloaded += 1;
    return judge(claims, result.found, settings.minChecksum);
  }

  #count({ size, hasValidator, redirects, requests, host }: Probe): void {
    this.#hosts.add(host);
    this.#requests += requests;
    this.#redirected += redirects > 0 ? 1 : 0;
    this.#withValidator += hasValidator ? 1 : 0;
    this.#withoutSize += size === undefined ? 1 : 0;
  }

  #recover(job: FileJob, error: TransferFailure): Attempt {
    const { inputs } = this.#look;
    const host = hostOutcome(error);
    job.failures += 1;
    if (error.remedy === "again" && job.failures <= inputs.retries) {
      const next = nextDelay({
        attempt: job.failures,
        retryAfterMs: error.retryAfterMs,
        random: Math.random,
        base: inputs["retry-delay"],
      });
      if (next.giveUp !== true) {
        return { host, retryMs: next.delayMs };
      }
    }
    this.settle(job.file, verdictOf(error, job.place));
    return { host };
  }

  /** A file that several places are named for is as good as the worst of them. */
  settle(file: number, verdict: Verdict): void {
    this.#settled += 1;
    this.verdicts.add(file, verdict);
  }

  #report(total: number): void {
    this.#look.context.reporter.progress({
      activity: "asking for",
      done: Math.min(this.#settled, total),
      total,
      unit: "files",
      bytes: this.#downloadedBytes,
    });
  }
}

function verdictOf({ failure, message: reason }: TransferFailure, { kind }: FilePlace): Verdict {
  if (failure === "not-found") {
    return { state: "missing", reason };
  }
  if (kind === "artifact" && failure === "checksum") {
    // What a registry says of its own is enough to know.
    return { state: "corrupt", cause: "checksum", reason };
  }
  return kind === "artifact" && failure === "size-mismatch"
    ? { state: "corrupt", cause: "size", reason }
    : { state: "failed", failure, reason };
}

/** Only layout directories lead there. */
function isOnDisk({ protocol }: URL): boolean {
  return protocol === "file:";
}
