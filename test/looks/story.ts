import type { Inputs } from "../support/dist.ts";

/** A run is good, finds or meets something bad, or is refused before any work. */
export const RUNS = ["good", "findings", "refused"] as const;
export type Run = (typeof RUNS)[number];

/** What a run is given. */
export interface Scene {
  readonly inputs: Inputs;
  /** Stops the servers of the run. */
  readonly close?: () => Promise<unknown>;
}

/** Makes what a run reads in an empty folder, which the run has as its working directory. */
export type Story = (folder: string) => Scene | Promise<Scene>;

/** The runs of a step. */
export type Stories = Readonly<Record<Run, Story>>;
