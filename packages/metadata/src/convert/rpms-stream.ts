import type { ArtifactContext } from "../artifacts.ts";
import { MetadataError } from "../errors.ts";
import { checkRpmArch, readRpm, rpmText } from "../files/rpms.ts";
import type { Artifact, Compose, Rpm, WrittenVersion } from "../model.ts";
import { Checker } from "../read/checker.ts";
import { DocumentReader } from "../read/document-reader.ts";
import type { Identity } from "../read/identity.ts";
import { noteNewerVersion } from "../read/parse.ts";
import type { Warning } from "../warnings.ts";
import { DOCUMENT_TAIL, documentHead } from "../write/serialize.ts";
import { OutOfOrderError, TableWriter } from "../write/table-writer.ts";

export interface RpmsStreamOptions {
  /** The version to write; `artifact` must give artifacts of that generation. */
  readonly version: WrittenVersion;
  /** Told which compose it is, before any artifact; a file that says so later is not sorted. */
  readonly compose?: (compose: Compose) => void;
  /** Gives every artifact its new form, or leaves its package out. */
  artifact(artifact: Artifact, context: ArtifactContext, rpm: Rpm<Artifact>): Artifact | undefined;
  /** False: variants, arches and groups with nothing left are left out. */
  readonly keepEmpty: boolean;
  /** Takes the text in small pieces; absent: the file is only read, in whatever order. */
  readonly write?: (text: string) => void;
  /** The file's name, for error messages. */
  readonly file?: string;
}

/**
 * Converts rpms.json while it streams by: in memory is one package at a time. Files are sorted as the format has them;
 * with one that is not, {@link OutOfOrderError} is thrown, and the whole model must be made instead. Files of 0.x
 * cannot be streamed, since their sources stand apart.
 */
export class RpmsStream {
  readonly #options: RpmsStreamOptions;
  readonly #checker: Checker;
  readonly #reader: DocumentReader;
  readonly #identity: Identity;
  readonly #table: TableWriter | undefined;
  #started = false;
  #variant = "";
  #arch = "";
  #srpm = "";
  /** How many of variant, arch and source package are open in the table. */
  #open = 0;

  constructor(identity: Identity, options: RpmsStreamOptions) {
    this.#options = options;
    this.#identity = identity;
    this.#table = options.write === undefined ? undefined : new TableWriter(options.write);
    this.#checker = new Checker(options.file);
    noteNewerVersion(this.#checker, identity);
    const handler = {
      compose: (compose: Compose) => this.#start(compose),
      variant: (variant: string) => this.#enterVariant(variant),
      arch: (variant: string, arch: string) => this.#enterArch(variant, arch),
      group: (_variant: string, _arch: string, srpm: string) => this.#enterGroup(srpm),
      rpm: (nevra: string, value: unknown) => this.#convert(nevra, value),
    };
    this.#reader = new DocumentReader(identity, handler, this.#checker);
  }

  /** @throws MetadataError, OutOfOrderError */
  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  /** @throws MetadataError with every issue of the file */
  finish(): { compose: Compose; warnings: readonly Warning[] } {
    const compose = this.#reader.finish();
    this.#table?.end();
    this.#options.write?.(DOCUMENT_TAIL);
    return { compose, warnings: this.#checker.warnings.warnings() };
  }

  #start(compose: Compose): void {
    this.#started = true;
    this.#options.compose?.(compose);
    this.#options.write?.(documentHead("rpms", compose, this.#options.version));
  }

  #enterVariant(variant: string): void {
    this.#variant = variant;
    this.#open = 0;
    this.#openEmpty(1);
  }

  #enterArch(variant: string, arch: string): void {
    this.#checker.startAt(["payload", "rpms", variant]);
    checkRpmArch(this.#checker, arch);
    this.#arch = arch;
    this.#open = Math.min(this.#open, 1);
    this.#openEmpty(2);
  }

  #enterGroup(srpm: string): void {
    this.#srpm = srpm;
    this.#open = Math.min(this.#open, 2);
    this.#openEmpty(3);
  }

  #convert(nevra: string, value: unknown): void {
    const rpm = readRpm(this.#checker, value, this.#identity.version, nevra);
    if (rpm === undefined || this.#checker.failed) {
      return;
    }
    if (this.#options.compose !== undefined) {
      this.#requireStart();
    }
    const context = { kind: "rpm", variant: this.#variant, arch: this.#arch, fieldName: nevra } as const;
    const artifact = this.#converted(context, rpm);
    if (artifact === undefined || this.#table === undefined) {
      return;
    }
    this.#openTo(3, this.#table);
    this.#table.value(3, nevra, rpmText(artifact, rpm));
  }

  /** The package's new form; why it can have none is an issue of the file, whose exact place is known here. */
  #converted(context: ArtifactContext, rpm: Rpm<Artifact>): Artifact | undefined {
    try {
      return this.#options.artifact(rpm.artifact, context, rpm);
    } catch (error) {
      if (!(error instanceof MetadataError)) {
        throw error;
      }
      for (const { message } of error.issues) {
        this.#checker.issue(message);
      }
      return undefined;
    }
  }

  /** Containers are opened when something is in them, or at once when empty ones are kept. */
  #openEmpty(depth: number): void {
    if (this.#options.keepEmpty && this.#table !== undefined) {
      this.#openTo(depth, this.#table);
    }
  }

  #requireStart(): void {
    // A compose section that could not be read is an issue already, not a matter of order.
    if (!this.#started && !this.#checker.failed) {
      throw new OutOfOrderError("the packages come before the compose section");
    }
  }

  #openTo(depth: number, table: TableWriter): void {
    this.#requireStart();
    const keys = [this.#variant, this.#arch, this.#srpm];
    for (; this.#open < depth; this.#open++) {
      table.open(this.#open, keys[this.#open] ?? "");
    }
  }
}
