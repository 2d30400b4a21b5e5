import { join } from "node:path";
import { OutputDirectory } from "@compose-actions/compose";
import { type ComposeResults, isFinal, Secrets, type TargetResult } from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import { askForAll } from "./ask.ts";
import { cancelAll } from "./cancel.ts";
import { emit } from "./emit.ts";
import { asUserError, failureOf } from "./failure.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { readLock } from "./lock-file.ts";
import { lookAtAll } from "./look.ts";
import type { Maker, OpenMaker } from "./maker.ts";
import { deleteAll, getAll, given, listAll } from "./operations.ts";
import { pinAll } from "./pin-all.ts";
import { preflight } from "./preflight.ts";
import { renewAll } from "./renew-all.ts";
import { readRequest } from "./request-source.ts";
import {
  type ComposeOutcome,
  type Emitted,
  NOTHING_EMITTED,
  type RequestComposeResult,
  type Tracked,
} from "./result.ts";
import { checkInputs } from "./settings.ts";
import { StateFile } from "./state-file.ts";
import { judgeUnwaited, waitFor } from "./waiting.ts";

/**
 * Asks a service for composes, waits for them, looks whether they are there, and describes them as 2.0 metadata; or does
 * one of the other things that the service offers.
 *
 * @throws UserError; `signal.reason` when aborted
 */
export async function requestCompose(
  inputs: RequestComposeInputs,
  context: StepContext,
  openMaker: OpenMaker,
): Promise<RequestComposeResult> {
  checkInputs(inputs);
  const begin = performance.now();
  const secrets = new Secrets((secret) => context.host?.mask(secret));
  const locks = inputs.lock === undefined ? [] : readLock(inputs.lock, inputs.service);
  const request = await readRequest(inputs.request);
  try {
    await using maker = await openMaker({ inputs, context, secrets, request, locks });
    const done = await new Run(maker, inputs, context, secrets).run();
    const { kind, shown } = maker.service;
    return {
      operation: inputs.operation,
      service: kind,
      shown,
      ...done,
      milliseconds: Math.round(performance.now() - begin),
    };
  } catch (error) {
    context.signal.throwIfAborted();
    throw asUserError(error);
  }
}

