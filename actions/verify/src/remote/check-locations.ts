import { setMaxListeners } from "node:events";
import { algorithmsOf, judge, MAX_REPOMD_BYTES } from "@compose-actions/compose";
import { redactUrl } from "@compose-actions/metadata";
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
import type { RemoteFigures } from "../result.ts";
import { type Verdict, Verdicts } from "../verdicts.ts";
import type { Findings, Look } from "../verify.ts";
import { hashRemote, type Probe, probe } from "./exchanges.ts";
import { type FileJob, isRepomd, planJobs } from "./plan-jobs.ts";
import { type Attempt, askAll } from "./request-queue.ts";

/**
 * Asks servers for everything that is selected.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function checkLocations(look: Look): Promise<Findings> {
  const { inputs, settings, context, reading } = look;
  await reading.readPackages();
  const rootUrl = rootUrlOf(look);
  const check = new LocationCheck(look);
  const { jobs, seed } = planJobs(look, rootUrl, (file, verdict) => check.settle(file, verdict));
  const client = connect(inputs, context, {
    connections: settings.parallelRequests,
    compose: [...inputs.compose, ...(inputs["root-url"] === undefined ? [] : [inputs["root-url"]])],
  });
  try {
    await check.ask(jobs, client);
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

function rootUrlOf({ settings, sources }: Look): URL | undefined {
  const urls = new Set(sources.flatMap(({ rootUrl }) => rootUrl ?? []));
  const [only] = urls;
  return settings.rootUrl ?? (urls.size === 1 && only !== undefined ? new URL(only) : undefined);
}

class LocationCheck {
  readonly verdicts = new Verdicts();
  readonly #look: Look;
  readonly #hosts = new Set<string>();
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

  async ask(jobs: readonly FileJob[], client: HttpClient): Promise<void> {
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
          attempt: (job, signal) => this.#attempt(job, client, signal),
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
      requests: this.#requests,
      hosts: [...this.#hosts].sort(),
      redirected: this.#redirected,
      withValidator: this.#withValidator,
      withoutSize: this.#withoutSize,
      downloaded: this.#downloaded,
      downloadedBytes: this.#downloadedBytes,
      ...(seed === undefined ? {} : { seed }),
    };
  }

  async #attempt(job: FileJob, client: HttpClient, signal: AbortSignal): Promise<Attempt> {
    const url = new URL(job.url);
    this.#hosts.add(url.host);
    try {
      this.settle(
        job.file,
        job.download
          ? await this.#download(job, url, client, signal)
          : await this.#probe(job, url, client, signal),
      );
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

  async #probe({ file }: FileJob, url: URL, client: HttpClient, signal: AbortSignal): Promise<Verdict> {
    const found = await probe(client, url, signal);
    this.#count(found);
    for (const size of this.#look.inventory.table.claims(file).sizes) {
      if (found.size !== undefined && found.size !== size) {
        return { state: "corrupt", cause: "size", expected: `${size}`, actual: `${found.size}` };
      }
    }
    return { state: "present" };
  }

  async #download({ file }: FileJob, url: URL, client: HttpClient, signal: AbortSignal): Promise<Verdict> {
    const { inventory, settings } = this.#look;
    const { table } = inventory;
    const wanted = {
      algorithms: algorithmsOf(table.checksums(file)),
      size: table.size(file),
      maxBytes: isRepomd(table.path(file), inventory) ? MAX_REPOMD_BYTES : MAX_UNKNOWN_BYTES,
    };
    const onBytes = (bytes: number) => {
      this.#downloadedBytes += bytes;
    };
    const result = await hashRemote(client, url, wanted, { onBytes, signal, meter: this.#meter });
    this.#count(result);
    this.#downloaded += 1;
    return judge(table.claims(file), result.found, settings.minChecksum);
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
    this.settle(
      job.file,
      error.failure === "not-found"
        ? { state: "missing", reason: error.message }
        : { state: "failed", failure: error.failure, reason: error.message },
    );
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
