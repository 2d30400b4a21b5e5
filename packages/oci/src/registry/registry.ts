import {
  type HttpMethod,
  type HttpRequest,
  type StreamedBody,
  statusFailure,
  TransferFailure,
} from "@compose-actions/transfer";
import type { Authenticator } from "../auth/authenticator.ts";
import type { Login } from "../auth/login.ts";
import { type Answer, ask, askPatiently } from "./ask.ts";
import { errorText } from "./error-text.ts";
import { permissionHint } from "./permission-hint.ts";
import type { Registries } from "./registries.ts";
import { type Actions, repositoryScope } from "./scopes.ts";

export interface RegistryRequest {
  readonly method: HttpMethod;
  /** Below `/v2/<repository>/`: `blobs/uploads/?mount=…`. Either this or `url`. */
  readonly path?: string;
  /** A Location that the registry has given. On another origin no credential goes there. */
  readonly url?: URL;
  readonly repository: string;
  readonly actions: Actions;
  /** A repository that a blob is to be taken from. */
  readonly mountFrom?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Buffer | StreamedBody | undefined;
  /** Longest answer that is taken; by default 64 KiB. */
  readonly maxBytes?: number | undefined;
  /** How long the answer may be waited for once all is sent, in milliseconds, if not as usual. */
  readonly answerTimeoutMs?: number | undefined;
  /**
   * Whether it is tried again after failures that may pass. By default all is but what has a streamed body, and PATCH:
   * whoever sends those knows how far they got.
   */
  readonly isRetried?: boolean | undefined;
}

export type RegistryAnswer = Answer;

export interface RegistryOptions {
  /** `ghcr.io`, as references have it. */
  readonly name: string;
  readonly origin: URL;
  readonly registries: Registries;
  readonly authenticator: Authenticator;
  readonly loginFor: (repository: string) => Promise<Login | undefined>;
}

const DEFAULT_MAX_BYTES = 64 * 1024;

/** One registry, asked over HTTP. */
export class Registry {
  readonly name: string;
  readonly origin: URL;
  readonly authenticator: Authenticator;
  readonly #options: RegistryOptions;

  constructor(options: RegistryOptions) {
    this.name = options.name;
    this.origin = options.origin;
    this.authenticator = options.authenticator;
    this.#options = options;
  }

  /** `/v2/<repository>/<path>` at this registry. */
  urlOf(repository: string, path: string): URL {
    return new URL(`/v2/${repository}/${path}`, this.origin);
  }

  /**
   * Asks the registry.
   *
   * @returns whatever it answers in the end, but not 401 and 403
   * @throws TransferFailure `auth` for those, with what the login lacks; and for exchanges that fail
   */
  async request(request: RegistryRequest, signal: AbortSignal): Promise<RegistryAnswer> {
    const { method, repository, actions, mountFrom, headers, body, answerTimeoutMs } = request;
    const url = request.url ?? this.urlOf(repository, request.path ?? "");
    const scopes = [
      repositoryScope(repository, actions),
      ...(mountFrom === undefined ? [] : [repositoryScope(mountFrom, ["pull"])]),
    ];
    const isFromServer = url.origin !== this.origin.origin;
    const exchange = { method, url, headers, body, answerTimeoutMs, isFromServer, scopes };
    const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
    const isStreamed = body !== undefined && !Buffer.isBuffer(body);
    const isRetried = request.isRetried ?? (method !== "PATCH" && !isStreamed);
    const answer = await this.#exchange(exchange, maxBytes, isRetried, signal);
    if (answer.status === 401 || answer.status === 403) {
      throw await this.#refusal(answer, request, scopes);
    }
    return answer;
  }

  async #exchange(
    exchange: HttpRequest,
    maxBytes: number,
    isRetried: boolean,
    signal: AbortSignal,
  ): Promise<RegistryAnswer> {
    const { registries } = this.#options;
    const client = await registries.client;
    try {
      return isRetried
        ? await askPatiently(client, exchange, maxBytes, registries.retry, signal)
        : await ask(client, exchange, maxBytes, signal);
    } catch (error) {
      throw error instanceof TransferFailure ? this.#named(error) : error;
    }
  }

  /** Failures of connections do not say whose. */
  #named(error: TransferFailure): TransferFailure {
    const { failure, message, remedy, retryAfterMs, status } = error;
    const hint =
      failure === "tls" ? "; name its authority with ca-file, or say plain-http if it speaks no TLS" : "";
    const options = { remedy, retryAfterMs, status, cause: error };
    return new TransferFailure(failure, `${this.name}: ${message}${hint}`, options);
  }

  /**
   * What an answer means that is not what was hoped for.
   *
   * @param what - what was asked for: `the manifest sha256:…`
   */
  failure(answer: RegistryAnswer, what: string): TransferFailure {
    const { failure, remedy, retryAfterMs } = statusFailure(answer.status, answer.headers, Date.now());
    const said = this.authenticator.hide(errorText(answer.body));
    const text = `${this.name} answers ${answer.status} for ${what}${said}`;
    return new TransferFailure(failure, text, { remedy, retryAfterMs, status: answer.status });
  }

  async #refusal(
    { status, body, url }: RegistryAnswer,
    { repository, actions }: RegistryRequest,
    scopes: readonly string[],
  ): Promise<TransferFailure> {
    const where = url.origin === this.origin.origin ? this.name : `${url.host}, where ${this.name} sends us,`;
    const login = await this.#options.loginFor(repository).catch(() => undefined);
    const who = login === undefined ? "without a login" : `for ${login.shown}`;
    const said = this.authenticator.hide(errorText(body));
    const text = `${where} answers ${status} ${who}, asked for ${scopes.join(" ")}${said}`;
    const hint = permissionHint(this.name, actions, login);
    return new TransferFailure("auth", `${text}; ${hint}`, { remedy: "elsewhere", status });
  }
}
