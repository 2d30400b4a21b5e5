import { performance } from "node:perf_hooks";
import { refuse, type StepContext } from "@compose-actions/step";
import {
  type ConnectionInputs,
  clientOptions,
  type Headers,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  isLoopbackHost,
  type RequestAuthorizer,
} from "@compose-actions/transfer";
import { Authenticator } from "../auth/authenticator.ts";
import { Logins } from "../auth/logins.ts";
import { parseReference } from "../reference.ts";
import type { RegistryInputs } from "../registry-inputs.ts";
import type { RetryOptions } from "./ask.ts";
import { Registry } from "./registry.ts";
import { accessOf } from "./scopes.ts";

export interface RegistriesOptions {
  readonly inputs: ConnectionInputs & RegistryInputs;
  readonly context: StepContext;
  /**
   * References that the user has given: a login without a registry is for theirs. What is none is ignored, but a path
   * reads as one without `oci://`: leave paths out.
   */
  readonly named: readonly string[];
  /** Connections to one registry at a time. */
  readonly connections?: number;
}

/** The API of Docker's own registry has another name than the registry. */
const API_HOSTS: ReadonlyMap<string, string> = new Map([
  ["docker.io", "registry-1.docker.io"],
  ["index.docker.io", "registry-1.docker.io"],
]);

/**
 * The registries of a run: how each is reached, and who we are for it. Has a client of its own, and speaks for the
 * registries' URLs in others that are made with it as their authorizer.
 */
export class Registries implements RequestAuthorizer, AsyncDisposable {
  /** Hosts of the registries that the user has named, for other clients that are to reach them. */
  readonly ownHosts: readonly string[];
  readonly #inputs: ConnectionInputs & RegistryInputs;
  readonly #context: StepContext;
  /** Those that plain-http is for. */
  readonly #own: ReadonlySet<string>;
  readonly #logins: Logins;
  readonly #byName = new Map<string, Registry>();
  readonly #byOrigin = new Map<string, Registry>();
  readonly #clientOptions: HttpClientOptions;
  #client: Promise<HttpClient> | undefined;

  /** @throws UserError for inputs that contradict each other, and files that cannot be read */
  constructor({ inputs, context, named, connections }: RegistriesOptions) {
    this.#inputs = inputs;
    this.#context = context;
    this.#own = new Set(
      inputs.registry === undefined ? named.flatMap(registryOf) : [ownRegistry(inputs.registry)],
    );
    const [only, ...others] = this.#own;
    this.#logins = new Logins({ inputs, context, own: others.length === 0 ? only : undefined });
    this.ownHosts = [...this.#own].map((name) => apiUrl(name).hostname);
    this.#clientOptions = clientOptions(inputs, context, {
      ownHosts: this.ownHosts,
      compose: named,
      authorizer: this,
      ...(connections === undefined ? {} : { connections }),
    });
  }

  /** What HTTP takes is loaded when there is something to ask. */
  get client(): Promise<HttpClient> {
    this.#client ??= import("@compose-actions/transfer/client").then(
      ({ HttpClient }) => new HttpClient(this.#clientOptions),
    );
    return this.#client;
  }

  get retry(): RetryOptions {
    return { retries: this.#inputs.retries, retryDelayMs: this.#inputs["retry-delay"] };
  }

  /** @param name - host and port in lower case, as a reference has them */
  registry(name: string): Registry {
    let registry = this.#byName.get(name);
    if (registry === undefined) {
      const origin = this.#originOf(name);
      registry = new Registry({
        name,
        origin,
        registries: this,
        authenticator: this.#authenticator(name, origin),
        loginFor: (repository) => this.#logins.find(name, repository),
      });
      this.#byName.set(name, registry);
      this.#byOrigin.set(origin.origin, this.#byOrigin.get(origin.origin) ?? registry);
    }
    return registry;
  }

  covers({ url, scopes }: HttpRequest): boolean {
    // Some registries have their uploads elsewhere; whoever names scopes asks them as registries.
    return this.#byOrigin.has(url.origin) && (scopes !== undefined || url.pathname.startsWith("/v2/"));
  }

  async header(request: HttpRequest): Promise<string | undefined> {
    return this.#byOrigin.get(request.url.origin)?.authenticator.header(accessOf(request));
  }

  async refused(request: HttpRequest, sent: string | undefined, headers: Headers): Promise<boolean> {
    const registry = this.#byOrigin.get(request.url.origin);
    return registry === undefined ? false : registry.authenticator.refused(accessOf(request), sent, headers);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#client)?.close();
  }

  #originOf(name: string): URL {
    const url = apiUrl(name);
    const given = this.#inputs["plain-http"];
    const isLocal = isLoopbackHost(url.hostname);
    // A host that only metadata names is not asked in clear because another one is.
    const isPlain = isLocal ? given !== false : given === true && this.#own.has(name);
    return isPlain ? new URL(`http://${API_HOSTS.get(name) ?? name}/`) : url;
  }

  #authenticator(name: string, origin: URL): Authenticator {
    const { signal, reporter } = this.#context;
    return new Authenticator({
      client: () => this.client,
      origin,
      loginFor: (repository) => this.#logins.find(name, repository),
      retry: this.retry,
      warn: (line) => reporter.warn(line),
      now: () => performance.now(),
      signal,
    });
  }
}

function apiUrl(name: string): URL {
  return new URL(`https://${API_HOSTS.get(name) ?? name}/`);
}

function registryOf(text: string): readonly string[] {
  const reference = parseReference(text);
  return typeof reference === "string" || reference.target.kind !== "registry"
    ? []
    : [reference.target.registry];
}

function ownRegistry(text: string): string {
  const reference = parseReference(`${text.replace(/^(?:https?|oci):\/\//, "").replace(/\/$/, "")}/x`);
  if (
    typeof reference === "string" ||
    reference.target.kind !== "registry" ||
    reference.target.name !== "x"
  ) {
    throw refuse(
      "registry: the value is no registry",
      "write its host and, if it has one, its port: registry.example.com:5000",
    );
  }
  return reference.target.registry;
}
