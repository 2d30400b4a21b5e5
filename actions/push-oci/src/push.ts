import { compareCodePoints } from "@compose-actions/metadata";
import {
  type BlobSource,
  type Digest,
  EMPTY_CONFIG,
  fileBlob,
  type Repository,
  type TagPolicy,
} from "@compose-actions/oci";
import { countOf, fault, type StepContext } from "@compose-actions/step";
import { failureOf, Patience, type PushFailure } from "./failures.ts";
import type { LocalFile } from "./local-file.ts";
import { inParallel } from "./parallel.ts";
import { bytesOf, type ManifestOptions, type Plan, type PlannedManifest } from "./plan.ts";
import type { PushProgress } from "./push-progress.ts";

/** What became of a manifest, its tag and all its blobs. */
export type ManifestOutcome = { readonly state: "pushed" | "existing" } | { readonly failure: PushFailure };

export interface PushOptions extends ManifestOptions {
  /** By target. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly parallel: number;
  readonly policy: TagPolicy;
  readonly progress: PushProgress;
}

/** A blob, and the targets that have to have it. */
interface BlobTask {
  readonly file: LocalFile | undefined;
  readonly digest: Digest;
  readonly size: number;
  readonly targets: Set<string>;
}

/**
 * Pushes what is planned: all blobs, each content once to each repository, then the manifests whose blobs are there,
 * then the tags. What fails leaves the rest as it is.
 *
 * @returns what became of each manifest
 * @throws UserError when tags would move that must not; `signal.reason` when aborted
 */
export async function push(
  plan: Plan,
  options: PushOptions,
  { signal }: Pick<StepContext, "signal">,
): Promise<ReadonlyMap<PlannedManifest, ManifestOutcome>> {
  return new Push(options, signal).run(plan);
}

class Push {
  readonly #options: PushOptions;
  readonly #signal: AbortSignal;
  readonly #patience = new Patience();
  /** By target and digest: blobs that are not there. */
  readonly #failedBlobs = new Map<string, PushFailure>();
  /** Targets that something was sent to. */
  readonly #touched = new Set<string>();
  /** What tags were at before. */
  readonly #tags = new Map<PlannedManifest, Digest | undefined>();
  readonly #outcomes = new Map<PlannedManifest, ManifestOutcome>();

  constructor(options: PushOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  async run({ manifests }: Plan): Promise<ReadonlyMap<PlannedManifest, ManifestOutcome>> {
    const { parallel, policy, progress } = this.#options;
    if (policy === "immutable") {
      await this.#refuseMoves(manifests);
    }
    const open = manifests.filter((manifest) => !this.#outcomes.has(manifest));
    const tasks = blobTasks(open);
    progress.begin(tasks, open.length);
    await inParallel(tasks, parallel, (task) => this.#pushBlob(task));
    await inParallel(open, parallel, (manifest) => this.#pushManifest(manifest));
    await inParallel(open, parallel, (manifest) => this.#tag(manifest));
    return this.#outcomes;
  }

  /** Before anything is pushed: what could not get its tag would only lie there. */
  async #refuseMoves(manifests: readonly PlannedManifest[]): Promise<void> {
    const moved: string[] = [];
    await inParallel(manifests, this.#options.parallel, async (manifest) => {
      const { target, tag, digest } = manifest;
      const failure = await this.#attempt(target, async () => {
        const found = await this.#repository(target).resolve(tag, this.#signal);
        this.#tags.set(manifest, found);
        if (found !== undefined && found !== digest) {
          moved.push(`${target}:${tag} is ${found}, and would be ${digest}`);
        }
      });
      if (failure !== undefined) {
        this.#outcomes.set(manifest, { failure });
      }
    });
    if (moved.length > 0) {
      throw fault(
        `Tags that must not move are something else already: ${countOf(moved.length, "tag", "tags")}`,
        "use other tags, or tag-policy: move; nothing was pushed",
        moved.sort(compareCodePoints),
      );
    }
  }

  async #pushBlob(task: BlobTask): Promise<void> {
    const meter = this.#options.progress.blob(task.size);
    const others: Repository[] = [];
    for (const target of task.targets) {
      const repository = this.#repository(target);
      const failure = await this.#attempt(target, async () => {
        const options = { others, onBytes: meter.sent, signal: this.#signal };
        const outcome = await repository.pushBlob(blobOf(task), options);
        if (outcome !== "existing") {
          this.#touched.add(target);
        }
        others.push(repository);
        meter.settled(outcome);
      });
      if (failure !== undefined) {
        this.#failedBlobs.set(`${target}\n${task.digest}`, failure);
      }
    }
    meter.done();
  }

