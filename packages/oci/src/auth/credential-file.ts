import { closeSync, openSync, readSync } from "node:fs";
import * as z from "zod";
import { askHelper } from "./credential-helper.ts";
import { Login } from "./login.ts";

const MAX_BYTES = 1024 * 1024;

const entrySchema = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
  registrytoken: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const fileSchema = z.object({
  auths: z.record(z.string(), entrySchema.catch({})).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
});

export interface FoundLogin {
  /** Undefined when the file says whom to ask, and there was no answer. */
  readonly login: Login | undefined;
  readonly warning?: string;
}

/** Docker's own registry has had several names. */
const DOCKER_HUB: readonly string[] = ["docker.io", "index.docker.io", "registry-1.docker.io"];
const DOCKER_HUB_KEY = "https://index.docker.io/v1/";

/** A file with logins for registries (docker: config.json; podman: auth.json). */
export class CredentialFile {
  readonly #path: string;
  readonly #auths: ReadonlyMap<string, Entry>;
  readonly #helpers: ReadonlyMap<string, string>;
  readonly #store: string | undefined;

  private constructor(path: string, file: z.infer<typeof fileSchema>) {
    this.#path = path;
    this.#auths = byNormalKey(file.auths ?? {});
    this.#helpers = byNormalKey(file.credHelpers ?? {});
    this.#store = file.credsStore;
  }

  /** @returns undefined for a file that is not there; a sentence for one that cannot be used */
  static read(path: string): CredentialFile | string | undefined {
    let text: string;
    try {
      text = readCapped(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === "ENOENT" || code === "ENOTDIR"
        ? undefined
        : `the credential file ${path} cannot be read (${code ?? "too long"})`;
    }
    try {
      // What zod says of a secret is not shown.
      return new CredentialFile(path, fileSchema.parse(JSON.parse(text)));
    } catch {
      return `the credential file ${path} is not what docker or podman write: it is not used`;
    }
  }

  /**
   * The login for a repository: what is said of the longest part of its path, then what is said of the registry.
   *
   * @returns undefined when the file says nothing of it
   */
  async find(
    registry: string,
    repository: string | undefined,
    signal: AbortSignal,
  ): Promise<FoundLogin | undefined> {
    const keys = keysOf(registry, repository);
    const helped = keys.find((key) => this.#helpers.has(key));
    if (helped !== undefined) {
      return this.#ask(this.#helpers.get(helped) ?? "", registry, signal);
    }
    for (const key of keys) {
      const entry = this.#auths.get(key);
      const login = entry === undefined ? undefined : this.#loginOf(entry);
      if (login !== undefined) {
        return { login };
      }
    }
    if (this.#store === undefined || this.#store === "") {
      return undefined;
    }
    const found = await this.#ask(this.#store, registry, signal);
    // The store is asked for every registry there is, so it is no wonder if it has none.
    return found.login === undefined && found.warning === undefined ? undefined : found;
  }

  async #ask(helper: string, registry: string, signal: AbortSignal): Promise<FoundLogin> {
    try {
      const server = DOCKER_HUB.includes(registry) ? DOCKER_HUB_KEY : registry;
      return { login: await askHelper(helper, server, signal) };
    } catch (error) {
      signal.throwIfAborted();
      return { login: undefined, warning: `${this.#path}: ${(error as Error).message}` };
    }
  }

  #loginOf(entry: Entry): Login | undefined {
    const { registrytoken, identitytoken } = entry;
    const [username, password] = nameAndPassword(entry);
    const source = this.#path;
    if (isUsable(registrytoken)) {
      return new Login({ username, secret: { kind: "registry-token", token: registrytoken }, source });
    }
    if (isUsable(identitytoken)) {
      return new Login({ username, secret: { kind: "identity-token", token: identitytoken }, source });
    }
    return username === "" || password === ""
      ? undefined
      : new Login({ username, secret: { kind: "password", password }, source });
  }
}

function isUsable(token: string | undefined): token is string {
  return token !== undefined && /^[!-~]+$/.test(token);
}

function nameAndPassword({ auth, username = "", password = "" }: Entry): readonly [string, string] {
  if (auth === undefined || auth === "") {
    return [username, password];
  }
  // Docker pads what it encodes with NUL.
  const text = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
  const colon = text.indexOf(":");
  return colon === -1 || /[\0-\x1f\x7f]/.test(text)
    ? ["", ""]
    : [text.slice(0, colon), text.slice(colon + 1)];
}

/** The keys under which a repository's login may stand, the most specific first (containers-auth.json). */
function keysOf(registry: string, repository: string | undefined): readonly string[] {
  const hosts = DOCKER_HUB.includes(registry) ? [registry, ...DOCKER_HUB] : [registry];
  const parts = repository?.split("/") ?? [];
  const paths = parts.map((_, index) => `/${parts.slice(0, parts.length - index).join("/")}`);
  return [...paths, ""].flatMap((path) => hosts.map((host) => host + path));
}

/** Old clients wrote URLs; where both are there, the plain key is the newer one. */
function byNormalKey<Value>(record: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const [key, value] of Object.entries(record)) {
    const normal = normalKey(key);
    if (key === normal || !map.has(normal)) {
      map.set(normal, value);
    }
  }
  return map;
}

function normalKey(key: string): string {
  const plain = key.replace(/^https?:\/\//i, "").replace(/\/(?:v[12]\/?)?$/, "");
  const slash = plain.indexOf("/");
  return slash === -1 ? plain.toLowerCase() : plain.slice(0, slash).toLowerCase() + plain.slice(slash);
}

function readCapped(path: string): string {
  const descriptor = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length < buffer.length; length += count) {
      count = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    if (length > MAX_BYTES) {
      throw new Error("too long");
    }
    return buffer.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}
