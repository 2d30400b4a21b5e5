import { type Reporter, safeLine } from "@compose-actions/step";
import type { Annotation, AnnotationLevel, TextSink } from "./host.ts";
import type { Redactor } from "./redaction.ts";

const COLOURS: Readonly<Record<AnnotationLevel, string>> = {
  error: "\u001B[31;1m",
  warning: "\u001B[33;1m",
  notice: "\u001B[36;1m",
};

/** A plain log, one message per line, levels in colour where that is wanted. */
export interface LineLog {
  /** Makes a text safe to print. */
  clean(text: string): string;
  info(line: string): void;
  annotate(annotation: Annotation): void;
}

export function createLineLog(options: {
  readonly sink: TextSink;
  readonly redactor: Redactor;
  readonly colour: boolean;
  /** Runs before each line, for instance to wipe a progress bar. */
  readonly before?: () => void;
}): LineLog {
  const { sink, redactor, colour, before } = options;
  const clean = (text: string) => safeLine(redactor.redact(text));
  const print = (line: string) => {
    before?.();
    sink.write(`${line}\n`);
  };
  return {
    clean,
    info: (line) => print(clean(line)),
    annotate({ level, message, title, file }) {
      const label = colour ? `${COLOURS[level]}${level}:\u001B[0m` : `${level}:`;
      const place = [title, file].filter((part) => part !== undefined).map((part) => `${part}: `);
      print(`${label} ${clean(`${place.join("")}${message}`)}`);
    },
  };
}

/** A reporter over a plain log. */
export function logReporter(log: LineLog, progress: Reporter["progress"]): Reporter {
  return { info: log.info, warn: (line) => log.annotate({ level: "warning", message: line }), progress };
}
