import type { FileVerdict } from "@compose-actions/compose";
import { type ArtifactState, worse } from "./artifact-states.ts";
import { setAt } from "./set-at.ts";

/** What is known of a file that is not simply verified. */
export interface Verdict extends Omit<FileVerdict, "state" | "failure"> {
  readonly state: ArtifactState;
  /** The class of a failure, also those of transfers. */
  readonly failure?: string;
}

const VERIFIED: Verdict = { state: "verified" };
const PRESENT: Verdict = { state: "present" };

/** Verdicts by the number of the file: nearly all are the same, and take a number and no object. */
export class Verdicts {
  readonly #others = new Map<number, Verdict>();
  readonly #settled: number[] = [];

  set(file: number, verdict: Verdict): void {
    const { state } = verdict;
    // Of these there is nothing more to say.
    const plain = state === "verified" ? 1 : state === "present" ? 2 : 0;
    if (plain === 0) {
      this.#others.set(file, verdict);
    }
    setAt(this.#settled, file, plain === 0 ? 3 : plain, 0);
  }

  /** Keeps the worse of what was known and this. */
  add(file: number, verdict: Verdict): void {
    const known = this.get(file);
    if (known === undefined || worse(known.state, verdict.state) === verdict.state) {
      this.set(file, verdict);
    }
  }

  /** Undefined while nothing is known. */
  get(file: number): Verdict | undefined {
    switch (this.#settled[file]) {
      case 1:
        return VERIFIED;
      case 2:
        return PRESENT;
      case 3:
        return this.#others.get(file);
      default:
        return undefined;
    }
  }
}
