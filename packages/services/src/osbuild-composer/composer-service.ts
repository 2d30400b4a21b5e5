import { refuse, safeLine } from "@compose-actions/step";
import type { TransferMeter } from "@compose-actions/transfer";
import type { TokenSource } from "../auth/token-sender.ts";
import { checkUuid } from "../check-uuid.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Compose, UploadAction } from "../compose.ts";
import type { Exchanger } from "../http/ask.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import type { ServicePlace } from "../http/service-place.ts";
import { secretsOfResult } from "../images/lasting-url.ts";
import type { ImageLogin } from "../images/receive-image.ts";
import type { ImagesWish } from "../images/wish.ts";
import { Secrets } from "../secrets.ts";
import { secretsIn, secretsInUrl } from "../secrets-in.ts";
import { Doubt, type OnSending, type Recovered, recoveredFrom, type SentRequest } from "../sent-request.ts";
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
import { BuildLog } from "./build-log.ts";
import { type CloneWish, createClone, createCompose } from "./create.ts";
import { deleteCompose } from "./delete.ts";
import { describeCompose, describeUpload, imageStatuses, uploadStatuses } from "./describe.ts";
import { type Features, featuresOf, offersOf, unoffered } from "./features.ts";
import { NO_LIST_ADVICE, recoverCompose } from "./recover.ts";
import type { ComposerRequest, RequestedImage } from "./request.ts";
import { composerResults } from "./results.ts";
import { ComposerRoutes, type Told } from "./routes.ts";
import type { SearchOptions } from "./search.ts";
import type { ComposerPackage, ComposerSbom, ComposerStatus, ComposerUploadStatus, Openapi } from "./wire.ts";

export interface ComposerOptions {
  /** Where it is, as {@link servicePlace} reads it; the exchanger must know of its socket. */
  readonly place: ServicePlace;
  readonly exchanger: Exchanger;
  /** Bearer tokens; without them there is no login, or the client has a certificate. */
  readonly tokens?: TokenSource | undefined;
  readonly retry: RetryOptions;
  readonly clock?: Clock | undefined;
  /** Learns what must not be shown: of requests, and of where images are. */
  readonly secrets?: Secrets | undefined;
  /** Ends downloads that hardly move. */
  readonly meter?: TransferMeter | undefined;
  /** How long a request without an answer is looked for, in milliseconds; by default 30 seconds. */
  readonly searchMs?: number | undefined;
}

export interface ImageContent {
  /** Each once for each part of the build that installed it; undefined before the end. */
  readonly packages: readonly ComposerPackage[] | undefined;
  readonly ostreeCommit: string | undefined;
}

const DEFAULT_SEARCH_MS = 30_000;

/**
 * The Cloud API of osbuild-composer, version 2, as servers from 2023 to 2026 have it. It cannot stop a compose, nor does
 * it tell whether one was asked for before by the same request and is still of use.
 */
export class ComposerService implements Service<ComposerRequest, ComposerStatus, ImagesWish> {
  readonly kind = "osbuild-composer";
  readonly checkId = checkUuid;
  readonly shown: string;
  readonly secrets: Secrets;
  readonly #options: ComposerOptions;
  readonly #routes: ComposerRoutes;
  readonly #search: SearchOptions;
  #openapi: Promise<Openapi> | undefined;
  /** What composes of this run were asked for: the service does not repeat it. */
  readonly #asked = new Map<string, readonly RequestedImage[]>();

