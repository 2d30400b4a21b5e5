/** Shorter texts are not hidden: they occur everywhere, and hiding them would hide nothing but the message. */
const SHORTEST = 4;

/**
 * Texts that must not be shown, of a request and of what a service answers. Whoever shows anything reads them from here,
 * or is told of them as they become known.
 */
export class Secrets {
  readonly #known = new Set<string>();
  readonly #onSecret: ((secret: string) => void) | undefined;

  /** @param onSecret - told of every text once, before anything that holds it is handed out */
  constructor(onSecret?: (secret: string) => void) {
    this.#onSecret = onSecret;
  }

  get values(): readonly string[] {
    return [...this.#known];
  }

  add(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret !== undefined && secret.length >= SHORTEST && !this.#known.has(secret)) {
        this.#known.add(secret);
        this.#onSecret?.(secret);
      }
    }
  }

  /** The text with `***` in the place of every secret, in the forms that services repeat them in. */
  hide(text: string): string {
    // The longest first, so that none is left with the rest of a longer one around it.
    const forms = [...this.#known].flatMap(formsOf).sort((a, b) => b.length - a.length);
    return forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
  }
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const encoded = secret.isWellFormed() ? encodeURIComponent(secret) : secret;
  // Go escapes what HTML might take for its own.
  const go = json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return [...new Set([secret, json, go, encoded])];
}
