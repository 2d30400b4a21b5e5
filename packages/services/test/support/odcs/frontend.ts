import type { IncomingMessage } from "node:http";
import { type CreateSettings, newRow } from "./create.ts";
import { page } from "./list.ts";
import {
  type Asker,
  askerOf,
  type LoginSettings,
  requireClient,
  requirePermission,
  requireScope,
} from "./login.ts";
import { type Row, shown, sorted } from "./row.ts";
import type { Store } from "./store.ts";
import { crashed, type Json, Refusal, readBody } from "./validate.ts";

export interface FrontendSettings extends CreateSettings {
  readonly store: Store;
  readonly login: LoginSettings;
  readonly prefix: string;
  readonly sigkeys: readonly string[];
  readonly targetUrl: string;
  /** The message broker is down: composes are made and fail at once. */
  isBrokerDown: boolean;
}

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Asked {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const OPEN = { "Access-Control-Allow-Origin": "*" };
const NOT_FOUND =
  "404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.";
const NOT_ALLOWED = "405 Method Not Allowed: The method is not allowed for the requested URL.";
const TYPES = ["tag", "module", "repo", "pulp", "raw_config", "build", "pungi_compose"];

/** The routes of the frontend. @throws Refusal, ApacheRefusal */
export function answer(asked: Asked, settings: FrontendSettings): Answer {
  const { path, search, searchParams } = parts(asked.path);
  const { method, request } = asked;
  if (!path.startsWith(settings.prefix)) throw crashed(NOT_FOUND);
  const route = path.slice(settings.prefix.length);
  if (["/api/1/composes", "/api/1/about", "/api/1/metrics"].includes(route)) {
    return redirect(`${origin(request)}${path}/${search}`);
  }
  const isReading = method === "GET" || method === "HEAD";
  if (isReading && settings.login.isClosed) askerOf(request, settings.login);
  if (route === "/api/1/about/") return isReading ? json(about(settings), OPEN) : wrongMethod();
  if (route === "/api/1/composes/") {
    if (isReading) return list(searchParams, `${origin(request)}${path}`, settings);
    if (method === "POST") return create(asked, settings);
    return method === "OPTIONS" ? options("POST, HEAD, GET, OPTIONS") : wrongMethod();
  }
  const id = /^\/api\/1\/composes\/(\d+)$/.exec(route)?.[1];
  if (id === undefined) throw crashed(NOT_FOUND);
  return one(Number(id), asked, settings);
}

function parts(path: string) {
  const { pathname, search, searchParams } = new URL(path, "http://x");
  return { path: pathname, search, searchParams };
}

function wrongMethod(): never {
  throw crashed(NOT_ALLOWED);
}

function options(allow: string): Answer {
  return {
    status: 200,
    reason: "OK",
    headers: { "Content-Type": "text/html; charset=utf-8", Allow: allow },
    body: "",
  };
}

function json(
  value: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Answer {
  return {
    status,
    reason: status === 202 ? "ACCEPTED" : "OK",
    headers: { "Content-Type": "application/json", ...headers },
    body: `${JSON.stringify(value)}\n`,
  };
}

function redirect(to: string): Answer {
  const body = `<!doctype html>
<html lang=en>
<title>Redirecting...</title>
<h1>Redirecting...</h1>
<p>You should be redirected automatically to the target URL: <a href="${to}">${to}</a>. If not, click the link.
`;
  return {
    status: 308,
    reason: "PERMANENT REDIRECT",
    headers: { "Content-Type": "text/html; charset=utf-8", Location: to },
    body,
  };
}

/** Whatever the headers say. */
function origin({ headers, socket }: IncomingMessage): string {
  const scheme = headers["x-scheme"] ?? ("encrypted" in socket ? "https" : "http");
  return `${scheme}://${headers["x-forwarded-host"] ?? headers.host}`;
}

function about({ login, rawConfigs, sigkeys }: FrontendSettings): Record<string, unknown> {
  return {
    allowed_clients: sorted({ groups: login.groups, users: login.users }),
    auth_backend: login.backend,
    raw_config_urls: rawConfigs,
    sigkeys,
    version: "unknown",
  };
}

function list(query: URLSearchParams, base: string, { store, targetUrl }: FrontendSettings): Answer {
  const { rows, meta } = page(store.rows, query, base);
  return json({ items: rows.map((row) => shown(row, targetUrl, false)), meta }, OPEN);
}

function create({ request, body }: Asked, settings: FrontendSettings): Answer {
  const { store, login, targetUrl } = settings;
  const asker = clientOf(request, "new-compose", settings);
  const row = newRow(readBody(body, false), settings);
  requirePermission(asker, { ...row, type: TYPES[row.source_type - 1] ?? "" }, login);
  const added = store.add(row, asker);
  if (settings.isBrokerDown) {
    const reason = `Can not schedule compose ${added.id} probably due to celery broker issue - [Errno 111] Connection refused`;
    store.fail(added.id, reason);
    throw crashed(reason);
  }
  return json(shown(added, targetUrl, false));
}

function clientOf(request: IncomingMessage, scope: string, { login }: FrontendSettings): Asker {
  const asker = askerOf(request, login);
  requireScope(asker, scope);
  requireClient(asker, login);
  return asker;
}

function one(id: number, { request, method, body }: Asked, settings: FrontendSettings): Answer {
  const { store, login, targetUrl } = settings;
  switch (method) {
    case "GET":
    case "HEAD":
      return json(shown(found(id, store), targetUrl, true), OPEN);
    case "PATCH": {
      const asker = clientOf(request, "renew-compose", settings);
      const data: Json = readBody(body, true);
      return json(shown(store.renew(id, data, asker, settings), targetUrl, false));
    }
    case "DELETE": {
      const asker = askerOf(request, login);
      requireScope(asker, "delete-compose");
      return json({ message: store.delete(id, asker, login), status: 202 }, {}, 202);
    }
    case "OPTIONS":
      return options("PATCH, DELETE, HEAD, GET, OPTIONS");
    default:
      return wrongMethod();
  }
}

function found(id: number, store: Store): Row {
  const row = store.rows.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Refusal(404, "No such compose found.");
  return row;
}
