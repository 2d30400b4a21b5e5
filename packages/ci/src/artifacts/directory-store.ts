import { randomUUID } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
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

/**
 * Artifacts in a directory that the host itself carries from job to job: `<name>/<place>/<file>`. What it brings is as
 * foreign as an archive: links, directories and other files are refused.
 *
 * @param absence - what to look at when something is not there
 */
export class DirectoryStore implements ArtifactStore {
  readonly where = `in ${ARTIFACT_DIRECTORY}`;
  readonly absence: string;
  readonly #root: string;

  constructor(cwd: string, absence: string) {
    this.#root = join(cwd, ARTIFACT_DIRECTORY);
    this.absence = absence;
  }

  async list(name: string): Promise<readonly StoredArtifact[]> {
    if (!(await this.#isThere(name))) return [];
    const entries = await readdir(join(this.#root, name), { withFileTypes: true });
    return entries.flatMap((entry) => {
      const place = parsePlaceText(entry.name);
      return place === undefined || !entry.isDirectory()
        ? []
        : [{ name: { name, ...place }, key: join(name, entry.name) }];
    });
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
    await this.#isThere(name.name);
    await mkdir(parent, { recursive: true });
    const temporary = join(parent, `.${randomUUID()}.tmp`);
    try {
      await mkdir(temporary);
      await stageFiles(files, temporary, signal);
      // What an earlier run of the same job has left is replaced as a whole.
      await rm(join(parent, place), { recursive: true, force: true });
      await rename(temporary, join(parent, place));
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
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
