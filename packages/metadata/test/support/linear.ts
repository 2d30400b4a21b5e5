import {
  baseUrlBuilder,
  createSelector,
  downgrade,
  MetadataError,
  parse,
  select,
  serialize,
  upgrade,
} from "@compose-actions/metadata";
import { expect } from "vitest";
import type { Json } from "./documents.ts";

const url = baseUrlBuilder("https://x/");

export const list = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));
export const table = (n: number, make: (i: number) => readonly [string, Json]): Json =>
  Object.fromEntries(list(n, make));

/** Everything that is done with a document: read, convert there and back, select, write. */
function useDocument(text: string): void {
  try {
    const { model } = parse(text);
    const { model: distributed } = upgrade(model, { url });
    serialize(downgrade(select(distributed, createSelector({ exclude: ["nothing"] }))).model);
    serialize(distributed);
  } catch (error) {
    if (!(error instanceof MetadataError)) {
      throw error;
    }
  }
}

function fastest(runs: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

interface Work {
  /** How large the input is, in whatever unit. */
  readonly size: number;
  readonly run: () => void;
}

/**
 * Four times the number may take at most two and a half times what four times the input would: linear work stays below,
 * quadratic work does not. What takes a few milliseconds says nothing and passes. Tried again when it fails: the machine
 * may be busy.
 */
export function expectLinear(make: (n: number) => Work, n: number): void {
  const small = make(n);
  const large = make(4 * n);
  const allowed = (2.5 * large.size) / small.size;
  let times: number[] = [];
  for (const runs of [1, 3, 3, 5]) {
    times = [fastest(runs, small.run), fastest(runs, large.run)];
    const [quick = 0, slow = 0] = times;
    if (slow < 40 || slow <= allowed * quick) {
      return;
    }
  }
  expect.fail(`${n} and ${4 * n} take ${times.map((time) => `${time.toFixed(1)} ms`).join(" and ")}`);
}

/** {@link expectLinear} for reading, converting and writing a text. */
export function expectLinearText(make: (n: number) => string, n: number): void {
  expectLinear((count) => {
    const text = make(count);
    return { size: text.length, run: () => useDocument(text) };
  }, n);
}