  constructor(options: ComposerOptions) {
    const { place, exchanger, tokens, retry, clock = systemClock, secrets = new Secrets() } = options;
    this.#options = options;
    this.shown = place.shown;
    this.secrets = secrets;
    this.#routes = new ComposerRoutes({ place, exchanger, tokens, secrets });
    this.#search = {
      routes: this.#routes,
      secrets,
      clock,
      retry: { clock, ...retry },
      searchMs: options.searchMs ?? DEFAULT_SEARCH_MS,
    };
  }

  async about(signal: AbortSignal): Promise<ServiceAbout> {
    const openapi = await this.#description(signal);
    const features = featuresOf(openapi);
    const distributions = features.distributions
      ? await this.#again(() => this.#routes.distributions(signal), signal)
      : [];
    const wantsToken = await this.#again(() => this.#routes.wantsToken(signal), signal);
    return {
      version: openapi.info?.version ?? undefined,
      authentication: wantsToken ? "bearer" : undefined,
      ...offersOf(features, distributions),
      details: { title: openapi.info?.title ?? undefined },
    };
  }

  /**
   * Why the server would not take a request, or would not heed all of it, as far as it can be known beforehand.
   *
   * @returns a line for each reason
   */
  async preflight(request: ComposerRequest, signal: AbortSignal): Promise<readonly string[]> {
    return unoffered(request, await this.#features(signal));
  }

  async create(
    request: ComposerRequest,
    signal: AbortSignal,
    onSending?: OnSending,
  ): Promise<Requested<ComposerStatus>> {
    this.secrets.add(...secretsIn(request.body));
    const features = await this.#features(signal);
    const { status, how } = await createCompose(request, features, this.#search, signal, onSending);
    this.#asked.set(status.value.id, request.images);
    return { compose: this.#described(status), how, notes: [] };
  }

  async recover(
    request: ComposerRequest,
    sent: SentRequest,
    signal: AbortSignal,
  ): Promise<Recovered<ComposerStatus>> {
    const { list } = await this.#features(signal);
    const found = list
      ? await recoverCompose(request, sent, this.#search, signal)
      : new Doubt("the server cannot be asked for its composes");
    if (found !== undefined && !(found instanceof Doubt)) {
      this.#asked.set(found.value.id, request.images);
    }
    return recoveredFrom(found, (told) => this.#described(told), list ? undefined : NO_LIST_ADVICE);
  }

  async get(id: string, signal: AbortSignal): Promise<Compose<ComposerStatus> | undefined> {
    checkUuid(id);
    const told = await this.#routes.status(id, signal);
    return told === undefined ? undefined : this.#described(told);
  }

  /**
   * In the order of their ids, which says nothing of their age.
   *
   * @throws UserError for filters and orders that the API does not have, and with servers that do not list composes
   */
  async list(
    { filters = {}, limit, order }: ListWish,
    signal: AbortSignal,
  ): Promise<Listing<ComposerStatus>> {
    const { status, ...others } = filters;
    const [other] = [...Object.keys(others), ...(order === undefined ? [] : [order])];
    if (other !== undefined) {
      throw refuse(
        `osbuild-composer does not filter or order composes by ${safeLine(JSON.stringify(other))}`,
        "it tells of each only its status",
      );
    }
    const { isDescribed, list } = await this.#features(signal);
    if (isDescribed && !list) {
      throw refuse(
        `${this.shown} does not list its composes: this version of osbuild-composer has no route for that`,
        "ask for composes whose ids are known with operation get",
      );
    }
    const composes = (await this.#again(() => this.#routes.list(signal), signal))
      .filter(({ value }) => status === undefined || value.status === status)
      .map((told) => this.#described(told));
    return { composes: composes.slice(0, limit), total: composes.length };
  }

  /** Removes a compose that is over. One that is not cannot be stopped, and what its removal would do to it is not known. */
  delete(id: string, signal: AbortSignal): Promise<Ended> {
    checkUuid(id);
    return deleteCompose(id, this.#search, signal);
  }

  openLog({ id }: Compose<ComposerStatus>): LogTail {
    return new BuildLog(this.#routes, id, this.secrets);
  }

  async results(
    compose: Compose<ComposerStatus>,
    wish: ImagesWish,
    signal: AbortSignal,
  ): Promise<ComposeResults> {
    const { exchanger, meter } = this.#options;
    const { retry, clock } = this.#search;
    const features = await this.#features(signal);
    const options = { exchanger, meter, retry, clock, routes: this.#routes, features, login: this.#login() };
    return composerResults(compose, wish, options, signal);
  }

  /** What is in an image; undefined when there is no such compose. Those for Koji do not tell. */
  async content(id: string, signal: AbortSignal): Promise<ImageContent | undefined> {
    checkUuid(id);
    const metadata = await this.#again(() => this.#routes.metadata(id, signal), signal);
    if (metadata === undefined) {
      return undefined;
    }
    this.secrets.add(...secretsIn(metadata.request));
    const { packages, ostree_commit: commit } = metadata;
    return { packages: packages ?? undefined, ostreeCommit: commit ?? undefined };
  }

  /** Of each image the manifest that it was built by. They may hold secrets. */
  manifests(id: string, signal: AbortSignal): Promise<readonly unknown[] | undefined> {
    checkUuid(id);
    return this.#again(() => this.#routes.manifests(id, signal), signal);
  }

  /** Of each image what it holds, as SPDX documents. @throws ServiceFailure with servers that have none */
  sboms(id: string, signal: AbortSignal): Promise<readonly (readonly ComposerSbom[])[] | undefined> {
    checkUuid(id);
    return this.#again(() => this.#routes.sboms(id, signal), signal);
  }

  /**
   * Copies an image of Amazon's cloud to another region.
   *
   * @returns the id of the clone
   * @throws ServiceFailure for other images, and with `isUncertain` when there may be a clone now
   */
  clone(id: string, wish: CloneWish, signal: AbortSignal): Promise<string> {
    checkUuid(id);
    return createClone(id, wish, this.#search, signal);
  }

  /** What became of a clone; undefined when there is none. */
  async cloneStatus(id: string, signal: AbortSignal): Promise<UploadAction | undefined> {
    checkUuid(id);
    const status = await this.#again(() => this.#routes.clone(id, signal), signal);
    return status === undefined ? undefined : describeUpload(status);
  }

  /** The connections are those of the exchanger, which is not ours. */
  async [Symbol.asyncDispose](): Promise<void> {}

  #described({ value, asOf }: Told<ComposerStatus>): Compose<ComposerStatus> {
    // Before anybody can show them.
    this.secrets.add(...imageStatuses(value).flatMap(uploadStatuses).flatMap(secretsOfUpload));
    const hide = (text: string): string => this.secrets.hide(text);
    return describeCompose(value, asOf, { asked: this.#asked.get(value.id), hide });
  }

  #login(): ImageLogin | undefined {
    const { tokens } = this.#options;
    return tokens === undefined
      ? undefined
      : {
          header: async (signal) => `Bearer ${await tokens.token(signal)}`,
          refused: async (header, signal) =>
            (await tokens.replace(header.slice("Bearer ".length), signal)) !== undefined,
        };
  }

  async #features(signal: AbortSignal): Promise<Features> {
    return featuresOf(await this.#description(signal));
  }

  /** Asked for once: it is the same until the server is another one. Gateways do not all let it through. */
  #description(signal: AbortSignal): Promise<Openapi> {
    this.#openapi ??= this.#again(() => this.#routes.openapi(signal), signal).catch((error: unknown) => {
      if (error instanceof ServiceFailure && (error.status === 403 || error.status === 404)) {
        return {};
      }
      this.#openapi = undefined;
      throw error;
    });
    return this.#openapi;
  }

  #again<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    return patiently(work, this.#search.retry, signal);
  }
}

function secretsOfUpload({ options }: ComposerUploadStatus): readonly string[] {
  return Object.values(options ?? {}).flatMap((value) =>
    typeof value === "string" ? [...secretsOfResult(value), ...secretsInUrl(value)] : [],
  );
}
