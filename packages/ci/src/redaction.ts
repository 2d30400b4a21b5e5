import { code, escapeText } from "@compose-actions/step";

/** Shorter texts are not masked: they occur everywhere, and masking them would hide nothing but the log. */
const SHORTEST_SECRET = 4;

/** Secrets that are known, and texts without them. */
export interface Redactor {
  /** Registers a secret; returns the forms that are new. */
  add(secret: string): readonly string[];
  /** The text with every form of every secret replaced by `***`. */
  redact(text: string): string;
}

export function createRedactor(): Redactor {
  const known = new Set<string>();
  let ordered: readonly string[] = [];
  return {
    add(secret) {
      const fresh = secretForms(secret).filter((form) => !known.has(form));
      for (const form of fresh) known.add(form);
      // The longest first, so that a form is never left with the rest of a longer one around it.
      ordered = [...known].sort((a, b) => b.length - a.length);
      return fresh;
    },
    redact: (text) => ordered.reduce((rest, form) => rest.replaceAll(form, "***"), text),
  };
}

/** Variables that hold credentials on the hosts; what they hold is never shown, whoever asked for it. */
const CREDENTIAL_VARIABLES = [
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "ACTIONS_RUNTIME_TOKEN",
  "CI_JOB_TOKEN",
  "CI_REGISTRY_PASSWORD",
  "GITHUB_TOKEN",
] as const;

/** A redactor that knows the host's own credentials. */
export function createHostRedactor(env: Readonly<Record<string, string | undefined>>): Redactor {
  const redactor = createRedactor();
  for (const name of CREDENTIAL_VARIABLES) redactor.add(env[name] ?? "");
  return redactor;
}

/**
 * The forms in which a secret may turn up: itself, each of its lines, percent-encoded, as a JSON string, escaped for
 * Markdown, and in Base64 alone or anywhere within a longer text, as in `user:password`.
 */
export function secretForms(secret: string): readonly string[] {
  const lines = [secret, secret.trim(), ...secret.split(/[\r\n]+/).map((line) => line.trim())];
  const forms = lines.filter((line) => line.length >= SHORTEST_SECRET).flatMap(formsOf);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const encoded = [0, 1, 2]
    .map((offset) => base64Core(bytes, offset))
    .filter((core) => core.length >= 2 * SHORTEST_SECRET);
  return [
    text,
    percentEncoded(text),
    new URLSearchParams({ "": text }).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    escapeText(text),
    codeWithin(text),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    ...encoded,
    ...encoded.map((core) => core.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** The text as it is in a code span that holds a `|` as well. */
function codeWithin(text: string): string {
  return code(`|${text}`).slice(code("|").length - "</code>".length, -"</code>".length);
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Lone surrogates have no percent-encoding.
    return text;
  }
}

/** The Base64 digits that `bytes` alone decide when they begin `offset` bytes into a group of three. */
function base64Core(bytes: Buffer, offset: number): string {
  const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
