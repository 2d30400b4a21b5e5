import { type Headers, statusFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { oneLine, saidInHtml } from "../http/said.ts";
import { ServiceFailure } from "../service-failure.ts";
import { errorSchema } from "./wire.ts";

/**
 * What an answer means that is no success.
 *
 * @param what - what was asked for: `compose 5`
 * @param how - `with Kerberos`: how the request was sent, where that matters
 * @param isRepeatable - the request may be made again when the failure may pass
 */
export function odcsFailure(
  server: string,
  answer: Answer,
  what: string,
  how: string,
  isRepeatable: boolean,
): ServiceFailure {
  const { status, headers } = answer;
  const said = saidIn(answer.body, status);
  const words = said === undefined ? "" : `: ${said.text}`;
  const make = (text: string, isPassing = false): ServiceFailure => {
    const { failure, retryAfterMs } = statusFailure(status, headers, Date.now());
    return new ServiceFailure(failure, text, {
      remedy: isPassing && isRepeatable ? "again" : "never",
      status,
      retryAfterMs,
      said: said?.text,
      isStray: odcsMessage(answer.body) === undefined,
    });
  };
  if (status >= 300 && status < 400) {
    return make(
      `${server} answers ${status} for ${what}: the server's URL must be given as it is, ${whereTo(headers)}`,
    );
  }
  if (isWrongRoute(answer)) {
    return make(`${server} knows no route for ${what}${words}; check the URL of the server`);
  }
  if (status === 401) {
    return make(`${server} answers 401 for ${what}, sent ${how}${words}${wish(headers)}`);
  }
  if (status === 403) {
    return make(`${server} answers 403 for ${what}, sent ${how}${words}`);
  }
  return make(
    `${server} answers ${status} for ${what}${words}`,
    status === 408 || status === 429 || status >= 500,
  );
}

/** Its catch-all handler makes 500 of wrong URLs and methods: no retry helps. */
export function isWrongRoute({ status, body }: Answer): boolean {
  return status === 500 && /^40[45] (?:Not Found|Method Not Allowed)/.test(odcsMessage(body) ?? "");
}

/** What ODCS itself says; undefined for the pages of servers in front of it. */
export function odcsMessage(body: Buffer): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  return errorSchema.safeParse(json).data?.message;
}

/** What an answer says, safe to show, and whether ODCS says it. */
export function saidIn(
  body: Buffer,
  status: number,
): { readonly text: string; readonly byOdcs: boolean } | undefined {
  const message = odcsMessage(body);
  if (message !== undefined) {
    const text = saidInHtml(message) ?? oneLine(filledIn(message));
    return text === "" ? undefined : { text, byOdcs: true };
  }
  const page = saidInHtml(body.toString("utf8"));
  // The title of such a page repeats the status.
  return page === undefined || page.startsWith(String(status)) ? undefined : { text: page, byOdcs: false };
}

/** Some messages are Python tuples of a template and what belongs into it. */
function filledIn(message: string): string {
  const tuple = /^\('([^']*)%s([^']*)', '([^']*)'\)$/.exec(message);
  return tuple === null ? message : `${tuple[1]}"${tuple[3]}"${tuple[2]}`;
}

function wish(headers: Headers): string {
  const header = headers["www-authenticate"];
  const schemes = (typeof header === "string" ? [header] : (header ?? [])).map(
    (line) => line.split(" ", 1)[0],
  );
  switch (schemes[0]?.toLowerCase()) {
    case "negotiate":
      return "; it wants Kerberos";
    case "bearer":
      return "; it wants a bearer token that it accepts";
    default:
      return "";
  }
}

function whereTo(headers: Headers): string {
  const { location } = headers;
  const target = typeof location === "string" ? URL.parse(location) : null;
  return target === null ? "without redirects" : `it sends us to ${target.protocol}//${target.host}`;
}
