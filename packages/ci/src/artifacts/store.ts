import type { ArtifactName } from "./names.ts";

/** An artifact that can be had. */
export interface StoredArtifact {
  readonly name: ArtifactName;
  /** How the store knows it. */
  readonly key: string;
  /** The start of the job that made it, where the attempt does not say it; 0 otherwise. */
  readonly execution: bigint;
  /** When it was handed on, in milliseconds, where nothing else tells what came later; 0 otherwise. */
  readonly time: number;
}

/** A file of an artifact: the name that it has there, and where it lies. */
export interface ArtifactFile {
  readonly name: string;
  readonly path: string;
}

/**
 * Where artifacts lie between jobs. Every method throws `UserError` with what the user can do, and `signal.reason`.
 */
export interface ArtifactStore {
  /** Where that is, in the words of a sentence: "in this workflow run". */
  readonly where: string;
  /** What to look at when something was expected and is not there. */
  readonly absence: string;
  /** What jobs have handed on under a name, in any order. */
  list(name: string, signal: AbortSignal): Promise<readonly StoredArtifact[]>;
  /** Puts the files of an artifact, checked, into a directory that it makes. */
  fetch(artifact: StoredArtifact, directory: string, signal: AbortSignal): Promise<void>;
  /** Keeps files, all or none of them. */
  keep(name: ArtifactName, files: readonly ArtifactFile[], signal: AbortSignal): Promise<void>;
}
