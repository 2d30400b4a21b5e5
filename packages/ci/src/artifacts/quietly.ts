import { AsyncLocalStorage } from "node:async_hooks";
import { fault, safeLine } from "@compose-actions/step";

/** Lines of what a library said that are kept for the case of failure. */
const KEPT_LINES = 8;

const listeners = new AsyncLocalStorage<(text: string) => void>();
let isListening = false;

/** How a library's work is watched over. */
export interface QuietOptions {
  readonly signal: AbortSignal;
  /** Milliseconds after which nobody waits for it any more. */
  readonly limit: number;
  /** What is done, for the message: "uploading". */
  readonly activity: string;
  readonly mask: (secret: string) => void;
}

/** What a library said before it failed. */
export class LibraryFailure extends Error {
  override readonly name = "LibraryFailure";

  readonly said: readonly string[];

  constructor(cause: unknown, said: readonly string[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.said = said;
  }
}

/**
 * Lets a library of the actions toolkit work. They print to standard output by themselves, where a report may be all
 * that is wanted: whatever this work prints, at any time, is kept from there, and the secrets that it registers are
 * masked before a failure of it is shown. They take no signal and have no deadline either: both end the waiting, and the work is left to
 * end with the process.
 *
 * @throws LibraryFailure; UserError when it takes too long; `signal.reason`
 */
export async function quietly<Value>(
  work: () => Promise<Value>,
  { signal, limit, activity, mask }: QuietOptions,
): Promise<Value> {
  signal.throwIfAborted();
  listen();
  const said: string[] = [];
  const secrets = new Set<string>();
  const hear = (text: string) => {
    for (const line of text.split(/\r?\n/)) {
      const [, command, value = ""] = /^::([a-z-]+)[^:]*::(.*)$/.exec(line) ?? [];
      if (command === "add-mask") secrets.add(unescapeValue(value));
      else if (command !== "debug" && line.trim() !== "") said.push(safeLine(unescapeValue(value || line)));
    }
    said.splice(0, said.length - KEPT_LINES);
  };
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    const timer = setTimeout(() => {
      reject(fault(`${activity} took longer than ${limit / 1000} s`, "Run the job again.", said));
    }, limit);
    signal.addEventListener("abort", abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    };
  });
  const done = listeners.run(hear, work).catch((error: unknown) => {
    throw new LibraryFailure(error, [...said]);
  });
  try {
    return await Promise.race([done, stopped]);
  } catch (error) {
    // Only now is something shown that may hold them: there can be hundreds.
    for (const secret of secrets) mask(secret);
    throw error;
  } finally {
    stop();
  }
}

/** Once for the process: work that nobody waits for any more may print even later. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  const { stdout } = process;
  const write = stdout.write.bind(stdout) as (...parameters: unknown[]) => boolean;
  const heard = (...parameters: unknown[]): boolean => {
    const listener = listeners.getStore();
    if (listener === undefined) return write(...parameters);
    listener(String(parameters[0]));
    const callback = parameters.at(-1);
    if (typeof callback === "function") callback();
    return true;
  };
  stdout.write = heard as typeof stdout.write;
}

/** Workflow commands carry these escaped. */
function unescapeValue(value: string): string {
  return value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
