import { compareCodePoints } from "@compose-actions/metadata";
import {
  type BlobOutcome,
  type BlobSource,
  type Digest,
  EMPTY_CONFIG,
  fileBlob,
  type Repository,
  type TagPolicy,
} from "@compose-actions/oci";
import { countOf, fault, refuse, type StepContext } from "@compose-actions/step";
import { failureOf, Patience, type PushFailure } from "./failures.ts";
import type { LocalFile } from "./local-file.ts";
import { inParallel } from "./parallel.ts";
import { bytesOf, type ManifestOptions, type Plan, type PlannedManifest } from "./plan.ts";
import type { PushProgress } from "./push-progress.ts";
import { isLayout } from "./targets.ts";
import { explained } from "./wrong-checksum.ts";

/** What became of a manifest, its tag and all its blobs. */
export type ManifestOutcome = { readonly state: "pushed" | "existing" } | { readonly failure: PushFailure };

export interface PushOptions extends ManifestOptions {
  /** By target. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly parallel: number;
  readonly policy: TagPolicy;
  readonly progress: PushProgress;
}

/** A blob, and what became of it at the targets that have to have it. */
interface BlobTask {
  readonly file: LocalFile | undefined;
  readonly digest: Digest;
  readonly size: number;
  readonly targets: Map<string, BlobOutcome | PushFailure | undefined>;
}

/**
 * Pushes what is planned: all blobs, each content once to each repository, then the manifests whose blobs are there,
 * then the tags. What fails leaves the rest as it is.
 *
 * @returns what became of each manifest
 * @throws UserError when the login does not suffice, or tags would move that must not; `signal.reason` when aborted
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
  #blobs: ReadonlyMap<Digest, BlobTask> = new Map();
  /** Manifests that were not there before, or some of whose blobs were not. */
  readonly #new = new Set<PlannedManifest>();
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
    this.#blobs = blobTasks(open);
    progress.begin([...this.#blobs.values()], open.length);
    const config = this.#blobs.get(EMPTY_CONFIG.digest);
    if (config !== undefined) {
      await this.#introduce(config);
    }
    // The largest first: they take longest.
    const tasks = [...this.#blobs.values()].filter((task) => task !== config).sort((a, b) => b.size - a.size);
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
      const failure = await this.#attempt(target, nameOf(manifest), async () => {
        const found = await this.#repository(target).resolve(tag, this.#signal);
        this.#tags.set(manifest, found);
        if (found !== undefined && found !== digest) {
          moved.push(`${target}:${tag} is ${found}, and would be ${digest}`);
        }
      });
      if (failure !== undefined) {
        refuseLogin(failure);
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

  /** The config, which all manifests need, goes first: whether we may push at all is known before contents are sent. */
  async #introduce(config: BlobTask): Promise<void> {
    await this.#pushBlob(config);
    for (const outcome of config.targets.values()) {
      if (typeof outcome === "object") {
        refuseLogin(outcome);
      }
    }
  }

  async #pushBlob(task: BlobTask): Promise<void> {
    const meter = this.#options.progress.blob(task.size);
    const others: Repository[] = [];
    for (const target of task.targets.keys()) {
      const repository = this.#repository(target);
      const failure = await this.#attempt(target, task.file?.localPath ?? CONFIG, async () => {
        const options = { others, onBytes: meter.sent, signal: this.#signal };
        const outcome = await repository
          .pushBlob(blobOf(task), options)
          .catch(async (error: unknown) => Promise.reject(await explained(error, task.file, this.#signal)));
        if (outcome !== "existing") {
          this.#touched.add(target);
        }
        others.push(repository);
        task.targets.set(target, outcome);
        meter.settled(outcome);
      });
      if (failure !== undefined) {
        task.targets.set(target, failure);
      }
    }
    meter.done();
  }

  async #pushManifest(manifest: PlannedManifest): Promise<void> {
    const { target, digest } = manifest;
    const blobs = this.#outcomesOfBlobs(manifest);
    const failed = blobs.find((outcome) => typeof outcome === "object");
    if (typeof failed === "object") {
      this.#outcomes.set(manifest, { failure: failed });
      return;
    }
    if (blobs.some((outcome) => outcome !== "existing")) {
      this.#new.add(manifest);
    }
    const failure = await this.#attempt(target, nameOf(manifest), async () => {
      if ((await this.#formerTag(manifest)) === digest) {
        this.#outcomes.set(manifest, { state: this.#new.has(manifest) ? "pushed" : "existing" });
        return;
      }
      const pinned = bytesOf(manifest, this.#options);
      if ((await this.#repository(target).pushManifest(pinned, this.#signal)) === "pushed") {
        this.#new.add(manifest);
      }
    });
    if (failure !== undefined) {
      this.#outcomes.set(manifest, { failure });
    }
    this.#options.progress.manifest();
  }

  /**
   * What the tag of a manifest was at before, where that is worth a question: a registry that has it at a manifest has
   * the manifest, and where nothing was sent that is likely. The index of a layout says less than its files.
   */
  async #formerTag(manifest: PlannedManifest): Promise<Digest | undefined> {
    const { target, tag } = manifest;
    if (isLayout(target)) {
      return undefined;
    }
    if (this.#tags.has(manifest) || this.#touched.has(target)) {
      return this.#tags.get(manifest);
    }
    return this.#repository(target).resolve(tag, this.#signal);
  }

  async #tag(manifest: PlannedManifest): Promise<void> {
    if (this.#outcomes.has(manifest)) {
      return;
    }
    const { target, tag } = manifest;
    const failure = await this.#attempt(target, nameOf(manifest), async () => {
      const pinned = bytesOf(manifest, this.#options);
      const state = await this.#repository(target).tag(tag, pinned, this.#options.policy, this.#signal);
      this.#outcomes.set(manifest, { state: this.#new.has(manifest) ? "pushed" : state });
    });
    if (failure !== undefined) {
      this.#outcomes.set(manifest, { failure });
    }
  }

  #outcomesOfBlobs({ target, files }: PlannedManifest): readonly (BlobOutcome | PushFailure | undefined)[] {
    return [EMPTY_CONFIG.digest, ...files.map(({ digest }) => digest)].map((digest) =>
      this.#blobs.get(digest)?.targets.get(target),
    );
  }

  /**
   * Does something at a target that is not lost.
   *
   * @param what - what it is done with, as messages name it
   * @returns why it failed
   */
  async #attempt(target: string, what: string, work: () => Promise<void>): Promise<PushFailure | undefined> {
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
      this.#options.progress.failed(failure, what);
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

