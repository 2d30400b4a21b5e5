import { readType, readVersion, type Version, versionAtLeast } from "../files/header.ts";
import { type JsonPath, JsonSlicer, type SliceHandler } from "../json/slicer.ts";
import type { MetadataType } from "../model.ts";
import { Checker, isObject } from "./checker.ts";
import { checkSyntax } from "./syntax.ts";

/** What a file says of itself; it decides how the rest is read. */
export interface Identity {
  readonly type: MetadataType;
  readonly version: Version;
}

/** The section below `payload` that holds a file's entries; `manifest` is that of rpms.json up to 0.3. */
const TYPE_OF_SECTION: Readonly<Record<string, MetadataType>> = Object.assign(Object.create(null), {
  images: "images",
  rpms: "rpms",
  manifest: "rpms",
  extra_files: "extra_files",
  modules: "modules",
  variants: "composeinfo",
});

/** The type of metadata that a section below `payload` belongs to. */
export function typeOfSection(section: string | number | undefined): MetadataType | undefined {
  return typeof section === "string" ? TYPE_OF_SECTION[section] : undefined;
}

/**
 * Whether to walk into a container or to take it whole. Entries are taken whole: an image, an extra file, a package, a
 * module, a variant.
 */
export function walksInto(path: JsonPath, kind: "object" | "array"): boolean {
  if (path.length === 0) {
    return kind === "object";
  }
  if (path[0] !== "payload") {
    return false;
  }
  if (path.length === 1) {
    return kind === "object";
  }
  const type = typeOfSection(path[1]);
  if (type === undefined) {
    return false;
  }
  if (path.length === 2) {
    return kind === "object";
  }
  if (type === "composeinfo") {
    return false;
  }
  if (path.length === 4) {
    return kind === (type === "images" || type === "extra_files" ? "array" : "object");
  }
  return kind === "object" && (path.length === 3 || (path.length === 5 && type === "rpms"));
}

/**
 * Reads as much of a document as it takes to know its type and version: in a sorted file, the first lines. Files of
 * 1.0 and older have no type; there the section below `payload` tells it.
 */
export class IdentityReader {
  readonly #checker: Checker;
  readonly #slicer: JsonSlicer;
  #header: unknown;
  #section: MetadataType | undefined;
  #version: Version | undefined;

  constructor(file?: string) {
    this.#checker = new Checker(file);
    this.#slicer = new JsonSlicer(this.#handler());
  }

  /** Takes the next bytes. @returns true when no more are needed */
  push(chunk: Uint8Array): boolean {
    checkSyntax(this.#checker, () => this.#slicer.push(chunk));
    return this.#slicer.stopped;
  }

  /**
   * Says that no more bytes come, or that none are needed.
   *
   * @throws MetadataError
   */
  finish(): Identity {
    checkSyntax(this.#checker, () => this.#slicer.end());
    const header = this.#header;
    if (!isObject(header)) {
      this.#checker.expected('an object with "type" and "version"', header, "header");
    } else if (this.#version === undefined && !this.#checker.failed) {
      this.#version = readVersion(this.#checker, header["version"]);
    }
    const version = this.#version;
    const type =
      version === undefined ? undefined : this.#type(version, isObject(header) ? header["type"] : undefined);
    this.#checker.finish();
    return { type: type as MetadataType, version: version as Version };
  }

  #type(version: Version, named: unknown): MetadataType | undefined {
    if (versionAtLeast(version, 1, 1)) {
      return readType(this.#checker, named);
    }
    return (
      this.#section ??
      this.#checker.issue(
        "cannot tell what this file holds: it has none of the sections images, rpms, extra_files, modules, variants",
        "payload",
      )
    );
  }

  #handler(): SliceHandler {
    const section = (path: JsonPath) => {
      if (path.length === 2) {
        this.#section ??= typeOfSection(path[1]);
        this.#stopWhenKnown();
      }
    };
    return {
      descend: walksInto,
      open: section,
      value: (path, value) => {
        if (path.length === 0) {
          this.#checker.expected('an object with "header" and "payload"', value);
          this.#checker.finish();
        }
        if (path.length === 1 && path[0] === "header") {
          this.#header = value;
          this.#stopWhenKnown();
        }
        section(path);
      },
    };
  }

  #stopWhenKnown(): void {
    if (!isObject(this.#header)) {
      return;
    }
    this.#version ??= readVersion(this.#checker, this.#header["version"]);
    const known =
      this.#version === undefined || versionAtLeast(this.#version, 1, 1) || this.#section !== undefined;
    if (known) {
      this.#slicer.stop();
    }
  }
}
