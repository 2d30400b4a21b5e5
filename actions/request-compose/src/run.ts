import { join } from "node:path";
import { isFinal, type Secrets } from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { askForAll, stateKeys } from "./ask.ts";
import { deleteAll } from "./delete-all.ts";
import { emit } from "./emit.ts";
import { failureOf } from "./failure.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { Keeper } from "./keeper.ts";
import { keyOf } from "./kept-under.ts";
import { asTheyAreNow } from "./longer-life.ts";
import { lookAtAll } from "./look.ts";
import type { Maker } from "./maker.ts";
import { getAll, given, listAll } from "./operations.ts";
import { probeOutput, unwrittenNotes } from "./output-probe.ts";
import { pinAll } from "./pin-all.ts";
import { preflight } from "./preflight.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { renewAll } from "./renew-all.ts";
import {
  type ComposeOutcome,
  type Emitted,
  NOTHING_EMITTED,
  type RequestComposeResult,
  type ShownTarget,
  type Tracked,
} from "./result.ts";
import { judgeUnwaited, waitFor } from "./waiting.ts";

/** It goes on, or is finished and nobody could look at it, or say how it is to be listed: the next run may. */
function isOpen({ verdict, compose, results }: ComposeOutcome): boolean {
  const isSeen = compose !== undefined && isFinal(compose.state);
  const hasProblems = results !== undefined && results.problems.length > 0;
  return verdict !== "good" && (!isSeen || (compose.state === "finished" && !hasProblems));
}

function inOrder<One extends Tracked>(all: readonly One[]): readonly One[] {
  return [...all].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
}

type Done = Omit<RequestComposeResult, "operation" | "service" | "shown" | "milliseconds">;

const NOTHING: Done = {
  composes: [],
  emitted: NOTHING_EMITTED,
  tree: undefined,
  targets: [],
  about: undefined,
  total: undefined,
  failure: undefined,
  notices: [],
};

/** One run of the step, once its inputs are accepted. */
export class Run {
  readonly #maker: Maker;
  readonly #inputs: RequestComposeInputs;
  readonly #context: StepContext;
  readonly #secrets: Secrets;
  readonly #notices: string[] = [];
  readonly #keeper: Keeper;

  constructor(maker: Maker, inputs: RequestComposeInputs, context: StepContext, secrets: Secrets) {
    this.#maker = maker;
    this.#inputs = inputs;
    this.#context = context;
    this.#secrets = secrets;
    this.#keeper = new Keeper(maker.service, inputs, context);
  }

  async run(): Promise<Done> {
    const { operation, "compose-id": ids = [] } = this.#inputs;
    const named = ids.map(given);
    const { service } = this.#maker;
    const { signal } = this.#context;
    // One that cannot be is better known before something is done to the others.
    for (const id of ids) {
      service.checkId(id);
    }
    switch (operation) {
      case "about":
        return { ...NOTHING, about: await service.about(signal) };
      case "list":
        return { ...NOTHING, ...(await listAll(service, this.#inputs, signal)) };
      case "get":
        return this.#shown(await getAll(service, named, this.#inputs, signal));
      case "delete":
        return this.#deleted(named);
      case "renew":
        return this.#guarded(() => this.#renewed(named));
      case "wait":
        return this.#guarded(async () => {
          this.#keeper.claim(named);
          return this.#follow(await asTheyAreNow(service, named, this.#remembering));
        });
      case "create":
        return this.#guarded(async () =>
          this.#goOn(named.length > 0 ? await this.#adopt(named) : await this.#create()),
        );
    }
  }

  #shown(composes: readonly ComposeOutcome[]): Done {
    return {
      ...NOTHING,
      composes,
      failure: failureOf(composes, this.#inputs.operation),
      notices: this.#notices,
    };
  }