/** What the config of all manifests is called, which is no file. */
const CONFIG = "the empty config";

/** A manifest as messages name it. */
function nameOf({ parcel: { directory }, files: [first, ...others] }: PlannedManifest): string {
  const more = others.length === 0 ? "" : ` and ${countOf(others.length, "other file", "other files")}`;
  return directory ?? `${first?.localPath ?? "no files"}${more}`;
}

/** A login that is wrong is wrong for everything. @throws UserError */
function refuseLogin(failure: PushFailure): void {
  if (failure.class === "auth") {
    throw refuse(failure.message, "nothing was pushed");
  }
}

/** Every content once. */
function blobTasks(manifests: readonly PlannedManifest[]): ReadonlyMap<Digest, BlobTask> {
  const tasks = new Map<Digest, BlobTask>();
  const want = (digest: Digest, size: number, file: LocalFile | undefined, target: string) => {
    const task = tasks.get(digest) ?? { file, digest, size, targets: new Map() };
    tasks.set(digest, task);
    task.targets.set(target, undefined);
  };
  for (const { target, files } of manifests) {
    want(EMPTY_CONFIG.digest, EMPTY_CONFIG.size, undefined, target);
    for (const file of files) {
      want(file.digest, file.size, file, target);
    }
  }
  return tasks;
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
