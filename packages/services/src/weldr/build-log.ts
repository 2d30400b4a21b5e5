import { shorten } from "@compose-actions/step";
import type { Secrets } from "../secrets.ts";
import type { LogTail } from "../service.ts";
import type { WeldrRoutes } from "./routes.ts";

/** What is shown of a log at once; of more, the end. */
const MAX_LINES = 2000;
const MAX_LINE = 4 * 1024;

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

/** What a log ends in, in one line: why a build failed, for nothing else tells it. */
export function lastWords(text: string, secrets: Secrets): string | undefined {
  const lines = logLines(text, secrets)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:Pipeline|Stage|Output:|Metadata:)/.test(line));
  return lines.length === 0 ? undefined : lines.slice(-3).join("\n");
}