  get #remembering(): RememberOptions {
    return {
      inputs: this.#inputs,
      context: this.#context,
      state: this.#keeper.state,
      onNotice: (line) => this.#warn([line]),
    };
  }

  /** What is gone need not be continued. */
  async #deleted(named: readonly Tracked[]): Promise<Done> {
    this.#keeper.open();
    const composes = await deleteAll(this.#maker.service, named, {
      inputs: this.#inputs,
      context: this.#context,
    });
    this.#keeper.forget(composes.filter(({ verdict }) => verdict !== "bad"));
    return this.#shown(composes);
  }

  /** Makes them live longer; what is made anew is waited for, and what is wanted is described. */
  async #renewed(named: readonly Tracked[]): Promise<Done> {
    const { outcomes, followed } = await renewAll(this.#maker, named, {
      ...this.#remembering,
      onKnown: (known) => this.#keeper.announce(known),
    });
    if (!this.#inputs.wait || followed.length === 0) {
      return this.#shown(outcomes);
    }
    const others = outcomes.filter(({ index }) => !followed.some((one) => one.index === index));
    return this.#follow(followed, others);
  }

  /** What cannot be written is better known before hours of waiting than after them. */
  async #guarded(work: () => Promise<Done>): Promise<Done> {
    this.#warn(unwrittenNotes(this.#inputs));
    probeOutput(this.#inputs, this.#maker);
    this.#keeper.open();
    return this.#keeper.guarded(work);
  }

  /** Asks, unless somebody has before. */
  async #create(): Promise<readonly Tracked[]> {
    this.#warn(this.#maker.unheeded);
    this.#warn(await preflight(this.#maker, this.#inputs.preflight, this.#context.signal));
    return askForAll(this.#maker, {
      ...this.#remembering,
      onKnown: (tracked) => this.#keeper.announce(tracked),
    });
  }

  /** Takes composes that the user has named for what came of the request, if that is given: the next run does as well. */
  async #adopt(given: readonly Tracked[]): Promise<readonly Tracked[]> {
    const named = await asTheyAreNow(this.#maker.service, given, this.#remembering);
    const keys = stateKeys(this.#maker);
    if (keys.length === 0) {
      return named;
    }
    for (const [index, { id, requestedAt, compose }] of (await this.#seen(named)).entries()) {
      const key = keys[index];
      const differences = (compose && this.#maker.asks[index]?.differences?.(compose)) ?? [];
      if (differences.length > 0) {
        throw refuse(
          `compose-id: compose ${id} was asked for with another request: it differs in ${differences.join(", ")}`,
          "name the compose that came of this request, or leave out one of the two",
        );
      }
      if (key !== undefined && compose !== undefined) {
        this.#keeper.state.put({ ...key, id, requestedAt });
      }
    }
    return named;
  }

  /** An outage is for the wait to live through. */
  async #seen(named: readonly Tracked[]): Promise<readonly ComposeOutcome[]> {
    try {
      return await getAll(this.#maker.service, named, this.#inputs, this.#context.signal);
    } catch (error) {
      if (this.#inputs.wait && error instanceof TransferFailure && error.remedy === "again") {
        return [];
      }
      throw error;
    }
  }

  /** What is not waited for is left to the next run, or to another step. */
  async #goOn(tracked: readonly Tracked[]): Promise<Done> {
    if (this.#inputs.wait) {
      return this.#follow(tracked);
    }
    await this.#keeper.announce(tracked);
    const seen = await getAll(this.#maker.service, tracked, this.#inputs, this.#context.signal);
    const composes = seen.map(judgeUnwaited);
    this.#keeper.forget(tracked.filter((_, index) => composes[index]?.verdict === "bad"));
    return this.#shown(composes);
  }

  /**
   * Waits, and keeps those that the next run has a use for.
   *
   * @param others - composes of which nothing more is wanted, but that they are told of as well
   */
  async #follow(tracked: readonly Tracked[], others: readonly ComposeOutcome[] = []): Promise<Done> {
    await this.#keeper.announce(inOrder([...tracked, ...others]));
    const done = await this.#waited(tracked, others);
    const { composes, failure } = done;
    // Under the ids that they have now.
    const ours = composes.filter(({ index }) => tracked.some((one) => one.index === index));
    const isWhole = failure === undefined && !ours.some(isOpen);
    const isUseless = (one: ComposeOutcome): boolean => one.verdict === "bad" && !isOpen(one);
    this.#keeper.forget(ours.filter((one) => isWhole || isUseless(one)));
    return done;
  }

  async #waited(tracked: readonly Tracked[], others: readonly ComposeOutcome[]): Promise<Done> {
    const { output } = this.#inputs;
    const { outcomes: waited, notes } = await waitFor(tracked, this.#maker, {
      ...this.#remembering,
      onReplaced: async (id, by, now) => {
        for (const one of now.filter((each) => each.id === by)) {
          this.#keeper.replace(id, one, keyOf(one, this.#maker, this.#inputs));
        }
        await this.#keeper.announce(inOrder([...now, ...others]));
      },
    });
    this.#notices.push(...notes);
    const outcomes = inOrder([...waited, ...others]);
    const composes = await lookAtAll(outcomes, this.#maker, this.#context);
    this.#warn(
      composes.flatMap(({ id, results }) => (results?.notes ?? []).map((note) => `compose ${id}: ${note}`)),
    );
    const targets = composes.flatMap((one) => this.#shownTargets(one));
    const targetsOf = (id: string) => targets.filter(({ compose }) => compose === id);
    const emitted: Emitted =
      output === undefined ? NOTHING_EMITTED : emit(composes, output, this.#maker.emits, targetsOf);
    for (const path of emitted.removed) {
      this.#context.reporter.info(
        `${path} was removed: it is of the compose that was described there before`,
      );
    }
    return {
      ...NOTHING,
      composes,
      emitted,
      tree: this.#treeOf(emitted),
      targets,
      failure: failureOf(composes, this.#inputs.operation) ?? (await this.#pin(composes)),
      notices: this.#notices,
    };
  }

  /** @returns why it is not known what pins them */
  async #pin(composes: readonly ComposeOutcome[]): Promise<string | undefined> {
    const { notes, problem } = await pinAll(composes, this.#maker, this.#inputs, this.#context.signal);
    this.#warn(notes);
    return problem;
  }

  #treeOf({ files }: Emitted): string | undefined {
    const { store, output, "store-directory": directory = output } = this.#inputs;
    return store !== "directory" || directory === undefined || files.length === 0
      ? undefined
      : join(directory, "compose");
  }

  /** What opens a place is not handed on. */
  #shownTargets({ id, results: looked }: ComposeOutcome): readonly ShownTarget[] {
    return (looked?.targets ?? []).map(({ target, image, imageType, arch, results }) => ({
      compose: id,
      target,
      ...(image === undefined ? {} : { image }),
      ...(imageType === undefined ? {} : { imageType }),
      ...(arch === undefined ? {} : { arch }),
      results: Object.fromEntries(
        Object.entries(results).map(([name, value]) => [name, this.#secrets.hide(value)]),
      ),
    }));
  }

  #warn(lines: readonly string[]): void {
    for (const line of lines) {
      this.#notices.push(line);
      this.#context.reporter.warn(line);
    }
  }
}