  async #pushManifest(manifest: PlannedManifest): Promise<void> {
    const { target, tag, digest } = manifest;
    const failed = this.#failedBlob(manifest);
    if (failed !== undefined) {
      this.#outcomes.set(manifest, { failure: failed });
      return;
    }
    const repository = this.#repository(target);
    const failure = await this.#attempt(target, async () => {
      // Where nothing had to be sent the tag mostly says it all.
      const found = this.#tags.has(manifest)
        ? this.#tags.get(manifest)
        : this.#touched.has(target)
          ? undefined
          : await repository.resolve(tag, this.#signal);
      if (found === digest) {
        this.#outcomes.set(manifest, { state: "existing" });
        return;
      }
      await repository.pushManifest(bytesOf(manifest, this.#options), this.#signal);
    });
    if (failure !== undefined) {
      this.#outcomes.set(manifest, { failure });
    }
    this.#options.progress.manifest();
  }

  async #tag(manifest: PlannedManifest): Promise<void> {
    if (this.#outcomes.has(manifest)) {
      return;
    }
    const { target, tag } = manifest;
    const failure = await this.#attempt(target, async () => {
      const pinned = bytesOf(manifest, this.#options);
      const state = await this.#repository(target).tag(tag, pinned, this.#options.policy, this.#signal);
      this.#outcomes.set(manifest, { state });
    });
    if (failure !== undefined) {
      this.#outcomes.set(manifest, { failure });
    }
  }

  #failedBlob({ target, files }: PlannedManifest): PushFailure | undefined {
    if (this.#failedBlobs.size === 0) {
      return undefined;
    }
    const digests = [EMPTY_CONFIG.digest, ...files.map(({ digest }) => digest)];
    return digests
      .map((digest) => this.#failedBlobs.get(`${target}\n${digest}`))
      .find((failure) => failure !== undefined);
  }

  /** Does something at a target that is not lost. @returns why it failed */
  async #attempt(target: string, work: () => Promise<void>): Promise<PushFailure | undefined> {
    const lost = this.#patience.lost(target);
    if (lost !== undefined) {
      return lost;
    }
    try {
      await work();
      this.#patience.succeeded(target);
      return undefined;
    } catch (error) {
      const failure = failureOf(error, this.#signal);
      this.#patience.failed(target, failure);
      this.#options.progress.failed(failure);
      return failure;
    }
  }

  #repository(target: string): Repository {
    const repository = this.#options.repositories.get(target);
    if (repository === undefined) {
      throw new Error(`${target} was not opened`);
    }
    return repository;
  }
}

/** Every content once, the largest first: they take longest. */
function blobTasks(manifests: readonly PlannedManifest[]): readonly BlobTask[] {
  const { digest, size } = EMPTY_CONFIG;
  const config = { file: undefined, digest, size, targets: new Set(manifests.map(({ target }) => target)) };
  const tasks = new Map<Digest, BlobTask>([[digest, config]]);
  for (const { target, files } of manifests) {
    for (const file of files) {
      const task = tasks.get(file.digest) ?? {
        file,
        digest: file.digest,
        size: file.size,
        targets: new Set(),
      };
      tasks.set(file.digest, task);
      task.targets.add(target);
    }
  }
  return [...tasks.values()].sort((a, b) => b.size - a.size);
}

function blobOf({ file, digest, size }: BlobTask): BlobSource {
  if (file === undefined) {
    return EMPTY_CONFIG;
  }
  if (file.seen === undefined) {
    throw new Error(`${file.localPath} was not looked at`);
  }
  const { path, inode } = file.seen;
  return fileBlob(path, { digest, size, shown: file.localPath, inode });
}
