import type * as z from "zod";
import { plainSender, type Sender } from "../auth/sender.ts";
import { TokenSender, type TokenSource } from "../auth/token-sender.ts";
import { type Answer, ask, type Exchanger, type Question } from "../http/ask.ts";
import { askAt } from "../http/connection-problem.ts";
import { headersTime } from "../http/headers-time.ts";
import type { ServicePlace } from "../http/service-place.ts";
import type { Secrets } from "../secrets.ts";
import { ServiceFailure } from "../service-failure.ts";
import { API_ERROR, apiError, composerFailure } from "./failure.ts";
import {
  acceptedSchema,
  type ComposerLogs,
  type ComposerMetadata,
  type ComposerSbom,
  type ComposerStatus,
  type ComposerUploadStatus,
  cloneSchema,
  distributionsSchema,
  listSchema,
  logsSchema,
  manifestsSchema,
  metadataSchema,
  type Openapi,
  openapiSchema,
  sbomsSchema,
  statusSchema,
} from "./wire.ts";

/** Where the routes lie below the URL of a server. */
export const COMPOSER_API = "/api/image-builder-composer/v2";

const MAX_STATUS_BYTES = 4 * 1024 ** 2;
const MAX_OPENAPI_BYTES = 16 * 1024 ** 2;
/** Logs, manifests and lists of packages of whole distributions; a list of all composes of a server. */
const MAX_DOCUMENT_BYTES = 64 * 1024 ** 2;

export interface ComposerRoutesOptions {
  readonly place: ServicePlace;
  readonly exchanger: Exchanger;
  /** Without them there is no login, or the client has a certificate. */
  readonly tokens: TokenSource | undefined;
  readonly secrets: Secrets;
}

/** What a server said, and when by its clock, in milliseconds since 1970. */
export interface Told<Value> {
  readonly value: Value;
  readonly asOf: number;
}

/**
 * The routes of the Cloud API, version 2, each asked once. All throw ServiceFailure for answers that are no success.
 * Those that are about a compose give undefined when there is none, or when it is another tenant's.
 */
export class ComposerRoutes {
  readonly #options: ComposerRoutesOptions;
  readonly #sender: Sender;

  constructor(options: ComposerRoutesOptions) {
    const { exchanger, tokens } = options;
    this.#options = options;
    this.#sender = tokens === undefined ? plainSender(exchanger) : new TokenSender(exchanger, tokens);
  }

  async openapi(signal: AbortSignal): Promise<Openapi> {
    const what = "the description of its API";
    const answer = await this.#get("openapi", MAX_OPENAPI_BYTES, signal);
    return this.#parsed(openapiSchema, this.#checked(answer, what, true), what).value;
  }

