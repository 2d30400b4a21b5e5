import { redactUrl, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { plainSender, type Sender } from "../auth/sender.ts";
import { type Clock, systemClock } from "../clock.ts";
import { type Compose, remainingLife } from "../compose.ts";
import type { Exchanger } from "../http/ask.ts";
import { serviceUrl, showService } from "../http/base-url.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { TailedLog } from "../http/tailed-log.ts";
import { type OnSending, type Recovered, recoveredFrom, type SentRequest } from "../sent-request.ts";
import type {
  ComposeResults,
  Ended,
  Listing,
  ListWish,
  LogTail,
  Renewed,
  Requested,
  Service,
  ServiceAbout,
} from "../service.ts";
import { FLAGS, RESULTS, sourceTypeNumber } from "./codes.ts";
import { createCompose } from "./create.ts";
import { describeCompose, LOG_NAME, logUrl } from "./describe.ts";
import { cancelCompose, deleteCompose } from "./end.ts";
import { listQuery } from "./list-query.ts";
import { extensionNotes, labelNotes, newComposeNotes } from "./notes.ts";
import {
  type LoginKind,
  limitProblems,
  loginProblem,
  permittedSourceTypes,
  requestProblems,
} from "./preflight.ts";
import { recoverCompose, recoverRenewal } from "./recover.ts";
import { renewCompose } from "./renew.ts";
import type { OdcsRenewWish } from "./renew-wish.ts";
import type { OdcsRequest } from "./request-schema.ts";
import { type OdcsResultsWish, odcsResults } from "./results.ts";
import { API, OdcsRoutes, type Told } from "./routes.ts";
import { sameness, telling } from "./same-request.ts";
import type { SearchOptions } from "./search.ts";
import type { OdcsAbout, OdcsCompose } from "./wire.ts";

export interface OdcsOptions {
  /** The URL of the server, as the user gave it. */
  readonly server: string;
  readonly exchanger: Exchanger;
  /** By default nobody is told who asks. */
  readonly sender?: Sender | undefined;
  readonly retry: RetryOptions;
  readonly clock?: Clock | undefined;
  /** Who we are to the server, where that is known: composes of others are then not taken for ours. */
  readonly owner?: string | undefined;
  /** How long a request without an answer is looked for, in milliseconds; by default 30 seconds. */
  readonly searchMs?: number | undefined;
}

const DEFAULT_SEARCH_MS = 30_000;
const PAGE_SIZE = 50;
/** How many of the newest composes are looked through for one that is the same. */
const FIND_LIMIT = 200;

/** On Demand Compose Service, versions 0.3 to 0.9. */
export class OdcsService implements Service<OdcsRequest, OdcsCompose, OdcsResultsWish> {
  readonly kind = "odcs";
  readonly shown: string;
  readonly #exchanger: Exchanger;
  readonly #routes: OdcsRoutes;
  readonly #search: SearchOptions;

  /** @throws UserError for what is no URL of a server */
  constructor(options: OdcsOptions) {
    const { server, exchanger, sender = plainSender(exchanger), retry, clock = systemClock } = options;
    const base = serviceUrl(server, API);
    this.shown = showService(base, API);
    this.#exchanger = exchanger;
    this.#routes = new OdcsRoutes({ base, shown: this.shown, exchanger, sender });
    this.#search = {
      routes: this.#routes,
      retry: { clock, ...retry },
      clock,
      owner: options.owner,
      searchMs: options.searchMs ?? DEFAULT_SEARCH_MS,
    };
  }

  checkId(id: string): void {
    readId(id);
  }

  async about(signal: AbortSignal): Promise<ServiceAbout> {
    const about = await this.#about(signal);
    const configs = Object.keys(about.raw_config_urls ?? {}).sort();
    return {
      version: about.version ?? undefined,
      authentication: about.auth_backend ?? undefined,
      offers: {
        "source-types": permittedSourceTypes(about),
        "raw-configs": configs,
        sigkeys: about.sigkeys ?? [],
        flags: FLAGS,
        results: RESULTS,
      },
      details: { allowed_clients: about.allowed_clients ?? {}, raw_config_urls: shownConfigs(about) },
    };
  }

  /**
   * Why the server would not take a request, as far as it can be known beforehand.
   *
   * @returns a line for each reason
   */
  async preflight(request: OdcsRequest, login: LoginKind, signal: AbortSignal): Promise<readonly string[]> {
    const about = await this.#about(signal);
    const wrongLogin = loginProblem(about, login);
    const { owner } = this.#search;
    return [
      ...(wrongLogin === undefined ? [] : [wrongLogin]),
      ...requestProblems(request, about),
      ...(owner === undefined ? [] : limitProblems(request, about, owner)),
    ];
  }

  async create(
    request: OdcsRequest,
    signal: AbortSignal,
    onSending?: OnSending,
  ): Promise<Requested<OdcsCompose>> {
    const { compose, how } = await createCompose(request, this.#search, signal, onSending);
    return { compose: described(compose), how, notes: newComposeNotes(compose, request.seconds_to_live) };
  }

  async recover(
    request: OdcsRequest,
    sent: SentRequest,
    signal: AbortSignal,
  ): Promise<Recovered<OdcsCompose>> {
    const found = await recoverCompose(request, sent, this.#search, signal);
    return recoveredFrom(found, described);
  }

  /** The fields by which a compose was surely not asked for with a request; none where that cannot be told. */
  differences(request: OdcsRequest, { details }: Compose<OdcsCompose>): readonly string[] {
    return telling(request, details);
  }

  /**
   * A compose of the newest ones that was asked for with the same request; one that will not be kept for long enough only
   * when there is no other. It holds what there was when it was made: a
   * Koji tag without an event may have moved on since.
   *
   * @param others - those that are not wanted
   */
  async find(
    request: OdcsRequest,
    minLifeMs: number,
    signal: AbortSignal,
    others: ReadonlySet<string> = new Set(),
  ): Promise<Compose<OdcsCompose> | undefined> {
    if (request.flags?.includes("no_reuse") === true) {
      return undefined;
    }
    const { owner } = this.#search;
    const filters = {
      source_type: String(sourceTypeNumber(request.source.type)),
      ...(owner === undefined ? {} : { owner }),
    };
    const { composes } = await this.list({ filters, limit: FIND_LIMIT }, signal);
    const same = composes.filter(
      (compose) =>
        !others.has(compose.id) && lifeOf(compose) > 0 && sameness(request, compose.details) === "same",
    );
    const longest = [...same].sort((one, other) => lifeOf(other) - lifeOf(one))[0];
    return same.find((compose) => lifeOf(compose) >= minLifeMs) ?? longest;
  }

  async get(id: string, signal: AbortSignal): Promise<Compose<OdcsCompose> | undefined> {
    const told = await this.#routes.get(readId(id), signal);
    return told === undefined ? undefined : described(told);
  }

  /** @throws UserError for filters and orders that the server does not know */
  async list({ limit, ...wish }: ListWish, signal: AbortSignal): Promise<Listing<OdcsCompose>> {
    const query = listQuery(wish);
    const size = Math.min(limit, PAGE_SIZE);
    // New composes move others to the next page.
    const found = new Map<string, Compose<OdcsCompose>>();
    let total: number | undefined;
    const maxPages = Math.ceil(limit / size) + 1;
    for (let page = 1; page <= maxPages && found.size < limit; page++) {
      const { composes, total: count } = await patiently(
        () => this.#routes.list({ ...query, page: String(page), per_page: String(size) }, signal),
        this.#search.retry,
        signal,
      );
      total = count;
      for (const compose of composes.map(described)) {
        if (!found.has(compose.id)) {
          found.set(compose.id, compose);
        }
      }
      if (composes.length < size) {
        break;
      }
    }
    return { composes: [...found.values()].slice(0, limit), total };
  }

  async renew(
    id: string,
    wish: OdcsRenewWish,
    signal: AbortSignal,
    onSending?: OnSending,
  ): Promise<Renewed<OdcsCompose>> {
    const number = readId(id);
    const compose = await renewCompose(number, wish, this.#search, signal, onSending);
    const { secondsToLive, label } = wish;
    const isSame = compose.value.id === number;
    const lifeNotes = (isSame ? extensionNotes : newComposeNotes)(compose, secondsToLive);
    return {
      outcome: isSame ? "extended" : "replaced",
      compose: described(compose),
      notes: [...lifeNotes, ...labelNotes(compose, label)],
    };
  }

  async recoverRenewal(
    id: string,
    wish: OdcsRenewWish,
    sent: SentRequest,
    signal: AbortSignal,
  ): Promise<Recovered<OdcsCompose>> {
    const found = await recoverRenewal(readId(id), wish, sent, this.#search, signal);
    return recoveredFrom(found, described);
  }

  cancel(id: string, signal: AbortSignal): Promise<Ended> {
    return cancelCompose(readId(id), this.#search, signal);
  }

  delete(id: string, signal: AbortSignal): Promise<Ended> {
    return deleteCompose(readId(id), this.#search, signal);
  }

  openLog({ details }: Compose<OdcsCompose>): LogTail | undefined {
    const url = logUrl(details);
    return url === undefined ? undefined : new TailedLog(this.#exchanger, url, LOG_NAME);
  }

  results(
    compose: Compose<OdcsCompose>,
    wish: OdcsResultsWish,
    signal: AbortSignal,
  ): Promise<ComposeResults> {
    return odcsResults(compose, wish, this.#exchanger, this.#search.retry, signal);
  }

  /** The connections are those of the exchanger, which is not ours. */
  async [Symbol.asyncDispose](): Promise<void> {}

  #about(signal: AbortSignal): Promise<OdcsAbout> {
    return patiently(() => this.#routes.about(signal), this.#search.retry, signal);
  }
}

function described({ value, asOf }: Told<OdcsCompose>): Compose<OdcsCompose> {
  return describeCompose(value, asOf);
}

/** How long a compose can still be used, in milliseconds; the life of one that is being made has not begun. */
function lifeOf(compose: Compose<OdcsCompose>): number {
  switch (compose.state) {
    case "requested":
    case "running":
      return Number.MAX_VALUE;
    case "finished":
      return remainingLife(compose) ?? 0;
    default:
      return 0;
  }
}

/** @throws UserError */
function readId(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    throw refuse(`${show(id)} is no id of a compose of ODCS`, "expected a number, such as 4711");
  }
  return Number(id);
}

/** Where configurations come from, without what opens those places. */
function shownConfigs({ raw_config_urls: configs }: OdcsAbout): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(configs ?? {}).map(([name, config]) => {
      const { url } = (config ?? {}) as { url?: unknown };
      return [name, typeof url === "string" ? redactUrl(url) : undefined];
    }),
  );
}
