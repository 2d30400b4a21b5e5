import { type Headers, statusFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { oneLine, saidInHtml } from "../http/said.ts";
import type { ServicePlace } from "../http/service-place.ts";
import type { Secrets } from "../secrets.ts";
import { ServiceFailure } from "../service-failure.ts";
import { errorSchema } from "./wire.ts";

/** An error as the API words it. */
export interface ApiError {
  readonly id: number;
  /** `IMAGE-BUILDER-COMPOSER-30` */
  readonly code: string | undefined;
  /** One line, safe to show. */
  readonly text: string;
  readonly operationId: string | undefined;
}

/** Errors of the API, by what they mean for us. */
export const API_ERROR = {
  badId: 14,
  unknownCompose: 15,
  noRoute: 21,
  badMethod: 22,
  otherKind: 26,
  noTenant: 28,
  invalid: 30,
  badState: 31,
  noTarget: 1004,
  noBuildLog: 1012,
} as const;

/** Server errors that would be the same however often they are asked for. */
const LASTING: ReadonlySet<number> = new Set([1004, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1015]);
const MAX_TEXT = 600;

/** What the API itself says; undefined for the pages of servers in front of it. */
export function apiError(body: Buffer, secrets: Secrets): ApiError | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  const parsed = errorSchema.safeParse(json);
  if (!parsed.success || !parsed.data.code?.startsWith("IMAGE-BUILDER-COMPOSER-")) {
    return undefined;
  }
  const { id, code, reason, details, operation_id: operationId } = parsed.data;
  const detail = detailText(details);
  const text = [reason ?? "", detail].filter((part) => part !== "").join(": ");
  return {
    id,
    code,
    text: oneLine(secrets.hide(text), MAX_TEXT),
    operationId: operationId === null || operationId === undefined ? undefined : oneLine(operationId, 100),
  };
}

/** Quotes the whole schema, and what was sent, behind what is wrong. */
function detailText(details: unknown): string {
  const text = typeof details === "string" ? details : "";
  const end = text.search(/\n(?:Schema|Value):/);
  return (end === -1 ? text : text.slice(0, end)).replace(/^request body has an error: /, "");
}

/** How an answer came about. */
export interface Asked {
  readonly place: ServicePlace;
  /** What was asked for: `compose 123e4567-…`. */
  readonly what: string;
  /** `with the bearer token` */
  readonly how: string;
  /** The request may be made again when the failure may pass. */
  readonly isRepeatable: boolean;
  readonly secrets: Secrets;
}

/** What an answer means that is no success. */
export function composerFailure(answer: Answer, asked: Asked): ServiceFailure {
  const { place, what, how, isRepeatable, secrets } = asked;
  const { status, headers } = answer;
  const error = apiError(answer.body, secrets);
  const page = error === undefined ? pageText(answer, secrets) : undefined;
  const said = error?.text ?? page;
  const words = said === undefined ? "" : `: ${said}`;
  const { failure, retryAfterMs } = statusFailure(status, headers, Date.now());
  const isPassing = status === 408 || status === 429 || status >= 500;
  const isLasting = error !== undefined && LASTING.has(error.id);
  const text = sentence(`${place.shown} answers ${status} for ${what}`, words, how, answer, error);
  return new ServiceFailure(failure, text, {
    remedy: isRepeatable && isPassing && !isLasting ? "again" : "never",
    status,
    retryAfterMs,
    said,
    isStray: error === undefined,
    operationId: error?.operationId,
  });
}

function sentence(
  begin: string,
  words: string,
  how: string,
  { status, headers, body }: Answer,
  error: ApiError | undefined,
): string {
  const code = error?.code === undefined ? "" : ` (${error.code})`;
  if (status >= 300 && status < 400) {
    return `${begin}: the server's URL must be given as it is, ${whereTo(headers)}`;
  }
  if (/HTTP request to an HTTPS server/.test(body.toString("latin1", 0, 200))) {
    return `${begin}: it wants to be asked with https`;
  }
  switch (error?.id) {
    case API_ERROR.noRoute:
    case API_ERROR.badMethod:
      return `${begin}${words}${code}: it is older than that, or another server`;
    case API_ERROR.noTenant:
      return `${begin}${words}${code}: the token names no organization, and so it cannot own composes`;
    case API_ERROR.noTarget:
      return `${begin}${words}${code}: this server makes nothing without a target; give the image upload_options`;
  }
  if (status === 404 && error === undefined) {
    return `${begin}${words}: check the URL of the server`;
  }
  return status === 401 || status === 403
    ? `${begin}, sent ${how}${words}${code}${wish(status, headers)}`
    : `${begin}${words}${code}`;
}

function wish(status: number, headers: Headers): string {
  const header = headers["www-authenticate"];
  return status === 401 && typeof header === "string" && /^bearer\b/i.test(header)
    ? "; it wants a bearer token that it accepts"
    : "";
}

/** The title of a page that only repeats the status says nothing. */
function pageText({ body, status }: Answer, secrets: Secrets): string | undefined {
  const text = body.toString("utf8");
  const said = saidInHtml(text) ?? (/^\s*[[{<]/.test(text) ? "" : oneLine(text, 200));
  return said === "" || said.startsWith(String(status)) ? undefined : oneLine(secrets.hide(said));
}

function whereTo(headers: Headers): string {
  const { location } = headers;
  const target = typeof location === "string" ? URL.parse(location) : null;
  return target === null ? "without redirects" : `it sends us to ${target.protocol}//${target.host}`;
}
