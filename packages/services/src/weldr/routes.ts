import type * as z from "zod";
import { type Answer, ask, type Exchanger, type Question } from "../http/ask.ts";
import { askAt } from "../http/connection-problem.ts";
import { headersTime } from "../http/headers-time.ts";
import type { ServicePlace } from "../http/service-place.ts";
import type { ImageSource } from "../images/receive-image.ts";
import type { Secrets } from "../secrets.ts";
import { ServiceFailure } from "../service-failure.ts";
import { weldrErrors, weldrFailure } from "./failure.ts";
import type { Blueprint, WeldrBody } from "./request.ts";
import {
  aboutSchema,
  acceptedSchema,
  deletedSchema,
  depsolveSchema,
  distrosSchema,
  doneSchema,
  infoSchema,
  queueSchema,
  statusSchema,
  typesSchema,
  type WeldrCompose,
  type WeldrDependency,
} from "./wire.ts";

/** Where the routes lie below the URL of a server; those of all versions. */
export const WELDR_API = "/api";

const MAX_LIST_BYTES = 64 * 1024 ** 2;
const MAX_LOG_BYTES = 16 * 1024 ** 2;

export interface WeldrRoutesOptions {
  readonly place: ServicePlace;
  readonly exchanger: Exchanger;
  readonly secrets: Secrets;
  /** How long the answer to a request for a compose may be waited for, in milliseconds. */
  readonly composeTimeoutMs: number;
}

/** What a server said, and when by its clock, in milliseconds since 1970. */
export interface Told<Value> {
  readonly value: Value;
  readonly asOf: number;
}

export interface WeldrQueue {
  readonly waiting: readonly WeldrCompose[];
  readonly running: readonly WeldrCompose[];
}

/** The parts of a compose that can be downloaded: the file itself, and archives in tar. */
export type WeldrPart = "image" | "logs" | "metadata" | "results";

/** The routes of the Weldr API, version 1, each asked once. All throw ServiceFailure for answers that are no success. */
export class WeldrRoutes {
  readonly #options: WeldrRoutesOptions;

  constructor(options: WeldrRoutesOptions) {
    this.#options = options;
  }

