import { isAscii } from "node:buffer";
import { MetadataError, show } from "@compose-actions/metadata";
import { SaxesParser } from "saxes";
import { Lookahead, UnreadElement } from "./lookahead.ts";

/** Attributes by name, prefixes included; without a prototype. */
export type Attributes = Readonly<Record<string, string>>;

/** Takes the elements of a document; the root has depth 0. */
export interface XmlHandler {
  /** Returns true to be given the element's text when it closes; the element must hold nothing else then. */
  open(name: string, attributes: Attributes, depth: number): boolean;
  /** @param text - of an element that was to be kept, white space around it removed */
  close(name: string, depth: number, text: string | undefined): void;
}

export interface XmlReaderOptions {
  /** For errors. */
  readonly file: string;
  /** The root element. */
  readonly root: string;
  /** The namespace that the root element must declare as the default one. */
  readonly namespace: string;
  /** Names where in the document an error stands; by default line and column. */
  readonly place?: () => string;
  /** Elements whose content the handler does not look at: it is passed over where that is safe, unread. */
  readonly unread?: readonly string[];
  /** Reads children of the root faster than the parser does. */
  readonly shortcut?: Shortcut;
}

/** Takes elements from the text before the parser sees them. */
export interface Shortcut {
  /** Only behind elements of this name is it tried. */
  readonly behind: string;
  /**
   * Reads the elements that follow, as many as certainly mean the same to the parser, and returns the index behind
   * them. The parser goes on there, as though they had been of no interest to the handler.
   *
   * @param from - index behind an end tag
   */
  readonly read: (ahead: Lookahead, from: number) => number;
}

/** Real documents have less than ten levels and attributes. */
const MAX_DEPTH = 32;
const MAX_ATTRIBUTES = 64;
/** Longest text that a handler may ask for. */
const MAX_TEXT = 4096;
/** Most UTF-16 units without an element: what the parser holds while it waits for the end of a name, text or tag. */
const MAX_TOKEN = 1024 * 1024;
/** Bytes that are parsed in one go, so that the limits hold whatever is written at once. */
const SLICE = 256 * 1024;

/**
 * A strict reader of the XML of repositories: UTF-8 only, no document type and so no entities, everything of one
 * namespace, bounded memory. Namespaces are not resolved, which would take twice as long: the default one must be the
 * root's everywhere and have no prefix, so that a name without a prefix is in it and no other name is.
 */
export class XmlReader {
  readonly #options: XmlReaderOptions;
  readonly #handler: XmlHandler;
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  /** Whether the decoder has begun and is not in the middle of a character. */
  #decoded = false;
  readonly #unread: ReadonlyMap<string, UnreadElement>;
  /** Finds the tags behind which text may be passed over. */
  readonly #tags: RegExp | undefined;
  #depth = 0;
  #started = false;
  /** The text that the handler wants, or undefined when it does not. */
  #text: string | undefined;
  /** Units since the last tag. */
  #waiting = 0;
  /** The tag that was read last, and where the parser stood then. */
  #tag = { text: "", line: 0, column: 0 };

  constructor(options: XmlReaderOptions, handler: XmlHandler) {
    this.#options = options;
    this.#handler = handler;
    const { unread = [], shortcut } = options;
    this.#unread = new Map(unread.map((name) => [`<${name}>`, new UnreadElement(name)]));
    const tags = [...this.#unread.keys(), ...(shortcut === undefined ? [] : [`</${shortcut.behind}>`])];
    this.#tags = tags.length === 0 ? undefined : new RegExp(tags.join("|"), "g");
    const parser = this.#parser;
    // With two handlers more the engine would keep the parser as a table, three times as slow.
    parser.on("error", (error) => this.#fail(`not well-formed XML: ${show(error.message)}`));
    parser.on("doctype", () => this.#fail("the document has a <!DOCTYPE, which is refused"));
    parser.on("opentag", ({ name, attributes }) => this.#open(name, attributes));
    parser.on("closetag", ({ name }) => this.#close(name));
    parser.on("cdata", (text) => this.#take(text));
  }

  /** @throws MetadataError */
  write(bytes: Uint8Array): void {
    if (!this.#started && bytes.length > 0) {
      this.#started = true;
      // UTF-16 starts with 0 or with a byte order mark.
      if (bytes[0] === 0 || bytes[0] === 0xfe || bytes[0] === 0xff || bytes[1] === 0) {
        this.#fail("the document is not UTF-8 but looks like UTF-16 or UTF-32");
      }
    }
    for (let start = 0; start < bytes.length; start += SLICE) {
      this.#feed(this.#decode(bytes.subarray(start, start + SLICE)));
    }
  }

  /** The document is complete. @throws MetadataError when it is not */
  end(): void {
    this.#feed(this.#decode());
    this.#parser.close();
  }

  /** Refuses the document. @param message - what was expected and what was found, already escaped */
  fail(message: string): never {
    this.#fail(message);
  }

  /** Line and column of what was parsed last; columns count characters. Wrong after unread elements. */
  place(): string {
    return `line ${this.#parser.line}, column ${this.#parser.column}`;
  }

  #decode(bytes?: Uint8Array): string {
    if (bytes !== undefined && this.#decoded && isAscii(bytes)) {
      // Such a string takes a byte a character: half the memory, and half the time to look through.
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    }
    this.#decoded = (bytes?.at(-1) ?? 0) < 0x80;
    try {
      return bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
    } catch {
      return this.#fail("the document is not valid UTF-8");
    }
  }

  /**
   * Keeps from the parser what need not be parsed: the content of unread elements, up to the end tag, and what the
   * shortcut takes. It must be in the same piece of text.
   */
  #feed(text: string): void {
    const tags = this.#tags;
    let from = 0;
    if (tags !== undefined) {
      const ahead = new Lookahead(text);
      tags.lastIndex = 0;
      for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
        const end = tags.lastIndex;
        this.#parse(text.slice(from, end));
        from = this.#hasJustRead(match[0]) ? this.#passOver(match[0], ahead, end) : end;
        tags.lastIndex = from;
      }
    }
    this.#parse(from === 0 ? text : text.slice(from));
  }

  /** Where the parser goes on behind a tag. */
  #passOver(tag: string, ahead: Lookahead, from: number): number {
    const unread = this.#unread.get(tag);
    if (unread !== undefined) {
      return ahead.endOf(unread, from) ?? from;
    }
    return this.#depth === 1 ? (this.#options.shortcut?.read(ahead, from) ?? from) : from;
  }

  #parse(text: string): void {
    this.#waiting += text.length;
    this.#parser.write(text);
    if (this.#waiting > MAX_TOKEN) {
      this.#fail(`more than ${MAX_TOKEN} characters without an element`);
    }
  }

  /** Whether the last thing that the parser read was this tag; otherwise it stood in a comment or the like. */
  #hasJustRead(tag: string): boolean {
    const { line, column } = this.#parser;
    return this.#tag.text === tag && this.#tag.line === line && this.#tag.column === column;
  }