/** It goes on, or is finished and nobody could look at it: the next run may. */
function isOpen({ verdict, compose, results }: ComposeOutcome): boolean {
  const isSeen = compose !== undefined && isFinal(compose.state);
  return verdict !== "good" && (!isSeen || (compose.state === "finished" && results === undefined));
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

class Run {
  readonly #maker: Maker;
  readonly #inputs: RequestComposeInputs;
  readonly #context: StepContext;
  readonly #secrets: Secrets;
  readonly #notices: string[] = [];

  constructor(maker: Maker, inputs: RequestComposeInputs, context: StepContext, secrets: Secrets) {
    this.#maker = maker;
    this.#inputs = inputs;
    this.#context = context;
    this.#secrets = secrets;
  }

  async run(): Promise<Done> {
    const { operation, "compose-id": ids = [] } = this.#inputs;
    const named = ids.map(given);
    const { service } = this.#maker;
    const { signal } = this.#context;
    switch (operation) {
      case "about":
        return { ...NOTHING, about: await service.about(signal) };
      case "list":
        return { ...NOTHING, ...(await listAll(service, this.#inputs, signal)) };
      case "get":
        return this.#shown(await getAll(service, named, this.#inputs, signal));
      case "delete":
        return this.#shown(await deleteAll(service, named, this.#inputs, this.#context));
      case "renew":
        return this.#renewed(named);
      case "wait":
        return this.#follow(named);
      case "create":
        return named.length > 0 ? this.#follow(named) : this.#create();
    }
  }

  #shown(composes: readonly ComposeOutcome[]): Done {
    return { ...NOTHING, composes, failure: failureOf(composes), notices: this.#notices };
  }

  /** Makes them live longer; what is made anew is waited for, and what is wanted is described. */
  async #renewed(named: readonly Tracked[]): Promise<Done> {
    const { wait, output } = this.#inputs;
    this.#probe(output);
    const state = new StateFile(this.#inputs["state-file"]);
    const onKnown = (known: readonly { readonly id: string }[]) => this.#announce(known);
    const options = { inputs: this.#inputs, context: this.#context, state, onKnown };
    const { outcomes, followed } = await renewAll(this.#maker.service, named, options);
    if (!wait || followed.length === 0) {
      this.#forget(state, followed);
      this.#warn(wait || output === undefined ? [] : ["output: nothing is written with wait: false"]);
      return this.#shown(outcomes);
    }
    const others = outcomes.filter(({ index }) => !followed.some((one) => one.index === index));
    try {
      const done = await this.#waited(followed, others);
      this.#forgetClosed(state, followed, done);
      return done;
    } catch (error) {
      if (this.#context.signal.aborted && this.#inputs["cancel-on-abort"]) {
        this.#forget(state, await this.#cancel(followed));
      }
      throw error;
    }
  }

  /** Asks, unless somebody has before, and goes on with what there is then. */
  async #create(): Promise<Done> {
    const { wait, output } = this.#inputs;
    this.#probe(output);
    this.#warn(this.#maker.unheeded);
    this.#warn(await preflight(this.#maker, this.#inputs.preflight, this.#context.signal));
    const state = new StateFile(this.#inputs["state-file"]);
    let known: readonly Tracked[] = [];
    const onKnown = async (tracked: readonly Tracked[]): Promise<void> => {
      known = [...tracked];
      await this.#announce(known);
    };
    const options = { inputs: this.#inputs, context: this.#context, state, onKnown };
    try {
      const tracked = await askForAll(this.#maker, options);
      if (!wait) {
        this.#forget(state, tracked);
        const { service } = this.#maker;
        const seen = await getAll(service, tracked, this.#inputs, this.#context.signal);
        return this.#shown(seen.map(judgeUnwaited));
      }
      const done = await this.#waited(tracked);
      this.#forgetClosed(state, tracked, done);
      return done;
    } catch (error) {
      if (this.#context.signal.aborted && this.#inputs["cancel-on-abort"]) {
        this.#forget(state, await this.#cancel(known));
      }
      throw error;
    }
  }

  async #follow(tracked: readonly Tracked[]): Promise<Done> {
    this.#probe(this.#inputs.output);
    await this.#announce(tracked);
    if (!this.#inputs.wait && this.#inputs.operation === "create") {
      return this.#shown(await getAll(this.#maker.service, tracked, this.#inputs, this.#context.signal));
    }
    try {
      return await this.#waited(tracked);
    } catch (error) {
      if (this.#context.signal.aborted && this.#inputs["cancel-on-abort"]) {
        await this.#cancel(tracked);
      }
      throw error;
    }
  }

  /** @param others - composes of which nothing more is wanted, but that they are told of as well */
  async #waited(tracked: readonly Tracked[], others: readonly ComposeOutcome[] = []): Promise<Done> {
    const { output } = this.#inputs;
    const { outcomes: waited, notes } = await waitFor(tracked, this.#maker, this.#inputs, this.#context);
    this.#notices.push(...notes);
    const outcomes = [...waited, ...others].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
    if (waited.some(({ id }, index) => id !== tracked[index]?.id)) {
      await this.#announce(outcomes);
    }
    const composes = await lookAtAll(outcomes, this.#maker, this.#context);
    this.#warn(
      composes.flatMap(({ id, results }) => (results?.notes ?? []).map((note) => `compose ${id}: ${note}`)),
    );
    const shownTargets = (results: ComposeResults): readonly TargetResult[] => this.#hidden(results.targets);
    const emitted: Emitted =
      output === undefined ? NOTHING_EMITTED : emit(composes, output, this.#maker.emits, shownTargets);
    return {
      ...NOTHING,
      composes,
      emitted,
      tree: this.#treeOf(emitted),
      targets: composes.flatMap(({ results }) => (results === undefined ? [] : shownTargets(results))),
      failure: failureOf(composes) ?? (await this.#pin(composes)),
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
  #hidden(targets: readonly TargetResult[]): readonly TargetResult[] {
    return targets.map(({ target, results }) => ({
      target,
      results: Object.fromEntries(
        Object.entries(results).map(([name, value]) => [name, this.#secrets.hide(value)]),
      ),
    }));
  }

  /** An output that cannot be written is better known before hours of waiting than after them. */
  #probe(output: string | undefined): void {
    if (output !== undefined) {
      new OutputDirectory(output, []).discard();
    }
  }

  /** The ids are there whatever happens from now on. */
  async #announce(tracked: readonly { readonly id: string }[]): Promise<void> {
    const ids = tracked.map(({ id }) => id);
    await this.#context.host?.setOutputs({ "compose-id": ids[0] ?? "", "compose-ids": ids.join("\n") });
  }

  /** @returns those that are over now */
  async #cancel(tracked: readonly Tracked[]): Promise<readonly Tracked[]> {
    const ours = tracked.filter(({ how }) => how !== "reused");
    const over = await cancelAll(
      this.#maker.service,
      ours.map(({ id }) => id),
      this.#context.reporter,
    );
    return ours.filter(({ id }) => over.includes(id));
  }

  #forgetClosed(state: StateFile, tracked: readonly Tracked[], { composes }: Done): void {
    const open = composes.filter(isOpen);
    this.#forget(
      state,
      tracked.filter(({ index }) => !open.some((one) => one.index === index)),
    );
  }

  /** Nobody need continue them. */
  #forget(state: StateFile, tracked: readonly Tracked[]): void {
    const { kind, shown } = this.#maker.service;
    for (const { fingerprint } of tracked) {
      if (fingerprint !== undefined) {
        state.remove({ service: kind, server: shown, fingerprint });
      }
    }
  }

  #warn(lines: readonly string[]): void {
    for (const line of lines) {
      this.#notices.push(line);
      this.#context.reporter.warn(line);
    }
  }
}