  async about(signal: AbortSignal) {
    return (await this.#get("status", aboutSchema, "what it is", signal)).value;
  }

  async distros(signal: AbortSignal): Promise<readonly string[]> {
    return (await this.#get("v1/distros/list", distrosSchema, "its distributions", signal)).value.distros;
  }

  /** @param distro - of the server's own when it is not given, which it may not know */
  async types(distro: string | undefined, signal: AbortSignal): Promise<readonly string[]> {
    const query = distro === undefined ? "" : `?distro=${encodeURIComponent(distro)}`;
    const { value } = await this.#get(`v1/compose/types${query}`, typesSchema, "its image types", signal);
    return (value.types ?? []).filter(({ enabled }) => enabled).map(({ name }) => name);
  }

  async pushBlueprint(blueprint: Blueprint, signal: AbortSignal): Promise<void> {
    const what = "the blueprint";
    const isToml = blueprint.kind === "toml";
    const content = isToml ? blueprint.text : JSON.stringify(blueprint.value);
    const answer = await this.#send(
      "v1/blueprints/new",
      isToml ? "text/x-toml" : "application/json",
      content,
      undefined,
      signal,
    );
    this.#parsed(doneSchema, this.#checked(answer, what, true), what);
  }

  /**
   * What a blueprint comes to, package by package with checksums, without making anything. May take minutes.
   *
   * @throws ServiceFailure when something in it is not to be had
   */
  async depsolve(name: string, signal: AbortSignal): Promise<readonly WeldrDependency[]> {
    const what = `the packages of the blueprint ${name}`;
    const answer = await this.#ask(
      { method: "GET", url: this.url(`v1/blueprints/depsolve/${encodeURIComponent(name)}`), ...this.#slow() },
      signal,
    );
    const { value } = this.#parsed(depsolveSchema, this.#checked(answer, what, true), what);
    // It says so with an answer of success.
    if (value.errors.length > 0) {
      throw weldrFailure(this.#options.place.shown, answer, what, false, this.#options.secrets);
    }
    return value.blueprints.flatMap(({ dependencies }) => dependencies ?? []);
  }

  /** Sends a request for a compose once. The answer is whatever it is: what a failure means is for others to say. */
  compose(body: WeldrBody, signal: AbortSignal): Promise<Answer> {
    const { composeTimeoutMs } = this.#options;
    return this.#send("v1/compose", "application/json", JSON.stringify(body), composeTimeoutMs, signal);
  }

  readAccepted(answer: Answer, what: string): Told<string> {
    const { value, asOf } = this.#parsed(acceptedSchema, this.#checked(answer, what, false), what);
    return { value: value.build_id, asOf };
  }

  async queue(signal: AbortSignal): Promise<WeldrQueue> {
    const { value } = await this.#get("v1/compose/queue", queueSchema, "its queue", signal);
    return { waiting: value.new, running: value.run };
  }

  /** @returns undefined when there is none: the answer is an empty list then */
  async status(id: string, signal: AbortSignal): Promise<Told<WeldrCompose> | undefined> {
    const { value, asOf } = await this.#get(`v1/compose/status/${id}`, statusSchema, `compose ${id}`, signal);
    const compose = value.uuids.find((one) => one.id === id);
    return compose === undefined ? undefined : { value: compose, asOf };
  }

  /** @param filters - by status, blueprint and type; `*` is anything */
  async list(
    filters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly Told<WeldrCompose>[]> {
    const query = new URLSearchParams(filters).toString();
    const path = `v1/compose/status/*${query === "" ? "" : `?${query}`}`;
    const { value, asOf } = await this.#get(path, statusSchema, "a list of composes", signal);
    return value.uuids.map((compose) => ({ value: compose, asOf }));
  }

  /** What a compose was made of; undefined when there is no such compose. */
  async info(id: string, signal: AbortSignal): Promise<z.infer<typeof infoSchema> | undefined> {
    const what = `what is in compose ${id}`;
    const answer = await this.#ask(this.#question(`v1/compose/info/${id}`), signal);
    return this.#isUnknown(answer)
      ? undefined
      : this.#parsed(infoSchema, this.#checked(answer, what, true), what).value;
  }

  /** The log of a build as text, though it is called JSON. Undefined while there is none. */
  async log(id: string, signal: AbortSignal): Promise<string | undefined> {
    const question = { ...this.#question(`v1/compose/log/${id}`), maxBytes: MAX_LOG_BYTES };
    const answer = await this.#ask(question, signal);
    // Of one that waits it says so in an error that is a success.
    if (this.#isUnknown(answer) || weldrErrors(answer.body, this.#options.secrets).length > 0) {
      return undefined;
    }
    const text = this.#checked(answer, `the log of compose ${id}`, true).body.toString("utf8");
    return text.trim() === `Build ${id} is still running.` ? undefined : text;
  }

  /** The answer is whatever it is. */
  cancel(id: string, signal: AbortSignal): Promise<Answer> {
    return this.#ask({ ...this.#question(`v1/compose/cancel/${id}`), method: "DELETE" }, signal);
  }

  /** What it says of the deletion, with an answer of success also when nothing was deleted. */
  async delete(
    id: string,
    signal: AbortSignal,
  ): Promise<readonly { readonly id: string; readonly msg: string }[]> {
    const what = `the deletion of compose ${id}`;
    const answer = await this.#ask(
      { ...this.#question(`v1/compose/delete/${id}`), method: "DELETE" },
      signal,
    );
    return this.#parsed(deletedSchema, this.#checked(answer, what, true), what).value.errors;
  }

  /** Where a part of a compose can be received. */
  partOf(id: string, part: WeldrPart): ImageSource {
    return {
      url: this.url(`v1/compose/${part}/${id}`),
      isFromServer: false,
      failureOf: (answer) => this.failure(answer, `the ${part} of compose ${id}`, true),
    };
  }

  url(path: string): URL {
    return new URL(path, this.#options.place.base);
  }

  /** @param isRepeatable - the request may be made again when the failure may pass */
  failure(answer: Answer, what: string, isRepeatable = false): ServiceFailure {
    const { place, secrets } = this.#options;
    return weldrFailure(place.shown, answer, what, isRepeatable, secrets);
  }

  #isUnknown({ status, body }: Answer): boolean {
    return status === 400 && weldrErrors(body, this.#options.secrets).some(({ id }) => id === "UnknownUUID");
  }

  #question(path: string): Question {
    return {
      method: "GET",
      url: this.url(path),
      headers: { accept: "application/json" },
      maxBytes: MAX_LIST_BYTES,
    };
  }

  #slow(): Pick<Question, "maxBytes" | "answerTimeoutMs"> {
    return { maxBytes: MAX_LIST_BYTES, answerTimeoutMs: this.#options.composeTimeoutMs };
  }

  #send(
    path: string,
    type: string,
    content: string,
    answerTimeoutMs: number | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const headers = { accept: "application/json", "content-type": type };
    const body = Buffer.from(content);
    return this.#ask({ method: "POST", url: this.url(path), headers, body, answerTimeoutMs }, signal);
  }

  async #get<Value>(
    path: string,
    schema: z.ZodType<Value>,
    what: string,
    signal: AbortSignal,
  ): Promise<Told<Value>> {
    const answer = await this.#ask(this.#question(path), signal);
    return this.#parsed(schema, this.#checked(answer, what, true), what);
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const { exchanger, place } = this.#options;
    const answer = await askAt(place, () => ask(exchanger, question, signal));
    if (answer.url.origin !== place.base.origin) {
      const text = `${place.shown} sends us to ${answer.url.host}`;
      throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
    }
    return answer;
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
      const text = `${shown} answers with something that is no JSON for ${what}`;
      throw new ServiceFailure("protocol", text, { remedy: "again" });
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      const where = path === "" ? "" : `: ${path} is not what it should be`;
      const text = `${shown} does not answer as the Weldr API does for ${what}${where}`;
      throw new ServiceFailure("protocol", text, { remedy: "never" });
    }
    return { value: parsed.data, asOf: headersTime(headers) };
  }
}
