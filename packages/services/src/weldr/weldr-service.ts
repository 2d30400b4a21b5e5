import { refuse, safeLine } from "@compose-actions/step";
import type { StoredFile, TransferMeter } from "@compose-actions/transfer";
import { checkUuid } from "../check-uuid.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Compose } from "../compose.ts";
import type { Exchanger } from "../http/ask.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import type { ServicePlace } from "../http/service-place.ts";
import { type ReceivedImage, receiveImage } from "../images/receive-image.ts";
import type { ImagesWish } from "../images/wish.ts";
import { Secrets } from "../secrets.ts";
import { secretsIn, secretsInToml } from "../secrets-in.ts";
import { type OnSending, type Recovered, recoveredFrom, type SentRequest } from "../sent-request.ts";
import type {
  ComposeResults,
  Ended,
  Listing,
  ListWish,
  LogTail,
  Requested,
  Service,
  ServiceAbout,
} from "../service.ts";
import { ServiceFailure } from "../service-failure.ts";
import { lastOutput, WeldrLog } from "./build-log.ts";
import { createCompose, type SearchOptions } from "./create.ts";
import { type Beside, describeCompose } from "./describe.ts";
import { cancelCompose, deleteCompose } from "./end.ts";
import { recoverCompose } from "./recover.ts";
import type { WeldrRequest } from "./request.ts";
import { weldrResults } from "./results.ts";
import { type Told, type WeldrPart, WeldrRoutes } from "./routes.ts";
import type { WeldrCompose, WeldrDependency } from "./wire.ts";

export interface WeldrOptions {
  /** Where it is, as {@link servicePlace} reads it; the exchanger must know of its socket. */
  readonly place: ServicePlace;
  readonly exchanger: Exchanger;
  readonly retry: RetryOptions;
  readonly clock?: Clock | undefined;
  /** Learns what must not be shown: of blueprints and uploads. */
  readonly secrets?: Secrets | undefined;
  /** Ends downloads that hardly move. */
  readonly meter?: TransferMeter | undefined;
  /** How long the answer to a request for a compose may be waited for, in milliseconds; by default 15 minutes. */
  readonly composeTimeoutMs?: number | undefined;
  /** How long a request without an answer is looked for, in milliseconds; by default 30 seconds. */
  readonly searchMs?: number | undefined;
}

const DEFAULT_COMPOSE_TIMEOUT_MS = 15 * 60_000;
const DEFAULT_SEARCH_MS = 30_000;
/** What the API filters by. */
const FILTERS = ["status", "blueprint", "type"];

/**
 * The Weldr API of osbuild-composer, on its unix socket. It does not tell enough of a compose to say whether the same was
 * asked for before, and keeps composes until they are deleted.
 */
export class WeldrService implements Service<WeldrRequest, WeldrCompose, ImagesWish> {
  readonly kind = "weldr";
  readonly checkId = checkUuid;
  readonly shown: string;
  readonly secrets: Secrets;
  readonly #options: WeldrOptions;
  readonly #routes: WeldrRoutes;
  readonly #search: SearchOptions;
  /** Those that this run has stopped. */
  readonly #cancelled = new Set<string>();
  /** What the logs of failed ones end in: it does not change any more. */
  readonly #reasons = new Map<string, string>();

