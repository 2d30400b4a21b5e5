import type {
  Compose,
  ComposeResults,
  OdcsCompose,
  OdcsRequest,
  OdcsService,
} from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";

type Look = (compose: Compose<OdcsCompose>, signal: AbortSignal) => Promise<ComposeResults>;

/** How many finished composes that are the same may be of no use before a new one is asked for. */
const MAX_BROKEN = 3;

/** Looks at finished composes: before they are reused, and once they are waited for; not twice. */
export class OdcsLooks {
  readonly #service: Pick<OdcsService, "find">;
  readonly #look: Look;
  readonly #context: StepContext;
  readonly #good = new Map<string, ComposeResults>();

  constructor(service: Pick<OdcsService, "find">, look: Look, context: StepContext) {
    this.#service = service;
    this.#look = look;
    this.#context = context;
  }

  /** A compose that can be reused: one that is being made, or a finished one whose files are there. */
  async find(
    request: OdcsRequest,
    minLifeMs: number,
    signal: AbortSignal,
  ): Promise<Compose<OdcsCompose> | undefined> {
    const broken = new Set<string>();
    while (broken.size < MAX_BROKEN) {
      const found = await this.#service.find(request, minLifeMs, signal, broken);
      const problem = found?.state === "finished" ? await this.#problem(found, signal) : undefined;
      if (found === undefined || problem === undefined) {
        return found;
      }
      this.#context.reporter.warn(
        `compose ${found.id} was asked for with the same request, but cannot be used: ${problem}; it is not reused`,
      );
      broken.add(found.id);
    }
    return undefined;
  }

  async results(compose: Compose<OdcsCompose>, signal: AbortSignal): Promise<ComposeResults> {
    return this.#good.get(compose.id) ?? this.#look(compose, signal);
  }

  /** Who cannot look now does so at the end. */
  async #problem(compose: Compose<OdcsCompose>, signal: AbortSignal): Promise<string | undefined> {
    try {
      const results = await this.#look(compose, signal);
      const [problem] = results.problems;
      if (problem === undefined) {
        this.#good.set(compose.id, results);
      }
      return problem;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TransferFailure) {
        return undefined;
      }
      throw error;
    }
  }
}
