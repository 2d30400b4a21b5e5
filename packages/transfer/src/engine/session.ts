import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import type { StepContext } from "@compose-actions/step";
import { clientOptions } from "../client-options.ts";
import type { ConnectionInputs } from "../connection-inputs.ts";
import { Followers } from "../download/followers.ts";
import { type JobOutcome, partialKey, type TransferJob } from "../download/job.ts";
import { type LowSpeedLimit, TransferMeter } from "../download/meter.ts";
import { onDisk } from "../files/disk-failure.ts";
import { io, removeFile } from "../files/io.ts";
import { Journal } from "../files/journal.ts";
import type { HeldLock, LockOptions } from "../files/lock.ts";
import { lockOutput } from "../files/output-lock.ts";
import { PrivateDirectory } from "../files/private-directory.ts";
import { TreeRoot } from "../files/tree-root.ts";
import { BandwidthLimit } from "../http/bandwidth.ts";
import type { HttpClient, HttpClientOptions } from "../http/client.ts";
import type { RequestAuthorizer } from "../http/request-authorizer.ts";
import { HostLimits } from "../retry/host-limits.ts";
import { type FsyncPolicy, Placer } from "./placer.ts";
import { transferAll } from "./transfer-all.ts";

export interface SessionOptions {
  readonly output: string;
  readonly connection: ConnectionInputs;
  /** What the user named as places of metadata. */
  readonly compose: readonly string[];
  /** Hosts that the user has named: they may be asked wherever they are. */
  readonly ownHosts?: readonly string[] | undefined;
  /** Speaks for the URLs of registries. */
  readonly authorizer?: RequestAuthorizer | undefined;
  /** Transfers at a time. */
  readonly parallel: number;
  /** Connections for one big file, at most. */
  readonly connectionsPerFile: number;
  readonly failFast: boolean;
  readonly fsync: FsyncPolicy;
  /** Bytes per second for all transfers together. */
  readonly bandwidth?: number | undefined;
  readonly lowSpeed: LowSpeedLimit;
  /** How long to wait for another run on the same directory, in milliseconds. */
  readonly lockTimeoutMs: number;
  /** How the directory is locked, where not as usual. */
  readonly lock?: Pick<LockOptions, "timing" | "identify">;
  /** Names the part of a run that works beside others on the same directory: `shard-1-of-4`. */
  readonly shard?: string;
}

const now = () => performance.now();

/** What shards found out holds for the whole, if they worked on this very directory. */
function absorbShards(journal: Journal, directory: PrivateDirectory): void {
  const home = dirname(directory.journalPath);
  const names = onDisk("the journal", () => io.readdirSync(home));
  const shards = names.filter((name) => /^journal-shard-\d+-of-\d+$/.test(name)).sort();
  for (const name of shards) {
    journal.absorb(`${home}/${name}`, "the journal of a shard");
    directory.adoptPartials(name.slice("journal-".length));
  }
  journal.flush();
  for (const name of shards) {
    onDisk("the journal of a shard", () => removeFile(`${home}/${name}`));
  }
}

/** One run's hold on an output directory: its tree, its journal, its lock, and the connections to servers. */
export class TransferSession {
  readonly directory: PrivateDirectory;
  readonly tree: TreeRoot;
  readonly journal: Journal;
  readonly placer: Placer;
  readonly #options: SessionOptions;
  readonly #clientOptions: HttpClientOptions;
  /** Aborted with the run, or when another run has taken the directory over: nothing may be written then. */
  readonly signal: AbortSignal;
  readonly #release: HeldLock;
  readonly #meter: TransferMeter;
  readonly #limits: HostLimits;
  readonly #followers = new Followers();
  readonly #hasPartials: boolean;
  #client: HttpClient | undefined;

  /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
  static async open(options: SessionOptions, context: StepContext): Promise<TransferSession> {
    const { connection, parallel: connections, compose, ownHosts, authorizer } = options;
    // Wrong inputs are refused before anything is made.
    const client = clientOptions(connection, context, { connections, compose, ownHosts, authorizer });
    const directory = PrivateDirectory.open(options.output, { shard: options.shard });
    const lost = new AbortController();
    try {
      const release = await lockOutput(directory, {
        ...options.lock,
        output: options.output,
        timeoutMs: options.lockTimeoutMs,
        signal: context.signal,
        onLost: (error) => lost.abort(error),
      });
      try {
        const signal = AbortSignal.any([context.signal, lost.signal]);
        const session = new TransferSession(options, client, signal, directory, release);
        lost.signal.addEventListener("abort", () => session.journal.abandon());
        return session;
      } catch (error) {
        release();
        throw error;
      }
    } catch (error) {
      directory.close();
      throw error;
    }
  }