  constructor(options: WeldrOptions) {
    const { place, exchanger, retry, clock = systemClock, secrets = new Secrets() } = options;
    this.#options = options;
    this.shown = place.shown;
    this.secrets = secrets;
    const composeTimeoutMs = options.composeTimeoutMs ?? DEFAULT_COMPOSE_TIMEOUT_MS;
    this.#routes = new WeldrRoutes({ place, exchanger, secrets, composeTimeoutMs });
    this.#search = {
      routes: this.#routes,
      secrets,
      clock,
      retry: { clock, ...retry },
      searchMs: options.searchMs ?? DEFAULT_SEARCH_MS,
    };
  }

  async about(signal: AbortSignal): Promise<ServiceAbout> {
    const about = await this.#again(() => this.#routes.about(signal), signal);
    const distributions = await this.#again(() => this.#routes.distros(signal), signal);
    const types = await this.#ownTypes(signal);
    return {
      version: about.build ?? undefined,
      authentication: undefined,
      offers: { ...(typeof types === "string" ? {} : { "image-types": types }), distributions },
      ...(typeof types === "string" ? { untold: { "image-types": types } } : {}),
      details: { api: about.api ?? undefined, backend: about.backend ?? undefined },
    };
  }

  /** The image types of a distribution. @throws ServiceFailure for one that the server does not know */
  imageTypes(distribution: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#again(() => this.#routes.types(distribution, signal), signal);
  }

  async create(
    request: WeldrRequest,
    signal: AbortSignal,
    onSending?: OnSending,
  ): Promise<Requested<WeldrCompose>> {
    const { blueprint, body } = request;
    this.secrets.add(
      ...(blueprint?.kind === "toml" ? secretsInToml(blueprint.text) : secretsIn(blueprint?.value)),
      ...secretsIn(body.upload),
    );
    const { compose, how } = await createCompose(request, this.#search, signal, onSending);
    return { compose: this.#described(compose), how, notes: [] };
  }

  async recover(
    request: WeldrRequest,
    sent: SentRequest,
    signal: AbortSignal,
  ): Promise<Recovered<WeldrCompose>> {
    const resolveMs = this.#options.composeTimeoutMs ?? DEFAULT_COMPOSE_TIMEOUT_MS;
    const found = await recoverCompose(request, sent, this.#search, resolveMs, signal);
    return recoveredFrom(found, (told) => this.#described(told));
  }

  async get(id: string, signal: AbortSignal): Promise<Compose<WeldrCompose> | undefined> {
    checkUuid(id);
    const told = await this.#routes.status(id, signal);
    if (told === undefined) {
      return undefined;
    }
    const compose = this.#described(told);
    switch (compose.state) {
      case "requested":
        return this.#described(told, { position: await this.#position(told.value, signal) });
      case "failed":
        return this.#described(told, { reason: await this.#reason(told.value, signal) });
      default:
        return compose;
    }
  }

  /** The newest first. @throws UserError for filters and orders that the API does not have */
  async list({ filters = {}, limit, order }: ListWish, signal: AbortSignal): Promise<Listing<WeldrCompose>> {
    const other = order ?? Object.keys(filters).find((name) => !FILTERS.includes(name));
    if (other !== undefined) {
      throw refuse(
        `The Weldr API does not filter or order composes by ${safeLine(JSON.stringify(other))}`,
        `it filters by ${FILTERS.join(", ")}`,
      );
    }
    const composes = (await this.#again(() => this.#routes.list(filters, signal), signal))
      .map((told) => this.#described(told))
      .sort((a, b) => (b.times.requested ?? 0) - (a.times.requested ?? 0));
    return { composes: composes.slice(0, limit), total: composes.length };
  }

  async cancel(id: string, signal: AbortSignal): Promise<Ended> {
    checkUuid(id);
    const ended = await cancelCompose(id, this.#search, signal);
    if (ended.outcome === "done") {
      this.#cancelled.add(id);
    }
    return ended;
  }

  delete(id: string, signal: AbortSignal): Promise<Ended> {
    checkUuid(id);
    return deleteCompose(id, this.#search, signal);
  }

  openLog({ id }: Compose<WeldrCompose>): LogTail {
    return new WeldrLog(this.#routes, id, this.secrets);
  }

  results(compose: Compose<WeldrCompose>, wish: ImagesWish, signal: AbortSignal): Promise<ComposeResults> {
    const { exchanger, meter } = this.#options;
    const { retry, clock } = this.#search;
    return weldrResults(compose, wish, { exchanger, meter, retry, clock, routes: this.#routes }, signal);
  }

  /**
   * Receives the image of a compose, or its logs, metadata or all of it as an archive in tar, and hashes it.
   *
   * @param file - takes the bytes; without it they are only counted and hashed
   * @throws TransferFailure while the compose is not over, and for images of composes that failed
   */
  async receive(
    id: string,
    part: WeldrPart,
    file: StoredFile | undefined,
    signal: AbortSignal,
  ): Promise<ReceivedImage> {
    checkUuid(id);
    const { exchanger, meter } = this.#options;
    const { retry, clock } = this.#search;
    return receiveImage(this.#routes.partOf(id, part), { exchanger, meter, retry, clock, file }, signal);
  }

  /** What a blueprint that the server has comes to, package by package. @throws ServiceFailure when that cannot be */
  depsolve(blueprint: string, signal: AbortSignal): Promise<readonly WeldrDependency[]> {
    return this.#again(() => this.#routes.depsolve(blueprint, signal), signal);
  }

  /** The connections are those of the exchanger, which is not ours. */
  async [Symbol.asyncDispose](): Promise<void> {}

  /** Of the server's own distribution. @returns why they are not known: it may run on one that it does not build */
  async #ownTypes(signal: AbortSignal): Promise<readonly string[] | string> {
    try {
      return await this.#again(() => this.#routes.types(undefined, signal), signal);
    } catch (error) {
      if (error instanceof ServiceFailure && error.status === 400) {
        const said = error.said === undefined ? "" : `: ${error.said}`;
        return `the server does not know its own distribution${said}; a blueprint can name one with distro`;
      }
      throw error;
    }
  }

  /** The queue is in no order, but older ones are begun before. */
  async #position(
    { id, job_created: created }: WeldrCompose,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    try {
      const { waiting } = await this.#routes.queue(signal);
      const isIn = waiting.some((one) => one.id === id);
      const before = waiting.filter((one) => one.id !== id && (one.job_created ?? 0) < (created ?? 0));
      return isIn ? before.length + 1 : undefined;
    } catch {
      signal.throwIfAborted();
      // It is only good to know.
      return undefined;
    }
  }

  async #reason({ id, uploads }: WeldrCompose, signal: AbortSignal): Promise<string | undefined> {
    if (!this.#reasons.has(id)) {
      try {
        const output = lastOutput((await this.#routes.log(id, signal)) ?? "", this.secrets);
        const hasUploads = (uploads ?? []).length > 0;
        this.#reasons.set(id, reasonOf(output, hasUploads));
      } catch {
        signal.throwIfAborted();
      }
    }
    return this.#reasons.get(id);
  }

  #described({ value, asOf }: Told<WeldrCompose>, beside: Beside = {}): Compose<WeldrCompose> {
    return describeCompose(value, asOf, { ...beside, isCancelled: this.#cancelled.has(value.id) });
  }

  #again<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    return patiently(work, this.#search.retry, signal);
  }
}

/** The service itself says nothing, and its log nothing of uploads. */
function reasonOf(output: readonly string[], hasUploads: boolean): string {
  const upload = hasUploads ? ["it may be the upload that failed, of which the service tells nothing"] : [];
  return output.length === 0
    ? ["the service does not say why", ...upload].join("\n")
    : ["the log of the build ends with:", ...output, ...upload].join("\n");
}
