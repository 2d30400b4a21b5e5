import { type Headers, statusFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { oneLine, saidInHtml } from "../http/said.ts";
import type { Secrets } from "../secrets.ts";
import { ServiceFailure } from "../service-failure.ts";
import { errorsSchema } from "./wire.ts";

/** An error as the API words it. */
export interface WeldrError {
  /** `BuildInWrongState`, `UnknownUUID`, … */
  readonly id: string;
  /** One line, safe to show. */
  readonly text: string;
}

const MAX_ERRORS = 5;

/** The errors in an answer, which may be one of success; none where it has another form. */
export function weldrErrors(body: Buffer, secrets: Secrets): readonly WeldrError[] {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return [];
  }
  const parsed = errorsSchema.safeParse(json);
  return (parsed.data?.errors ?? []).slice(0, MAX_ERRORS).map((error) => shownError(error, secrets));
}

export function shownError(
  { id, msg }: { readonly id: string; readonly msg: string },
  secrets: Secrets,
): WeldrError {
  return { id: oneLine(id, 100), text: oneLine(secrets.hide(msg)) };
}

/** Errors that are the request's fault although the answer is one of a server error. */
const LASTING: ReadonlySet<string> = new Set([
  "DepsolveError",
  "ComposePushErrored",
  "ManifestCreationFailed",
]);

/**
 * What an answer means that is no success.
 *
 * @param isRepeatable - the request may be made again when the failure may pass
 */
export function weldrFailure(
  server: string,
  { status, headers, body }: Answer,
  what: string,
  isRepeatable: boolean,
  secrets: Secrets,
): ServiceFailure {
  const errors = weldrErrors(body, secrets);
  const page = errors.length > 0 ? undefined : saidInHtml(body.toString("utf8"));
  const said = errors.length > 0 ? errors.map(({ id, text }) => `${text} (${id})`).join("; ") : page;
  const { failure, retryAfterMs } = statusFailure(status, headers, Date.now());
  const isPassing = status === 408 || status === 429 || status >= 500;
  const isLasting = status === 501 || errors.some(({ id }) => LASTING.has(id));
  const words = said === undefined ? "" : `: ${said}`;
  return new ServiceFailure(
    failure,
    `${server} answers ${status} for ${what}${words}${hint(status, headers, errors)}`,
    {
      remedy: isRepeatable && isPassing && !isLasting ? "again" : "never",
      status,
      retryAfterMs,
      said,
      isStray: errors.length === 0,
    },
  );
}

function hint(status: number, headers: Headers, errors: readonly WeldrError[]): string {
  if (status >= 300 && status < 400) {
    const { location } = headers;
    const target = typeof location === "string" ? URL.parse(location) : null;
    return target === null ? "" : `: it sends us to ${target.protocol}//${target.host}`;
  }
  if (status === 404 && errors.some(({ id }) => id === "HTTPError")) {
    return ": it has no such route, or cannot read what it was sent";
  }
  return status === 404 && errors.length === 0 ? ": this is no Weldr API" : "";
}
