import { show } from "@compose-actions/metadata";
import { type RegistryEnvironment, refuse, type StepContext } from "@compose-actions/step";
import type { RegistryInputs } from "../registry-inputs.ts";
import { CredentialFile } from "./credential-file.ts";
import { Login } from "./login.ts";

export interface LoginsOptions {
  readonly inputs: RegistryInputs;
  readonly context: StepContext;
  /** The registry that the inputs are for; undefined when there is none, or several. */
  readonly own: string | undefined;
}

/** GitHub takes any name, but not none. */
const NAMELESS_ACTOR = "github-actions";

/**
 * Who we are for which registry: what the inputs say, what the CI gives, what the credential files say; the first that
 * says something counts.
 */
export class Logins {
  readonly #given = new Map<string, Login>();
  readonly #paths: readonly string[];
  readonly #named: RegistryEnvironment["namedCredentialFile"];
  readonly #context: StepContext;
  readonly #found = new Map<string, Promise<Login | undefined>>();
  #files: readonly CredentialFile[] | undefined;

  /** @throws UserError for inputs that contradict each other */
  constructor({ inputs, context, own }: LoginsOptions) {
    this.#context = context;
    const { registries } = context.network ?? {};
    this.#paths = registries?.credentialFiles ?? [];
    this.#named = registries?.namedCredentialFile;
    if (registries?.own !== undefined) {
      const { registry, username, password } = registries.own;
      this.#give(registry, username, password, { source: "CI_REGISTRY_USER", isImplicit: true });
    }
    if (inputs.token !== undefined) {
      const username = registries?.actor ?? NAMELESS_ACTOR;
      this.#give("ghcr.io", username, inputs.token, { source: "input token", isImplicit: true });
    }
    const { "registry-username": username, "registry-password": password } = inputs;
    if ((username === undefined) !== (password === undefined)) {
      throw refuse(
        username === undefined
          ? "registry-password needs registry-username"
          : "registry-username needs registry-password",
        "give both, or log in with podman or docker",
      );
    }
    if (username !== undefined && password !== undefined) {
      if (own === undefined) {
        throw refuse(
          "registry-username and registry-password are for one registry, and it is not clear for which",
          "name it with the input registry",
        );
      }
      this.#give(own, username, password, { source: "input registry-username", isImplicit: false });
    }
  }

  /** The login for a repository; undefined for nobody. */
  find(registry: string, repository: string | undefined): Promise<Login | undefined> {
    const given = this.#given.get(registry);
    if (given !== undefined) {
      return Promise.resolve(given);
    }
    const key = `${registry}/${repository ?? ""}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = this.#search(registry, repository);
      this.#found.set(key, found);
      found.catch(() => this.#found.delete(key));
    }
    return found;
  }

  #give(
    registry: string,
    username: string,
    password: string,
    options: { readonly source: string; readonly isImplicit: boolean },
  ): void {
    // A line end would be another header; the password is not shown.
    if (/[\0-\x1f\x7f]/.test(username + password) || username.includes(":")) {
      throw refuse(
        `the login for ${registry} (${options.source}) holds a character that it cannot have`,
        "give it without line ends and, in the user name, colons",
      );
    }
    const host = registry
      .replace(/^https?:\/\//, "")
      .replace(/\/.*$/, "")
      .toLowerCase();
    this.#given.set(host, new Login({ username, secret: { kind: "password", password }, ...options }));
  }

  async #search(registry: string, repository: string | undefined): Promise<Login | undefined> {
    this.#files ??= this.#readFiles();
    for (const file of this.#files) {
      const found = await file.find(registry, repository, this.#context.signal);
      if (found?.warning !== undefined) {
        this.#context.reporter.warn(found.warning);
      }
      if (found !== undefined) {
        return found.login;
      }
    }
    return undefined;
  }

  #readFiles(): readonly CredentialFile[] {
    return this.#paths.flatMap((path) => {
      const file = CredentialFile.read(path);
      if (typeof file === "string") {
        this.#context.reporter.warn(file);
        return [];
      }
      if (file === undefined && path === this.#named?.path) {
        this.#context.reporter.warn(`${this.#named.variable} names ${show(path)}, and there is no such file`);
      }
      return file ?? [];
    });
  }
}