  private constructor(
    options: SessionOptions,
    client: HttpClientOptions,
    signal: AbortSignal,
    directory: PrivateDirectory,
    release: HeldLock,
  ) {
    this.#options = options;
    this.#clientOptions = client;
    this.signal = signal;
    this.directory = directory;
    this.#release = release;
    directory.removeLeftovers();
    this.tree = TreeRoot.open(options.output, {
      create: true,
      privateDirectory: directory,
      check: release.check,
    });
    const { journalPath } = directory;
    if (options.shard === undefined) {
      this.journal = Journal.open(journalPath, "the journal");
      absorbShards(this.journal, directory);
    } else {
      this.journal = Journal.open(`${journalPath}-${options.shard}`, "the journal");
      // What the last run over everything found out. Nobody writes to that one now.
      this.journal.underlay(journalPath, "the journal");
    }
    this.placer = new Placer(this.tree, this.journal, options.fsync);
    this.#hasPartials = this.journal.partials().length > 0;
    this.#meter = new TransferMeter({
      lowSpeed: options.lowSpeed,
      now,
      ...(options.bandwidth === undefined ? {} : { bandwidth: new BandwidthLimit(options.bandwidth, now) }),
    });
    this.#limits = new HostLimits({ max: options.parallel, now });
  }

  /** Bytes that an earlier run left of a file, and that need not be received again. */
  partialBytes(job: TransferJob): number {
    const known = this.#hasPartials ? this.journal.partialOf(partialKey(job)) : undefined;
    if (known === undefined) {
      return 0;
    }
    const path = this.directory.pathOf(this.directory.partialName(known.key));
    const found = onDisk(undefined, () => io.lstatSync(path, { throwIfNoEntry: false })?.size ?? 0);
    return Math.min(found, known.size ?? found);
  }

  /** Removes all unfinished files: to be called when nothing is left to be done with them. */
  discardPartials(): void {
    for (const { key } of this.journal.partials()) {
      this.journal.forgetPartial(key);
    }
    for (const name of this.directory.partials()) {
      this.directory.discard(name);
    }
  }

  /** Bytes that came from servers so far. */
  get receivedBytes(): number {
    return this.#meter.bytes;
  }

  /** What came from each host so far: together the received bytes. */
  get hosts(): TransferMeter["hosts"] {
    return this.#meter.hosts;
  }

  /**
   * Transfers files into the tree.
   *
   * @throws `signal.reason` when aborted
   */
  async transfer<J extends TransferJob>(
    jobs: readonly J[],
    onOutcome: (outcome: JobOutcome<J>) => void,
  ): Promise<void> {
    if (jobs.length === 0) {
      return;
    }
    const { connection, parallel, failFast } = this.#options;
    this.#client ??= await this.#connect();
    try {
      await transferAll(
        jobs,
        {
          client: this.#client,
          directory: this.directory,
          journal: this.journal,
          meter: this.#meter,
          limits: this.#limits,
          parallel,
          failFast,
          retries: connection.retries,
          retryDelayMs: connection["retry-delay"],
          hasPartials: this.#hasPartials,
          followers: this.#followers,
          connectionsPerFile: this.#options.connectionsPerFile,
          random: Math.random,
          now,
          place: (file, job, checksums) => this.placer.place(file, job, checksums),
          onOutcome,
        },
        this.signal,
      );
    } finally {
      this.placer.flush();
      this.journal.flush();
    }
  }

  /** What HTTP takes is loaded when there is something to transfer. */
  async #connect(): Promise<HttpClient> {
    const { HttpClient } = await import("../http/client.ts");
    return new HttpClient(this.#clientOptions);
  }

  async close(): Promise<void> {
    this.#meter.close();
    await this.#client?.close();
    await this.#followers.close();
    try {
      this.journal.close();
    } finally {
      this.tree.close();
      try {
        this.#release();
      } catch {
        // The lock of a process that has ended is nobody's.
      }
      this.directory.close();
    }
  }
}
