import type { StepContext } from "@compose-actions/step";
import { cancelAll } from "./cancel.ts";
import { leftBehind } from "./clean-up.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import { mayCancel, type Tracked } from "./result.ts";
import { StateFile, type StateKey } from "./state-file.ts";

/** What a run leaves to others while it is at work: ids for later steps, for the next run, and for the end of a cancelled job. */
export class Keeper {
  readonly #service: CommonService;
  readonly #inputs: RequestComposeInputs;
  readonly #context: StepContext;
  #file: StateFile | undefined;
  #ours: readonly Tracked[] = [];

  constructor(service: CommonService, inputs: RequestComposeInputs, context: StepContext) {
    this.#service = service;
    this.#inputs = inputs;
    this.#context = context;
  }

  /** @throws UserError when the file cannot be read or is something else */
  open(): void {
    this.#file ??= new StateFile(this.#inputs["state-file"]);
  }

  get state(): StateFile {
    if (this.#file === undefined) {
      throw new Error("the state was not opened");
    }
    return this.#file;
  }

  /** The ids are there whatever happens from now on. */
  async announce(tracked: readonly Tracked[]): Promise<void> {
    this.#ours = tracked.filter((one) => mayCancel(one, this.#inputs.operation));
    const ids = tracked.map(({ id }) => id);
    const { host } = this.#context;
    await this.#leave(this.#ours);
    await host?.setOutputs({ "compose-id": ids[0] ?? "", "compose-ids": ids.join("\n") });
  }

  /**
   * Another compose has taken the place of one.
   *
   * @param id - the old one
   * @param key - under what it is kept, if it was not kept before
   */
  replace(id: string, by: Tracked, key: StateKey | undefined): void {
    if (key !== undefined) {
      this.state.put({ ...key, id: by.id, requestedAt: by.requestedAt });
    } else {
      const { kind, shown } = this.#service;
      this.state.replace({ service: kind, server: shown }, id, by);
    }
  }

  /** The user has named composes: one may be what came of a request of which that was not known. */
  claim(named: readonly Tracked[]): void {
    const { kind, shown } = this.#service;
    for (const { id } of named) {
      this.state.claim({ service: kind, server: shown }, id);
    }
  }

  /** Nobody need continue them. */
  forget(tracked: readonly Tracked[]): void {
    const { kind, shown } = this.#service;
    this.state.forget(
      { service: kind, server: shown },
      tracked.map(({ id }) => id),
    );
  }

  /** Does work that a cancelled job ends with the composes that are known then, where that is wanted. */
  async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    const { signal } = this.#context;
    try {
      return await work();
    } catch (error) {
      if (signal.aborted && this.#inputs["cancel-on-abort"]) {
        await this.#cancel();
      }
      throw error;
    } finally {
      if (!signal.aborted) {
        // What goes on now is meant to.
        await this.#leave([]);
      }
    }
  }

  async #cancel(): Promise<void> {
    const ours = this.#ours;
    const over = await cancelAll(
      this.#service,
      ours.map(({ id }) => id),
      this.#context.reporter,
    );
    this.forget(ours.filter(({ id }) => over.includes(id)));
    await this.#leave(ours.filter(({ id }) => !over.includes(id)));
  }

  /** For the end of the job, should this process not live to cancel them. */
  async #leave(tracked: readonly Tracked[]): Promise<void> {
    if (this.#inputs["cancel-on-abort"]) {
      await this.#context.host?.saveState(leftBehind(tracked.map(({ id }) => id)));
    }
  }
}
