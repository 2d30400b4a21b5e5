/**
 * A step of a compiled glob: takes one character (by code point) and goes on with the next step, goes on with any of
 * several, or with another one. The end of the program is the end of the pattern.
 */
export type GlobInstruction =
  | { readonly test: (character: number) => boolean }
  | { readonly choice: readonly number[] }
  | { readonly target: number };

/** More states than this are forgotten, and made again when they are needed. */
const MAX_STATES = 1 << 10;
const ASCII = 0x80;

/** Where a glob may be after some characters. */
interface State {
  /** Instructions that take a character. */
  readonly steps: readonly number[];
  /** Whether the path may end here. */
  readonly accepts: boolean;
  /** By the next character, as far as it is known. */
  readonly next: (State | undefined)[];
}

/**
 * Runs a glob by keeping all places where it may be at once, so that nothing is tried twice: a path takes at most its
 * length times the pattern's. Sets of places are remembered, with what each ASCII character makes of them: most paths
 * take a look-up a character.
 */
export class GlobAutomaton {
  readonly #program: readonly GlobInstruction[];
  #states = new Map<string, State>();
  readonly #start: State;

  constructor(program: readonly GlobInstruction[]) {
    this.#program = program;
    this.#start = this.#stateOf([0]);
  }

  matches(path: string): boolean {
    let state = this.#start;
    for (let i = 0; i < path.length; i++) {
      const unit = path.charCodeAt(i);
      if (unit < ASCII) {
        state = state.next[unit] ?? this.#follow(state, unit);
      } else {
        const character = path.codePointAt(i) as number;
        i += character > 0xffff ? 1 : 0;
        state = this.#after(state, character);
      }
      if (state.steps.length === 0 && !state.accepts) {
        return false;
      }
    }
    return state.accepts;
  }

  #follow(state: State, unit: number): State {
    const next = this.#after(state, unit);
    state.next[unit] = next;
    return next;
  }

  #after({ steps }: State, character: number): State {
    const reached: number[] = [];
    for (const step of steps) {
      const instruction = this.#program[step];
      if (instruction !== undefined && "test" in instruction && instruction.test(character)) {
        reached.push(step + 1);
      }
    }
    return this.#stateOf(reached);
  }

  /** The state of these instructions and of all that they lead to without a character. */
  #stateOf(from: readonly number[]): State {
    const program = this.#program;
    const seen = new Set(from);
    const steps: number[] = [];
    // The set grows while it is gone through.
    for (const index of seen) {
      const instruction = program[index];
      if (instruction === undefined) {
        continue;
      }
      if ("test" in instruction) {
        steps.push(index);
      } else if ("choice" in instruction) {
        for (const target of instruction.choice) {
          seen.add(target);
        }
      } else {
        seen.add(instruction.target);
      }
    }
    const accepts = seen.has(program.length);
    const key = `${steps.sort((a, b) => a - b).join()}${accepts ? "!" : ""}`;
    const known = this.#states.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#states.size >= MAX_STATES) {
      this.#forget();
    }
    const state: State = { steps, accepts, next: new Array(ASCII) };
    this.#states.set(key, state);
    return state;
  }

  /** States that nothing leads to any more are garbage. */
  #forget(): void {
    for (const state of this.#states.values()) {
      state.next.fill(undefined);
    }
    this.#states = new Map();
  }
}
