import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { refuse, type UserError } from "@compose-actions/step";
import { canonicalHost, plainHost } from "./hosts.ts";

/** What a netrc file says of a host. Both texts are free of control characters; either may be empty. */
export interface NetrcEntry {
  readonly login: string;
  readonly password: string;
}

/** Logins and passwords by host name. They are private, so that no dump of the object shows them. */
export class Netrc {
  readonly #machines: ReadonlyMap<string, NetrcEntry>;
  readonly #fallback: NetrcEntry | undefined;

  constructor(machines: ReadonlyMap<string, NetrcEntry>, fallback: NetrcEntry | undefined) {
    this.#machines = machines;
    this.#fallback = fallback;
  }

  /**
   * The entry of a host, else the `default` one. Case, a trailing dot and brackets make no difference.
   *
   * @param isOwn - false for a host that the user has not named: then the `default` entry is not for it
   */
  find(hostname: string, isOwn = true): NetrcEntry | undefined {
    return this.#machines.get(plainHost(hostname)) ?? (isOwn ? this.#fallback : undefined);
  }

  /** All entries, for masking what they hold. */
  entries(): readonly NetrcEntry[] {
    return [...this.#machines.values(), ...(this.#fallback === undefined ? [] : [this.#fallback])];
  }
}

/**
 * Reads the text of a netrc file (netrc(5)): `machine NAME`, `default`, `login`/`user`, `password`, `account`
 * (ignored) and `macdef NAME` (skipped to the next empty line), in any layout. A value may stand between double
 * quotes; a backslash takes the next character as it is, within quotes and without. `#` begins a comment where a
 * keyword could stand, so a password may begin with it. The first entry of a host counts; `default` is for hosts
 * without one, wherever it stands.
 *
 * @param file how errors name the file
 * @throws UserError with the line, and never with anything that the file holds
 */
export function parseNetrc(text: string, file = "netrc"): Netrc {
  const words = new NetrcWords(text, file);
  const machines = new Map<string, NetrcEntry>();
  let fallback: NetrcEntry | undefined;
  let open: { machine: string | undefined; login: string; password: string } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { machine, login, password } = open;
    if (machine === undefined) fallback ??= { login, password };
    else if (!machines.has(machine)) machines.set(machine, { login, password });
    open = undefined;
  };
  for (let word = words.keyword(); word !== undefined; word = words.keyword()) {
    switch (word) {
      case "machine": {
        close();
        const name = words.value("machine");
        open = { machine: canonicalHost(name) ?? name.toLowerCase(), login: "", password: "" };
        break;
      }
      case "default":
        close();
        open = { machine: undefined, login: "", password: "" };
        break;
      case "macdef":
        close();
        words.value("macdef");
        words.skipMacro();
        break;
      case "login":
      case "user":
        if (open === undefined) throw words.error(`"${word}" before any "machine" or "default"`);
        open.login = words.value(word);
        break;
      case "password":
        if (open === undefined) throw words.error('"password" before any "machine" or "default"');
        open.password = words.value(word);
        break;
      case "account":
        if (open === undefined) throw words.error('"account" before any "machine" or "default"');
        words.value(word);
        break;
      default:
        throw words.error("expected machine, default, macdef, login, password or account");
    }
  }
  close();
  return new Netrc(machines, fallback);
}

const MAX_BYTES = 1024 * 1024;

export interface NetrcFile {
  /** Undefined when there is no file, or an optional one cannot be read. */
  readonly netrc: Netrc | undefined;
  /** What the user should know of the file. */
  readonly warning: string | undefined;
}

/**
 * Reads a netrc file.
 *
 * @param options.required whether the user named the file: then it must be there. One in the usual place may be
 * missing, and one that may not be read is only warned of.
 * @throws UserError for anything else that is wrong with it: a file is never ignored in silence
 */
export function readNetrcFile(path: string, options: { readonly required: boolean }): NetrcFile {
  let descriptor: number;
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (!options.required && (code === "ENOENT" || code === "ENOTDIR"))
      return { netrc: undefined, warning: undefined };
    const message = `the netrc file ${path} cannot be read: ${code}`;
    if (!options.required && (code === "EACCES" || code === "EPERM")) {
      return { netrc: undefined, warning: message };
    }
    throw refuse(message);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw refuse(`the netrc file ${path} is not a regular file`);
    const netrc = parseNetrc(readText(descriptor, path), path);
    const open = process.platform !== "win32" && (stats.mode & 0o077) !== 0;
    const exposed = open && netrc.entries().some(({ password }) => password !== "");
    return {
      netrc,
      warning: exposed
        ? `the netrc file ${path} holds passwords and is open to other users; chmod 600 closes it`
        : undefined,
    };
  } finally {
    closeSync(descriptor);
  }
}

function readText(descriptor: number, path: string): string {
  const buffer = Buffer.allocUnsafe(MAX_BYTES + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < buffer.length; length += read) {
    read = readSync(descriptor, buffer, length, buffer.length - length, null);
  }
  if (length > MAX_BYTES) throw refuse(`the netrc file ${path} has more than ${MAX_BYTES} bytes`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
  } catch {
    throw refuse(`the netrc file ${path} is not UTF-8 text`);
  }
}

/** The words of a netrc file, one at a time. */
class NetrcWords {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  /** The next word where a comment may stand; undefined at the end. */
  keyword(): string | undefined {
    this.#skipSpace();
    while (this.#text[this.#at] === "#") {
      this.#skipLine();
      this.#skipSpace();
    }
    return this.#at < this.#text.length ? this.#word() : undefined;
  }

  /** The next word, whatever it begins with. */
  value(keyword: string): string {
    const line = this.#line;
    this.#skipSpace();
    if (this.#at >= this.#text.length) throw this.error(`nothing follows "${keyword}"`, line);
    return this.#word();
  }

  /** Skips the rest of the line and all lines up to an empty one, or to the end. */
  skipMacro(): void {
    this.#skipLine();
    while (this.#at < this.#text.length) {
      const start = this.#at;
      this.#skipLine();
      if (this.#text.slice(start, this.#at).trim() === "") return;
    }
  }

  error(problem: string, line = this.#line): UserError {
    return refuse(
      `${this.#file}: line ${line}: ${problem}`,
      'Put values that hold white space between double quotes, and a backslash before each \\ and " in a value.',
    );
  }

  #word(): string {
    const quoted = this.#text[this.#at] === '"';
    if (quoted) this.#at += 1;
    let word = "";
    for (;;) {
      let char = this.#text[this.#at];
      if (quoted ? char === '"' : char === undefined || isSpace(char)) break;
      if (char === "\\") {
        this.#at += 1;
        char = this.#text[this.#at];
      }
      if (char === undefined || char === "\n") {
        throw this.error(
          quoted ? "a quotation mark without its partner" : "a backslash with nothing after it",
        );
      }
      if (char < " " || char === "\u007f") throw this.error("a control character in a value");
      word += char;
      this.#at += 1;
    }
    if (quoted) this.#at += 1;
    return word;
  }

  #skipSpace(): void {
    for (let char = this.#text[this.#at]; isSpace(char); char = this.#text[this.#at]) {
      if (char === "\n") this.#line += 1;
      this.#at += 1;
    }
  }

  #skipLine(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end + 1;
    if (end !== -1) this.#line += 1;
  }
}

function isSpace(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\n" || char === "\r";
}
