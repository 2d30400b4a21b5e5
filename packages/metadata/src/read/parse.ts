import { MetadataError } from "../errors.ts";
import type { AnyMetadata, MetadataType } from "../model.ts";
import type { Warning } from "../warnings.ts";
import { createBuilder } from "./builders.ts";
import { Checker } from "./checker.ts";
import { DocumentReader } from "./document-reader.ts";
import { type Identity, IdentityReader } from "./identity.ts";

/** A metadata file, read and checked. */
export interface ParsedMetadata {
  readonly type: MetadataType;
  /** As the file has it: "1.1". */
  readonly version: string;
  readonly model: AnyMetadata;
  readonly warnings: readonly Warning[];
}

export interface ParseOptions {
  /** The file's name, for error messages. */
  readonly file?: string;
}

/**
 * Reads a metadata file of any type and version. Strict where it matters for safety and for the bytes that
 * would be written back, tolerant of what real files hold.
 *
 * @param input - the text, or its bytes
 * @throws MetadataError with every issue of the file
 */
export function parse(input: string | Uint8Array, options: ParseOptions = {}): ParsedMetadata {
  const bytes = typeof input === "string" ? encode(input, options.file) : input;
  const parser = new Parser(readIdentity([bytes], options.file), options.file);
  parser.push(bytes);
  return parser.finish();
}

function encode(text: string, file: string | undefined): Uint8Array {
  if (!text.isWellFormed()) {
    throw new MetadataError(
      [{ path: "", message: "the text has half of a surrogate pair, which no UTF-8 file can hold" }],
      {
        file,
      },
    );
  }
  return Buffer.from(text);
}

/**
 * Type and version of a document. Reads no more chunks than it needs.
 *
 * @throws MetadataError
 */
export function readIdentity(chunks: Iterable<Uint8Array>, file?: string): Identity {
  const reader = new IdentityReader(file);
  for (const chunk of chunks) {
    if (reader.push(chunk)) {
      break;
    }
  }
  return reader.finish();
}

/** Makes the model of a document whose bytes come in chunks: {@link parse} for files of any size. */
export class Parser {
  readonly #identity: Identity;
  readonly #checker: Checker;
  readonly #builder: ReturnType<typeof createBuilder>;
  readonly #reader: DocumentReader;

  constructor(identity: Identity, file?: string) {
    this.#identity = identity;
    this.#checker = new Checker(file);
    noteNewerVersion(this.#checker, identity);
    this.#builder = createBuilder(identity, this.#checker);
    this.#reader = new DocumentReader(identity, this.#builder.handler, this.#checker);
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  /** @throws MetadataError */
  finish(): ParsedMetadata {
    const compose = this.#reader.finish();
    const model = this.#builder.finish(compose);
    this.#checker.finish();
    return {
      type: this.#identity.type,
      version: this.#identity.version.text,
      model,
      warnings: this.#checker.warnings.warnings(),
    };
  }
}

/** The identity was read by another checker, whose warnings are not kept. */
export function noteNewerVersion(checker: Checker, { version }: Identity): void {
  if ((version.major === 1 && version.minor > 2) || (version.major === 2 && version.minor > 0)) {
    checker.warnings.add("newer-version", () => version.text);
  }
}