  #remember(tag: string): void {
    this.#tag.text = tag;
    this.#tag.line = this.#parser.line;
    this.#tag.column = this.#parser.column;
  }

  #progress(): void {
    this.#waiting = 0;
  }

  #declaration(): void {
    const { version, encoding } = this.#parser.xmlDecl;
    if (version !== undefined && version !== "1.0") {
      this.#fail(`expected XML 1.0, found version ${show(version)}`);
    }
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") {
      this.#fail(`expected the encoding UTF-8, found ${show(encoding)}`);
    }
  }

  #open(name: string, attributes: Attributes): void {
    this.#progress();
    const depth = this.#depth;
    if (this.#text !== undefined) {
      this.#fail(`expected text only, found the element ${show(name)}`);
    }
    if (depth === 0) {
      this.#root(name, attributes);
    }
    this.#attributes(attributes);
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      this.#fail(`elements are nested more than ${MAX_DEPTH} levels deep`);
    }
    this.#remember(`<${name}>`);
    if (this.#handler.open(name, attributes, depth)) {
      this.#text = "";
      this.#parser.on("text", (text) => this.#take(text));
    }
  }

  #root(name: string, attributes: Attributes): void {
    const { root, namespace } = this.#options;
    this.#declaration();
    if (name !== root) {
      this.#fail(`expected the root element ${root}, found ${show(name)}`);
    }
    if (attributes["xmlns"] !== namespace) {
      const found = attributes["xmlns"] === undefined ? "none" : show(attributes["xmlns"]);
      this.#fail(`expected the namespace ${namespace}, found ${found}`);
    }
  }

  #attributes(attributes: Attributes): void {
    let count = 0;
    for (const name in attributes) {
      count += 1;
      if (name === "xml:base") {
        this.#fail(
          `xml:base is refused: a file's place must not depend on it: ${show(attributes[name] ?? "")}`,
        );
      }
      if (name.startsWith("xmlns")) {
        this.#namespace(name, attributes[name] ?? "");
      }
    }
    if (count > MAX_ATTRIBUTES) {
      this.#fail(`an element has ${count} attributes, more than ${MAX_ATTRIBUTES}`);
    }
  }

  #namespace(name: string, uri: string): void {
    const { namespace } = this.#options;
    if (name === "xmlns" && uri !== namespace) {
      this.#fail(`expected no other default namespace than ${namespace}, found ${show(uri)}`);
    }
    if (name.startsWith("xmlns:") && uri.trim() === namespace) {
      this.#fail(`the namespace ${namespace} must have no prefix, found ${show(name)}`);
    }
  }

  #close(name: string): void {
    this.#progress();
    this.#depth -= 1;
    const text = this.#text;
    if (text !== undefined) {
      this.#text = undefined;
      this.#parser.off("text");
    }
    this.#handler.close(name, this.#depth, text?.trim());
    this.#remember(`</${name}>`);
  }

  #take(text: string): void {
    this.#progress();
    if (this.#text === undefined) {
      return;
    }
    this.#text += text;
    if (this.#text.length > MAX_TEXT) {
      this.#fail(`a text is longer than ${MAX_TEXT} characters: ${show(this.#text)}`);
    }
  }

  #fail(message: string): never {
    const path = this.#options.place?.() ?? this.place();
    throw new MetadataError([{ path, message }], { file: this.#options.file });
  }
}
