import { readCompose } from "../files/compose-section.ts";
import { type JsonPath, JsonSlicer } from "../json/slicer.ts";
import type { Compose } from "../model.ts";
import { type Checker, isObject } from "./checker.ts";
import { type Identity, walksInto } from "./identity.ts";
import { checkSyntax } from "./syntax.ts";

/** Takes the parts of one document in file order. The checker stands at the value that is given. */
export interface EntryHandler {
  /** `payload.compose`; before the entries in a sorted file. */
  compose?(compose: Compose): void;
  /** A variant was opened (not in composeinfo.json). */
  variant?(variant: string): void;
  /** An arch of a variant was opened. */
  arch?(variant: string, arch: string): void;
  /** An image, an extra file or a module; `key` is its key or index. */
  entry?(variant: string, arch: string, key: string | number, value: unknown): void;
  /** The packages of a source package were opened. */
  group?(variant: string, arch: string, srpm: string): void;
  /** A package of the group that was opened last. */
  rpm?(nevra: string, value: unknown): void;
  /** Something directly below `payload` in composeinfo.json: `release`, `base_product`, `product`. */
  section?(name: string, value: unknown): void;
  /** A variant of composeinfo.json. */
  variantEntry?(uid: string, value: unknown): void;
}

/**
 * Reads a document of known type and version from chunks of bytes and hands out its parts one by one, so that memory
 * depends on the handler alone.
 */
export class DocumentReader {
  readonly checker: Checker;
  readonly #identity: Identity;
  /** Where the entries stand below `payload`. */
  readonly #section: string;
  readonly #handler: EntryHandler;
  readonly #slicer: JsonSlicer;
  #compose: Compose | undefined;
  #hasCompose = false;
  #hasEntries = false;

  constructor(identity: Identity, handler: EntryHandler, checker: Checker) {
    this.checker = checker;
    this.#identity = identity;
    this.#section = sectionName(identity);
    this.#handler = handler;
    this.#slicer = new JsonSlicer({
      descend: walksInto,
      open: (path) => this.#open(path),
      value: (path, value) => this.#value(path, value),
    });
  }

  /** Takes the next bytes. @throws MetadataError when they are not JSON */
  push(chunk: Uint8Array): void {
    checkSyntax(this.checker, () => this.#slicer.push(chunk));
  }

  /**
   * Says that the document is complete.
   *
   * @throws MetadataError with every issue of the document
   */
  finish(): Compose {
    checkSyntax(this.checker, () => this.#slicer.end());
    this.checker.startAt(["payload"]);
    if (!this.#hasCompose) {
      this.checker.expected("an object", undefined, "compose");
    }
    if (!this.#hasEntries) {
      this.checker.expected("an object", undefined, this.#section);
    }
    if (this.#slicer.hadByteOrderMark) {
      this.checker.warnings.add("byte-order-mark");
    }
    this.checker.finish();
    return this.#compose as Compose;
  }

  #open(path: JsonPath): void {
    if (path.length < 2 || path[1] !== this.#section) {
      return;
    }
    this.checker.startAt(path);
    const variant = String(path[2]);
    const arch = String(path[3]);
    if (path.length === 2) {
      this.#hasEntries = true;
    } else if (path.length === 3) {
      this.checker.name(variant);
      this.#handler.variant?.(variant);
    } else if (path.length === 4) {
      this.checker.name(arch);
      this.#handler.arch?.(variant, arch);
    } else {
      this.#handler.group?.(variant, arch, String(path[4]));
    }
  }

  #value(path: JsonPath, value: unknown): void {
    this.checker.startAt(path);
    const { type } = this.#identity;
    // Packages first: there are hundreds of thousands.
    if (path.length === 6 && path[1] === this.#section) {
      this.#handler.rpm?.(String(path[5]), value);
    } else if (path.length === 1) {
      this.#topValue(path[0], value);
    } else if (path.length === 2 && path[1] === "compose") {
      this.#composeValue(value);
    } else if (path[1] !== this.#section) {
      this.#foreignSection(String(path[1]), value);
    } else if (path.length === 5 && path[4] !== undefined && type !== "rpms") {
      this.#handler.entry?.(String(path[2]), String(path[3]), path[4], value);
    } else if (path.length === 3 && type === "composeinfo") {
      this.#handler.variantEntry?.(String(path[2]), value);
    } else {
      this.#hasEntries = true;
      const listed = path.length === 4 && (type === "images" || type === "extra_files");
      this.checker.expected(listed ? "a list" : "an object", value);
    }
  }

  #composeValue(value: unknown): void {
    this.#hasCompose = true;
    this.#compose = readCompose(this.checker, value, this.#identity.version);
    if (this.#compose !== undefined) {
      this.#handler.compose?.(this.#compose);
    }
  }

  #topValue(name: unknown, value: unknown): void {
    if (name === "payload" && !isObject(value)) {
      this.checker.expected("an object", value);
    } else if (name !== "header" && name !== "payload") {
      this.checker.warnings.add("unknown-field", () => this.checker.where());
    }
  }

  #foreignSection(section: string, value: unknown): void {
    if (this.#handler.section !== undefined) {
      this.#handler.section(section, value);
      return;
    }
    this.checker.warnings.add("unknown-field", () => this.checker.where());
  }
}

function sectionName({ type, version }: Identity): string {
  if (type === "composeinfo") {
    return "variants";
  }
  return type === "rpms" && version.major === 0 ? "manifest" : type;
}
