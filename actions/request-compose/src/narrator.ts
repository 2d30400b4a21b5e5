import { ageOf, type Compose, type WaitObserver } from "@compose-actions/services";
import { formatDuration, type StepContext, shorten } from "@compose-actions/step";

/** Milliseconds between two lines of a compose in which nothing has changed. */
const REPEAT_MS = 60_000;
/** What is kept of a log, in case that the compose fails. */
const KEPT_LINES = 40;

export interface NarratorOptions {
  /** Told of each new id before it is waited for. */
  readonly onReplaced: (id: string, by: string) => Promise<void>;
  /** When we asked for a compose, in milliseconds since 1970; undefined when we did not. */
  readonly askedAt: (id: string) => number | undefined;
}

/** Tells in the log what happens while composes are waited for. */
export class Narrator implements WaitObserver {
  readonly #context: Pick<StepContext, "reporter" | "host">;
  readonly #told = new Map<string, number>();
  readonly #logs = new Map<string, readonly string[]>();
  /** Groups of the log must not lie in each other. */
  #writing: Promise<void> = Promise.resolve();
  readonly notes: string[] = [];
  readonly #options: NarratorOptions;

  constructor(context: Pick<StepContext, "reporter" | "host">, options: NarratorOptions) {
    this.#context = context;
    this.#options = options;
  }

  onChange(compose: Compose, previous: Compose | undefined): void {
    const before = previous === undefined ? "" : `, ${previous.reported} before`;
    this.#tell(compose, before);
  }

  onLook(compose: Compose): void {
    const last = this.#told.get(compose.id);
    if (last === undefined || performance.now() - last >= REPEAT_MS) {
      this.#tell(compose, "");
    }
  }

  onTrouble(id: string, { message }: Error, sinceMs: number): void {
    const since = sinceMs === 0 ? "" : `, for ${formatDuration(sinceMs)} now`;
    this.#context.reporter.info(`compose ${id}: the service cannot be asked${since}: ${message}`);
  }

  onRecovered(id: string, afterMs: number): void {
    this.#context.reporter.info(`compose ${id}: the service answers again, after ${formatDuration(afterMs)}`);
  }

  onMissing(id: string): void {
    this.#context.reporter.info(`compose ${id}: the service knows no such compose; it may need a moment`);
  }

  onLog(id: string, name: string, lines: readonly string[]): void {
    this.#logs.set(id, [...(this.#logs.get(id) ?? []), ...lines].slice(-KEPT_LINES));
    const { host } = this.#context;
    this.#writing = this.#writing.then(() => host?.group(`${name} of compose ${id}`, lines));
  }

  onReplaced(id: string, compose: Compose): Promise<void> {
    this.#context.reporter.info(`compose ${id} was made anew as ${compose.id}, which is waited for`);
    return this.#options.onReplaced(id, compose.id);
  }

  onNote(id: string, line: string): void {
    this.notes.push(`compose ${id}: ${line}`);
    this.#context.reporter.warn(`compose ${id}: ${line}`);
  }

  /** The last lines of the log of a compose. */
  logOf(id: string): readonly string[] {
    return this.#logs.get(id) ?? [];
  }

  /** Resolves when all that was logged is written. */
  async flushed(): Promise<void> {
    await this.#writing;
  }

  #tell(compose: Compose, more: string): void {
    this.#told.set(compose.id, performance.now());
    const line = stateLine(compose, this.#options.askedAt(compose.id));
    this.#context.reporter.info(`compose ${compose.id}: ${line}${more}`);
  }
}

/**
 * `generating, 3 min 20 s old, depsolving, place 3 of the queue, 4 of 7 done`
 *
 * @param askedAt - when we asked for it: some services do not say how old a compose is
 */
function stateLine(compose: Compose, askedAt: number | undefined): string {
  const { reported, stage, position, images } = compose;
  const age = ageOf(compose);
  const since =
    askedAt === undefined ? undefined : `asked for ${formatDuration(Math.max(0, Date.now() - askedAt))} ago`;
  const progress = images.flatMap(({ progress }) =>
    progress === undefined ? [] : [`${progress.done} of ${progress.total} done`],
  );
  return [
    reported,
    ...(age !== undefined ? [`${formatDuration(age)} old`] : since === undefined ? [] : [since]),
    ...(stage === undefined || stage === reported ? [] : [shorten(stage, 100)]),
    ...(position === undefined ? [] : [`place ${position} of the queue`]),
    ...progress,
  ].join(", ");
}
