export type Secret =
  | { readonly kind: "password"; readonly password: string }
  /** A refresh token (Docker: `identitytoken`). */
  | { readonly kind: "identity-token"; readonly token: string }
  /** A token for the registry itself, which needs no token server. */
  | { readonly kind: "registry-token"; readonly token: string };

/** Who we are for a registry. A dump of it shows no secret. */
export class Login {
  readonly username: string;
  /** Where it comes from, for messages: `registry-username`, `CI_REGISTRY_USER`, a file. */
  readonly source: string;
  /** Nobody has named it for this purpose: it is what the CI gives every job. */
  readonly isImplicit: boolean;
  readonly #secret: Secret;

  constructor(options: {
    readonly username: string;
    readonly secret: Secret;
    readonly source: string;
    readonly isImplicit?: boolean;
  }) {
    this.username = options.username;
    this.source = options.source;
    this.isImplicit = options.isImplicit ?? false;
    this.#secret = options.secret;
  }

  /** For a registry or a token server that wants a user name and a password. */
  get basicHeader(): string | undefined {
    const secret = this.#secret;
    if (secret.kind === "registry-token") {
      return undefined;
    }
    const password = secret.kind === "password" ? secret.password : secret.token;
    return `Basic ${Buffer.from(`${this.username}:${password}`).toString("base64")}`;
  }

  get identityToken(): string | undefined {
    return this.#secret.kind === "identity-token" ? this.#secret.token : undefined;
  }

  get registryToken(): string | undefined {
    return this.#secret.kind === "registry-token" ? this.#secret.token : undefined;
  }

  /** A text from a server, which may have been told the secret. */
  hide(text: string): string {
    const secret = this.#secret;
    const hidden = secret.kind === "password" ? secret.password : secret.token;
    const forms = [hidden, this.basicHeader?.slice("Basic ".length) ?? hidden];
    return forms.reduce((rest, form) => (form === "" ? rest : rest.replaceAll(form, "***")), text);
  }

  /** How messages name it. */
  get shown(): string {
    return `the login ${JSON.stringify(this.username)} (${this.source})`;
  }
}
