import { shorten } from "@compose-actions/step";
import type { Secrets } from "../secrets.ts";
import type { LogTail } from "../service.ts";
import { isObject, type JsonObject } from "./request-rules.ts";
import type { ComposerRoutes } from "./routes.ts";

/** What is shown of a log; of more, the end. */
const MAX_LINES = 2000;
const MAX_LINE = 4 * 1024;

/**
 * What osbuild said, image by image: the service has it only when an image is built, or has failed. The form is no part of
 * the API, and so nothing in it is counted upon.
 */
export class BuildLog implements LogTail {
  readonly name = "osbuild.log";
  readonly #routes: ComposerRoutes;
  readonly #id: string;
  readonly #secrets: Secrets;
  /** Images whose log was shown. */
  readonly #shown = new Set<number>();

  constructor(routes: ComposerRoutes, id: string, secrets: Secrets) {
    this.#routes = routes;
    this.#id = id;
    this.#secrets = secrets;
  }

  async next(signal: AbortSignal): Promise<readonly string[]> {
    const logs = await this.#routes.logs(this.#id, signal);
    const fresh = (logs?.image_builds ?? []).flatMap((build, index) => {
      const lines = this.#shown.has(index) ? [] : buildLines(build);
      if (lines.length > 0) {
        this.#shown.add(index);
      }
      return lines;
    });
    return capped(fresh.map((line) => shorten(this.#secrets.hide(line), MAX_LINE)));
  }
}

/** In the form in which the Weldr API shows logs. */
function buildLines(build: unknown): readonly string[] {
  if (!isObject(build)) {
    return [];
  }
  const { osbuild_output: output, job_error: error } = build;
  const pipelines = isObject(output) && isObject(output["log"]) ? Object.entries(output["log"]) : [];
  const errors = isObject(output) && Array.isArray(output["errors"]) ? output["errors"] : [];
  return [
    ...pipelines.flatMap(([name, stages]) => pipelineLines(name, stages)),
    ...[...errors, ...(error === undefined || error === null ? [] : [error])].flatMap(errorLines),
  ];
}

function pipelineLines(name: string, stages: unknown): readonly string[] {
  const known = (Array.isArray(stages) ? stages : []).filter(isObject);
  return [`Pipeline ${name}`, ...known.flatMap(stageLines)];
}

function stageLines({ type, output, success }: JsonObject): readonly string[] {
  return [
    `Stage ${String(type)}${success === false ? " failed" : ""}`,
    ...(typeof output === "string" && output !== "" ? output.trimEnd().split(/\r?\n/) : []),
  ];
}

function errorLines(error: unknown): readonly string[] {
  const { reason, title, details } = isObject(error) ? error : {};
  const said = [reason ?? title, ...(Array.isArray(details) ? details : [details])];
  return said
    .filter((one) => typeof one === "string" && one !== "")
    .flatMap((one) => String(one).split(/\r?\n/))
    .map((line) => `Error: ${line}`);
}

function capped(lines: readonly string[]): readonly string[] {
  const left = lines.length - MAX_LINES;
  return left > 0 ? [`… ${left} lines are left out`, ...lines.slice(left)] : lines;
}
