import type * as z from "zod";
import type { Sender } from "../auth/sender.ts";
import { type Answer, ask, type Exchanger, type Question } from "../http/ask.ts";
import { askAt } from "../http/connection-problem.ts";
import type { ServicePlace } from "../http/service-place.ts";
import { ServiceFailure } from "../service-failure.ts";
import { odcsFailure, odcsMessage } from "./failure.ts";
import {
  aboutSchema,
  acceptedSchema,
  composeSchema,
  type OdcsAbout,
  type OdcsCompose,
  pageSchema,
} from "./wire.ts";

/** Where the routes lie below the URL of a server. */
export const API = "/api/1";

/** Compose objects hold whole Pungi configurations and lists of packages. */
const MAX_COMPOSE_BYTES = 16 * 1024 ** 2;
const MAX_PAGE_BYTES = 64 * 1024 ** 2;
const MAX_ABOUT_BYTES = 4 * 1024 ** 2;

export interface OdcsRoutesOptions {
  /** With the routes' prefix and a slash at the end. */
  readonly base: URL;
  /** `odcs.example.com`: how messages name it. */
  readonly shown: string;
  readonly exchanger: Exchanger;
  /** For what changes something, and for reading where that is not open. */
  readonly sender: Sender;
}

/** What a server said, and when by its clock, in milliseconds since 1970. */
export interface Told<Value> {
  readonly value: Value;
  readonly asOf: number;
}

export interface OdcsPage {
  readonly composes: readonly Told<OdcsCompose>[];
  readonly total: number | undefined;
}

/** The routes of ODCS, each asked once. All throw ServiceFailure for answers that are no success. */
export class OdcsRoutes {
  readonly #options: OdcsRoutesOptions;
  /** Some servers have a login in front of reading too; others would rather not see one. */
  #readsWithLogin = false;

  constructor(options: OdcsRoutesOptions) {
    this.#options = options;
  }

  async about(signal: AbortSignal): Promise<OdcsAbout> {
    const what = "what it offers";
    const answer = await this.#read("about/", {}, MAX_ABOUT_BYTES, signal);
    return this.#parsed(aboutSchema, this.#checked(answer, what, true), what).value;
  }

  /** @returns undefined when there is none */
  async get(id: number, signal: AbortSignal): Promise<Told<OdcsCompose> | undefined> {
    const what = `compose ${id}`;
    const answer = await this.#read(`composes/${id}`, {}, MAX_COMPOSE_BYTES, signal);
    // What stands in front of the service says 404 of other things, and in pages of its own.
    if (answer.status === 404 && odcsMessage(answer.body) !== undefined) {
      return undefined;
    }
    const told = this.#parsed(composeSchema, this.#checked(answer, what, true), what);
    if (told.value.id !== id) {
      // A cache in front of the service may have mixed them up, and that passes.
      const text = `${this.#options.shown} answers with compose ${told.value.id} for ${what}`;
      throw new ServiceFailure("protocol", text, { remedy: "again" });
    }
    return told;
  }

  /** @param query - filters, order, page and per_page, which are not checked */
  async list(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<OdcsPage> {
    const what = "a list of composes";
    const answer = await this.#read("composes/", query, MAX_PAGE_BYTES, signal);
    const { value, asOf } = this.#parsed(pageSchema, this.#checked(answer, what, true), what);
    return {
      composes: value.items.map((compose) => ({ value: compose, asOf })),
      total: value.meta?.total ?? undefined,
    };
  }

  /** Sends the request once. The answer is whatever it is: what a failure means for the compose is for others to say. */
  post(body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Answer> {
    return this.#send("POST", "composes/", body, signal);
  }

  readCompose(answer: Answer, what: string): Told<OdcsCompose> {
    return this.#parsed(composeSchema, this.#checked(answer, what, false), what);
  }

  /** As with {@link post}. */
  patch(id: number, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Answer> {
    return this.#send("PATCH", `composes/${id}`, body, signal);
  }

  /** The answer is whatever it is. */
  delete(id: number, signal: AbortSignal): Promise<Answer> {
    return this.#send("DELETE", `composes/${id}`, undefined, signal);
  }

  /** What ODCS said of a deletion that it accepted. */
  readAccepted(answer: Answer, what: string): string | undefined {
    return this.#parsed(acceptedSchema, this.#checked(answer, what, false), what).value.message ?? undefined;
  }

  /** @param isRepeatable - the request may be made again when the failure may pass */
  failure(answer: Answer, what: string, isRepeatable = false): ServiceFailure {
    return odcsFailure(this.#options.shown, answer, what, this.#options.sender.shown, isRepeatable);
  }

  /** The answer of this server, whatever it is. */
  async #read(
    path: string,
    query: Readonly<Record<string, string>>,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const url = this.#url(path, query);
    const question: Question = { method: "GET", url, headers: { accept: "application/json" }, maxBytes };
    const { exchanger, sender } = this.#options;
    if (!this.#readsWithLogin) {
      const answer = await askAt(this.#place, () => ask(exchanger, question, signal));
      if (answer.status !== 401) {
        return this.#fromHere(answer, path);
      }
    }
    const answer = await askAt(this.#place, () => sender.send(question, signal));
    this.#readsWithLogin = answer.status !== 401;
    return this.#fromHere(answer, path);
  }

  /** Reading follows redirects, and what another server says of composes is nothing to go by. */
  #fromHere(answer: Answer, what: string): Answer {
    const { base, shown } = this.#options;
    if (answer.url.origin !== base.origin) {
      const text = `${shown} sends us to ${answer.url.host} for ${what}; give the URL of the server itself`;
      throw new ServiceFailure("redirect", text, { remedy: "never", isStray: true });
    }
    return answer;
  }

  #send(
    method: "POST" | "PATCH" | "DELETE",
    path: string,
    body: Readonly<Record<string, unknown>> | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const question: Question = {
      method,
      url: this.#url(path, {}),
      headers: {
        accept: "application/json",
        ...(content === undefined ? {} : { "content-type": "application/json" }),
      },
      body: content,
      maxBytes: MAX_COMPOSE_BYTES,
    };
    return askAt(this.#place, () => this.#options.sender.send(question, signal));
  }

  get #place(): ServicePlace {
    const { base, shown } = this.#options;
    return { base, shown, socket: undefined };
  }

  #url(path: string, query: Readonly<Record<string, string>>): URL {
    const url = new URL(path, this.#options.base);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    return url;
  }

  /** @throws ServiceFailure for all but a success */
  #checked(answer: Answer, what: string, isRepeatable: boolean): Answer {
    const { shown, sender } = this.#options;
    if (answer.status < 200 || answer.status >= 300) {
      throw odcsFailure(shown, answer, what, sender.shown, isRepeatable);
    }
    return answer;
  }

  #parsed<Value>(schema: z.ZodType<Value>, answer: Answer, what: string): Told<Value> {
    const { shown } = this.#options;
    let json: unknown;
    try {
      json = JSON.parse(answer.body.toString("utf8"));
    } catch {
      // A page that says "back soon" is no answer of ODCS.
      throw new ServiceFailure("protocol", `${shown} answers with something that is no JSON for ${what}`, {
        remedy: "again",
      });
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      const where = path === "" ? "" : `: ${path} is not what it should be`;
      throw new ServiceFailure("protocol", `${shown} does not answer as ODCS does for ${what}${where}`, {
        remedy: "never",
      });
    }
    return { value: parsed.data, asOf: timeOfAnswer(answer) };
  }
}

/** The service's clock; ours where it does not show it. */
function timeOfAnswer({ headers }: Answer): number {
  const { date } = headers;
  const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? Date.now() : time;
}