  /** Whether it wants to know who asks: one route is closed then that says nothing about anybody. */
  async wantsToken(signal: AbortSignal): Promise<boolean> {
    const url = this.url("errors/2");
    const question: Question = { method: "GET", url, authorization: { header: undefined } };
    return (await this.#asked(() => ask(this.#options.exchanger, question, signal))).status === 401;
  }

  async status(id: string, signal: AbortSignal): Promise<Told<ComposerStatus> | undefined> {
    return this.#about(id, "", statusSchema, MAX_STATUS_BYTES, signal);
  }

  /** Each is parsed by itself: one that cannot be read hides no others. */
  async list(signal: AbortSignal): Promise<readonly Told<ComposerStatus>[]> {
    const what = "a list of composes";
    const answer = await this.#get("composes/", MAX_DOCUMENT_BYTES, signal);
    const { value, asOf } = this.#parsed(listSchema, this.#checked(answer, what, true), what);
    return value.flatMap((one) => {
      const parsed = statusSchema.safeParse(one);
      return parsed.success ? [{ value: parsed.data, asOf }] : [];
    });
  }

  async metadata(id: string, signal: AbortSignal): Promise<ComposerMetadata | undefined> {
    return (await this.#about(id, "/metadata", metadataSchema, MAX_DOCUMENT_BYTES, signal))?.value;
  }

  async logs(id: string, signal: AbortSignal): Promise<ComposerLogs | undefined> {
    return (await this.#about(id, "/logs", logsSchema, MAX_DOCUMENT_BYTES, signal))?.value;
  }

  /** Of each image the manifest that it is built by; null before it is made. */
  async manifests(id: string, signal: AbortSignal): Promise<readonly unknown[] | undefined> {
    const told = await this.#about(id, "/manifests", manifestsSchema, MAX_DOCUMENT_BYTES, signal);
    return told === undefined ? undefined : (told.value.manifests ?? []);
  }

  /** Of each image what it holds, as SPDX documents. */
  async sboms(id: string, signal: AbortSignal): Promise<readonly (readonly ComposerSbom[])[] | undefined> {
    const told = await this.#about(id, "/sboms", sbomsSchema, MAX_DOCUMENT_BYTES, signal);
    return told === undefined ? undefined : (told.value.items ?? []);
  }

  /** Of one clone: what became of its copy. */
  async clone(id: string, signal: AbortSignal): Promise<ComposerUploadStatus | undefined> {
    const what = `clone ${id}`;
    const answer = await this.#get(`clones/${id}`, MAX_STATUS_BYTES, signal);
    return this.#isAbsent(answer)
      ? undefined
      : this.#parsed(cloneSchema, this.#checked(answer, what, true), what).value;
  }

  /** The distributions that it has repositories for. */
  async distributions(signal: AbortSignal): Promise<readonly string[]> {
    const what = "its distributions";
    const answer = await this.#get("distributions", MAX_DOCUMENT_BYTES, signal);
    const { value } = this.#parsed(distributionsSchema, this.#checked(answer, what, true), what);
    return Object.keys(value).sort();
  }

  /** Sends a request once. The answer is whatever it is: what a failure means is for others to say. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
    const question: Question = {
      method: "POST",
      url: this.url(path),
      // Another type, or one with a charset, is refused.
      headers: { accept: "application/json", "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(body)),
      maxBytes: MAX_STATUS_BYTES,
    };
    return this.#asked(() => this.#sender.send(question, signal));
  }

  /** As with {@link post}. */
  delete(id: string, signal: AbortSignal): Promise<Answer> {
    const question: Question = { method: "DELETE", url: this.url(`composes/${id}`) };
    return this.#asked(() => this.#sender.send(question, signal));
  }

  /** The id of what an answer says was accepted. */
  readAccepted(answer: Answer, what: string): Told<string> {
    const { value, asOf } = this.#parsed(acceptedSchema, this.#checked(answer, what, false), what);
    return { value: value.id, asOf };
  }

  url(path: string): URL {
    return new URL(path, this.#options.place.base);
  }

  /** @param isRepeatable - the request may be made again when the failure may pass */
  failure(answer: Answer, what: string, isRepeatable = false): ServiceFailure {
    const { place, secrets } = this.#options;
    return composerFailure(answer, { place, what, how: this.#sender.shown, isRepeatable, secrets });
  }

  async #about<Value>(
    id: string,
    route: string,
    schema: z.ZodType<Value>,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Told<Value> | undefined> {
    const what = route === "" ? `compose ${id}` : `the ${route.slice(1)} of compose ${id}`;
    const answer = await this.#get(`composes/${id}${route}`, maxBytes, signal);
    return this.#isAbsent(answer) ? undefined : this.#parsed(schema, this.#checked(answer, what, true), what);
  }

  /** Only the API's own word that there is none counts: what stands in front of it says 404 of other things. */
  #isAbsent({ status, body }: Answer): boolean {
    return status === 404 && apiError(body, this.#options.secrets)?.id === API_ERROR.unknownCompose;
  }

  async #get(path: string, maxBytes: number, signal: AbortSignal): Promise<Answer> {
    const url = this.url(path);
    const question: Question = { method: "GET", url, headers: { accept: "application/json" }, maxBytes };
    const answer = await this.#asked(() => this.#sender.send(question, signal));
    const { place } = this.#options;
    // Reading follows redirects, and what another server says of composes is nothing to go by.
    if (answer.url.origin !== place.base.origin) {
      const text = `${place.shown} sends us to ${answer.url.host}; give the URL of the server itself`;
      throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
    }
    return answer;
  }

  #asked(send: () => Promise<Answer>): Promise<Answer> {
    return askAt(this.#options.place, send);
  }

  /** @throws ServiceFailure for all but a success */
  #checked(answer: Answer, what: string, isRepeatable: boolean): Answer {
    if (answer.status < 200 || answer.status >= 300) {
      throw this.failure(answer, what, isRepeatable);
    }
    return answer;
  }

  #parsed<Value>(schema: z.ZodType<Value>, { body, headers }: Answer, what: string): Told<Value> {
    const { shown } = this.#options.place;
    let json: unknown;
    try {
      json = JSON.parse(body.toString("utf8"));
    } catch {
      // A page that says "back soon" is no answer of the API.
      const text = `${shown} answers with something that is no JSON for ${what}`;
      throw new ServiceFailure("protocol", text, { remedy: "again" });
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      const where = path === "" ? "" : `: ${path} is not what it should be`;
      const text = `${shown} does not answer as osbuild-composer does for ${what}${where}`;
      throw new ServiceFailure("protocol", text, { remedy: "never" });
    }
    return { value: parsed.data, asOf: headersTime(headers) };
  }
}
