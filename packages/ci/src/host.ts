import type { Reporter } from "@compose-actions/step";

export type HostName = "github" | "gitlab" | "terminal";

/** A place to which text is written: a stream of the process, or a collector in tests. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What every host is made from; nothing is read from the process itself. */
export interface HostSetup {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly cwd: string;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Milliseconds; the time of day unless a test says otherwise. */
  readonly now?: () => number;
}

export type AnnotationLevel = "error" | "warning" | "notice";

/** Something that is shown beside the log as well, where the host can do that. Texts are plain. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly message: string;
  readonly title?: string;
  /** The file that it is about, relative to the checkout. */
  readonly file?: string;
}

/**
 * Where a step runs. Whatever is handed to a host may hold names from metadata and secrets: each host makes every text
 * safe for its own medium and blots out what was given to {@link Host.mask}.
 */
export interface Host {
  readonly name: HostName;
  readonly reporter: Reporter;
  /** Directories in which files named by inputs must lie; undefined where the user may write anywhere. */
  readonly roots: readonly string[] | undefined;
  /** A folded part of the log: the given lines, or whatever is logged while the function runs. */
  group(title: string, content: readonly string[] | (() => Promise<void>)): Promise<void>;
  annotate(annotation: Annotation): void;
  /** Hands outputs on to later steps or jobs. Never throws: what cannot be handed on is a warning. */
  setOutputs(outputs: Readonly<Record<string, string>>): Promise<void>;
  /** Keeps a text for the end of a cancelled job, where there is such a thing. Never throws. */
  saveState(left: string): Promise<void>;
  /** Adds to the job's list of what can be attested, where there is one. Never throws. */
  addSubjects(subjects: readonly string[]): Promise<void>;
  /** Markdown, capped by the host. Never throws: a summary that cannot be written is a warning. */
  writeSummary(markdown: string): Promise<void>;
  /** Registers a secret, in all the forms in which it may turn up, before anything is logged. */
  mask(secret: string): void;
  /** Replaces registered secrets in a text that goes elsewhere, for instance into a report. */
  redact(text: string): string;
  /** The closing lines of a step. */
  conclude(lines: readonly string[]): void;
  /** Ends a progress line and says what was left out. */
  close(): Promise<void>;
}
