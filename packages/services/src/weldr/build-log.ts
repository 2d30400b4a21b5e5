import { shorten } from "@compose-actions/step";
import type { Secrets } from "../secrets.ts";
import type { LogTail } from "../service.ts";
import type { WeldrRoutes } from "./routes.ts";

/** What is shown of a log at once; of more, the end. */
const MAX_LINES = 2000;
const MAX_LINE = 4 * 1024;
const MAX_LAST_LINES = 3;

/** What osbuild said: services have it when the image is built or has failed, and then all of it at once. */
export class WeldrLog implements LogTail {
  readonly name = "osbuild.log";
  readonly #routes: WeldrRoutes;
  readonly #id: string;
  readonly #secrets: Secrets;
  #shown = "";

  constructor(routes: WeldrRoutes, id: string, secrets: Secrets) {
    this.#routes = routes;
    this.#id = id;
    this.#secrets = secrets;
  }

  async next(signal: AbortSignal): Promise<readonly string[]> {
    const text = (await this.#routes.log(this.#id, signal)) ?? "";
    const isContinued = text.startsWith(this.#shown);
    const fresh = isContinued ? text.slice(this.#shown.length) : text;
    this.#shown = text;
    return logLines(fresh, this.#secrets);
  }
}

function logLines(text: string, secrets: Secrets): readonly string[] {
  const lines = text === "" ? [] : text.trimEnd().split(/\r?\n/);
  const left = lines.length - MAX_LINES;
  const kept = lines.slice(Math.max(0, left)).map((line) => shorten(secrets.hide(line), MAX_LINE));
  return left > 0 ? [`… ${left} lines are left out`, ...kept] : kept;
}

/** The last lines that a stage said, of a build that failed: nothing else tells why it did. */
export function lastOutput(text: string, secrets: Secrets): readonly string[] {
  const lines = logLines(text, secrets);
  const begin = lines.lastIndexOf("Output:") + 1;
  const output = begin === 0 ? [] : lines.slice(begin);
  const end = output.findIndex((line) => /^(?:Pipeline |Stage |Metadata:$)/.test(line));
  return output
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-MAX_LAST_LINES);
}
