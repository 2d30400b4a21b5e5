import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fault } from "@compose-actions/step";
import { ARTIFACT_LIMIT, allowedFiles, refuseContent, shownName } from "./allowed-files.ts";
import { type ArtifactName, parsePlaceText, placeText } from "./names.ts";
import { stageFiles } from "./staging.ts";
import type { ArtifactFile, ArtifactStore, StoredArtifact } from "./store.ts";

/** Below the working directory; not hidden, since uploads leave out what is. */
export const ARTIFACT_DIRECTORY = "compose-actions-artifacts";

export interface DirectoryStoreOptions {
  /** What to look at when something is not there. */
  readonly absence: string;
  /** The run whose artifacts these are; absent: the host knows none, and all that lies there counts. */
  readonly run: string | undefined;
  /** The start of the job, where the attempt does not say it. */
  readonly execution: string | undefined;
}

/**
 * Artifacts in a directory that the host itself carries from job to job: `<name>/<place>.run-<run>/<file>`. What it
 * brings is as foreign as an archive: links, directories and other files are refused. A directory may be kept from run
 * to run: what another run has left there is not taken.
 */
export class DirectoryStore implements ArtifactStore {
  readonly where = `in ${ARTIFACT_DIRECTORY}`;
  readonly #options: DirectoryStoreOptions;
  readonly #root: string;
  #strangers = 0;

  constructor(cwd: string, options: DirectoryStoreOptions) {
    this.#root = join(cwd, ARTIFACT_DIRECTORY);
    this.#options = options;
  }

  get absence(): string {
    const strangers = this.#strangers === 0 ? "" : "What lies there is of other runs, and is not taken. ";
    return `${strangers}${this.#options.absence}`;
  }

  async list(name: string): Promise<readonly StoredArtifact[]> {
    const all = await this.#entries(name);
    const own = all.filter(({ run }) => run === this.#options.run);
    this.#strangers = all.length - own.length;
    const newest = new Map<string, Entry>();
    for (const entry of own) {
      const known = newest.get(entry.place);
      if (known === undefined || entry.execution > known.execution) newest.set(entry.place, entry);
    }
    const found: StoredArtifact[] = [];
    for (const { place, directory, execution } of newest.values()) {
      const facts = parsePlaceText(place);
      if (facts === undefined) continue;
      const key = join(name, directory);
      found.push({
        name: { name, ...facts },
        key,
        execution,
        time: await this.#timeOf(key, facts, execution),
      });
    }
    return found;
  }

  async fetch({ name, key }: StoredArtifact, directory: string, signal: AbortSignal): Promise<void> {
    const artifact = join(ARTIFACT_DIRECTORY, key);
    const allowed = allowedFiles(name.content);
    const entries = await readdir(join(this.#root, key), { withFileTypes: true });
    const foreign = entries.find((entry) => !entry.isFile() || !allowed.has(entry.name));
    if (foreign !== undefined) throw refuseContent(artifact, `it holds "${shownName(foreign.name)}"`);
    if (entries.length === 0) throw refuseContent(artifact, "it is empty");
    await mkdir(directory);
    let size = 0;
    for (const entry of entries) {
      // What was a file a moment ago may be a link now.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      const file = await open(join(this.#root, key, entry.name), flags);
      try {
        const stats = await file.stat();
        size += stats.size;
        if (!stats.isFile() || size > ARTIFACT_LIMIT) throw refuseContent(artifact, "its files are too big");
        const content = file.createReadStream({
          start: 0,
          end: Math.max(0, stats.size - 1),
          autoClose: false,
        });
        await pipeline(content, createWriteStream(join(directory, entry.name), { flags: "wx" }), { signal });
      } finally {
        await file.close();
      }
    }
  }

  async keep(name: ArtifactName, files: readonly ArtifactFile[], signal: AbortSignal): Promise<void> {
    const [parent, place] = [join(this.#root, name.name), placeText(name)];
    const former = (await this.#entries(name.name)).filter((entry) => entry.place === place);
    await mkdir(parent, { recursive: true });
    const temporary = join(parent, `.${randomUUID()}.tmp`);
    const own = this.#directoryOf(place);
    try {
      await mkdir(temporary);
      await stageFiles(files, temporary, signal);
      // What an earlier run of the same job has left is replaced as a whole.
      for (const { directory } of former) {
        if (directory !== own || this.#options.run === undefined) {
          await rm(join(parent, directory), { recursive: true, force: true });
        }
      }
      await this.#put(temporary, join(parent, own));
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  /** What this very start of the job has handed on before stays: it was another step, or another leg. */
  async #put(temporary: string, place: string): Promise<void> {
    try {
      await rename(temporary, place);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
      if (await holdSame(temporary, place)) return;
      throw fault(
        `${place} was handed on by this run before, with other contents`,
        "Steps that hand on under one name must have different outputs, and legs of a matrix a matrix-leg each. Otherwise give each a name of its own in metadata-artifact and report-artifact.",
      );
    }
  }

  /**
   * Where the host counts attempts these tell what was later, and what carries the directory may set any times. GitLab
   * carries the times, and in a terminal the files lie where they were written.
   */
  async #timeOf(key: string, { content }: Pick<ArtifactName, "content">, execution: bigint): Promise<number> {
    if (this.#options.run !== undefined && execution === 0n) return 0;
    const times = [...allowedFiles(content)].map(async (file) => {
      const stats = await lstat(join(this.#root, key, file)).catch(() => undefined);
      return stats?.mtimeMs ?? 0;
    });
    return Math.max(...(await Promise.all(times)));
  }

  #directoryOf(place: string): string {
    const { run, execution } = this.#options;
    if (run === undefined) return place;
    return `${place}.run-${run}${execution === undefined ? "" : `-${execution}`}`;
  }

  /** What lies there under a name, of whatever run. */
  async #entries(name: string): Promise<readonly Entry[]> {
    if (!(await this.#isThere(name))) return [];
    const entries = await readdir(join(this.#root, name), { withFileTypes: true });
    return entries.flatMap((entry): readonly Entry[] => {
      const [, place = "", run, execution = "0"] =
        /^(.+?)(?:\.run-([1-9]\d{0,17})(?:-([1-9]\d{0,17}))?)?$/.exec(entry.name) ?? [];
      return entry.isDirectory() && parsePlaceText(place) !== undefined
        ? [{ directory: entry.name, place, run, execution: BigInt(execution) }]
        : [];
    });
  }

  /** @throws UserError when something else lies in the place of a directory: a link may lead anywhere */
  async #isThere(name: string): Promise<boolean> {
    for (const path of [this.#root, join(this.#root, name)]) {
      const stats = await lstat(path).catch(() => undefined);
      if (stats === undefined) return false;
      if (!stats.isDirectory())
        throw fault(`${path} is not a directory`, "Remove it, and run the step again.");
    }
    return true;
  }
}

/** A directory that has the form of an artifact. */
interface Entry {
  readonly directory: string;
  readonly place: string;
  readonly run: string | undefined;
  readonly execution: bigint;
}

async function holdSame(one: string, other: string): Promise<boolean> {
  const names = (await readdir(one)).sort();
  const entries = await readdir(other, { withFileTypes: true });
  if (!entries.every((entry) => entry.isFile())) return false;
  if (
    entries
      .map(({ name }) => name)
      .sort()
      .join("/") !== names.join("/")
  )
    return false;
  for (const name of names) {
    const [a, b] = await Promise.all([digestOf(join(one, name)), digestOf(join(other, name))]);
    if (a !== b) return false;
  }
  return true;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
