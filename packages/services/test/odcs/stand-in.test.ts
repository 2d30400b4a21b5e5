import { request as requestHttp } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import { afterEach, describe, expect, test } from "vitest";
import { Certificates } from "../support/certificates.ts";
import { type Exchange, exchangesOf } from "../support/odcs/exchanges.ts";
import type { Row } from "../support/odcs/row.ts";
import { OdcsStandIn, type StandInOptions } from "../support/odcs/stand-in.ts";
import { tool } from "../support/tool.ts";

// The stand-in is only worth something if it answers as the real server was seen to answer.

const TARGET = "http://127.0.0.1:5006/composes";
const RAW_CONFIGS = { demo: { config_filename: "demo.conf", url: "/srv/odcs/run/rawconfig.git" } };
const USERS = {
  "CN=ci-ssl,O=Test": { arches: ["x86_64"], source_types: ["tag"] },
  ci: {},
  limited: { flags: ["no_deps"], source_types: ["tag"], sources: ["f39"] },
};
const LOGINS = { users: USERS, groups: { composers: { source_types: ["tag"] } }, admins: ["admin"] };

let now = 0;
const servers: OdcsStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(options: StandInOptions): Promise<OdcsStandIn> {
  const common = { targetUrl: TARGET, rawConfigs: RAW_CONFIGS, now: () => now };
  const server = await new OdcsStandIn({ ...common, ...options }).start();
  servers.push(server);
  return server;
}

interface Got {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function send(server: OdcsStandIn, { request }: Exchange, tls: RequestOptions = {}): Promise<Got> {
  const url = new URL(server.url);
  const headers: Record<string, string> = { accept: "application/json", connection: "close" };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers[name] = value.replaceAll("…", "");
  }
  if (request.body !== undefined || request.method === "POST") {
    headers["content-length"] = String(Buffer.byteLength(request.body ?? ""));
  }
  return new Promise((resolve, reject) => {
    const begin = url.protocol === "https:" ? requestHttps : requestHttp;
    const options = {
      ...tls,
      host: "127.0.0.1",
      port: url.port,
      method: request.method,
      path: request.path,
      headers,
    };
    const sent = begin(options, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? "",
          headers: response.headers,
          body,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(request.body);
  });
}

/** Requests took their time, and the recorded server had a queue. */
const TOLERANCE_MS = 8_000;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
/** Ports differ, and times by a second. */
function comparable(text: string): string {
  return text
    .replace(/https?:\/\/(?:127\.0\.0\.1|localhost):(?!5006)\d+/g, "http://server")
    .replace(TIME, "TIME")
    .trim();
}

function timesIn(text: string): readonly number[] {
  return (text.match(TIME) ?? []).map((time) => Date.parse(time));
}

/** Sends what was recorded and compares the answers, to the letter where they were kept whole. */
async function replay(server: OdcsStandIn, exchange: Exchange, tls?: RequestOptions): Promise<void> {
  const { response, title } = exchange;
  now = Date.parse(response.date);
  const got = await send(server, exchange, tls);
  expect(`${got.status} ${got.reason}`, title).toBe(`${response.status} ${response.reason}`);
  for (const name of ["content-type", "allow", "access-control-allow-origin"]) {
    expect(got.headers[name], `${title}: ${name}`).toBe(response.headers[name]);
  }
  if (response.status === 401) {
    expect(got.headers["www-authenticate"], title).toBe(response.headers["www-authenticate"]);
  }
  expect(comparable(String(got.headers["location"])), title).toBe(
    comparable(String(response.headers["location"])),
  );
  const [start = "", end] = response.body.split(/ …\[cut, \d+ bytes in all\]… ?/);
  const body = comparable(got.body);
  if (end === undefined) {
    expect(body, title).toBe(comparable(response.body));
    const times = timesIn(got.body);
    for (const [index, time] of timesIn(response.body).entries()) {
      expect(Math.abs((times[index] ?? 0) - time), `${title}: time ${index}`).toBeLessThanOrEqual(
        TOLERANCE_MS,
      );
    }
  } else {
    // A cut may go through a time.
    expect(body.startsWith(comparable(start).slice(0, -24)), `${title}\n${body}`).toBe(true);
    expect(body.endsWith(comparable(end).slice(24)), `${title}\n${body}`).toBe(true);
  }
}

test("one server through creating, states, lists, renewing and deleting", async () => {
  const server = await start({ targetDirs: ["private"] });
  const exchanges = exchangesOf("1", "2", "3", "4", "5", "6", "7", "8", "9");
  expect(exchanges.length).toBeGreaterThan(120);
  for (const exchange of exchanges) {
    for (const statement of exchange.before ?? []) {
      now = Date.parse(exchange.response.date);
      update(server, statement);
    }
    // What metrics there are says nothing of composes.
    if (!exchange.request.path.includes("metrics")) await replay(server, exchange);
  }
});

/** The few statements with which the recorded states were made. */
function update(server: OdcsStandIn, statement: string): void {
  const match = /^UPDATE composes SET (.*) WHERE id=(\d+);$/s.exec(statement);
  const row = server.store.row(Number(match?.[2]));
  const seconds = Math.floor(now / 1000);
  for (const [, name, value = ""] of (match?.[1] ?? "").matchAll(/(\w+)=(datetime\([^)]*\)|'[^']*'|\d+)/g)) {
    const days = Number(/'([+-]\d) day'/.exec(value)?.[1] ?? 0);
    const meant = value.startsWith("datetime")
      ? seconds + days * 86_400
      : value.startsWith("'")
        ? value.slice(1, -1)
        : Number(value);
    Object.assign(row, { [name ?? ""]: meant });
  }
}

test("workers that make, re-use, fail, and a clean-up", async () => {
  const server = await start({});
  for (const exchange of exchangesOf("10")) {
    const { request, response, title, states } = exchange;
    if (request.path.startsWith("/composes/")) continue;
    now = Date.parse(response.date);
    const id = Number(/\d+$/.exec(request.path)?.[0]);
    if (states !== undefined) work(server, id, JSON.parse(response.body));
    if (title.startsWith("after clean-up")) expect(server.store.cleanUp()).toEqual([3]);
    await replay(server, exchange);
  }
});

/** What workers did to a compose, as far as it shows in the end. */
function work(server: OdcsStandIn, id: number, seen: Record<string, string | number>): void {
  const fields = {
    koji_event: seen["koji_event"],
    pungi_compose_id: seen["pungi_compose_id"],
    pungi_config_dump: seen["pungi_config_dump"],
    time_started: Date.parse(String(seen["time_started"])) / 1000,
  } as unknown as Partial<Row>;
  const shared = Number(/odcs-(\d+)$/.exec(String(seen["toplevel_url"]))?.[1]);
  if (shared !== id) {
    server.store.reuse(id, shared);
    Object.assign(server.store.row(id), { time_started: fields.time_started });
  } else if (seen["state_name"] === "done") {
    server.store.finish(id, fields);
  } else {
    server.store.fail(id, String(seen["state_reason"]), fields);
  }
}

test("Kerberos, with Apache in front", async () => {
  const tickets = {
    YIICzgYGKwYBBQUCoIICwjCC: "ci",
    YIICzQYGKwYBBQUCoIICwTCC: "ci",
    YIIC4AYGKwYBBQUCoIIC1DCC: "nobody1",
    YIIC3AYGKwYBBQUCoIIC0DCC: "admin",
  };
  const server = await start({ backend: "kerberos_or_ssl", tickets, ...LOGINS });
  for (const exchange of exchangesOf("11")) await replay(server, exchange);
});

test("bearer tokens, with Apache in front", async () => {
  const tokens = {
    "tok-ci": { user: "ci" },
    "tok-noscope": { user: "ci", hasGroupsScope: false },
    "tok-newonly": { user: "ci", scopes: ["new-compose"] },
    "tok-stranger": { user: "stranger" },
    "tok-limited": { user: "limited" },
    "tok-group": { user: "grpuser", groups: ["composers"] },
  };
  const server = await start({ backend: "openidc", tokens, ...LOGINS });
  for (const exchange of exchangesOf("13")) await replay(server, exchange);
});

test("a broker that is down", async () => {
  const server = await start({});
  const [failing, row] = exchangesOf("14");
  for (let count = 1; count < 15; count++) {
    await send(server, failing as Exchange);
  }
  server.isBrokerDown = true;
  await replay(server, failing as Exchange);
  await replay(server, row as Exchange);
});

describe.skipIf(!tool("openssl", "version"))("client certificates (needs openssl)", () => {
  test("as recorded", async () => {
    using certificates = new Certificates();
    certificates.issue("ci", "/O=Test/CN=ci-ssl");
    certificates.issue("other", "/O=Test/CN=other");
    certificates.issue("rogue", "/O=Test/CN=ci-ssl", certificates.rogue());
    const tls = {
      key: certificates.pem("server.key"),
      cert: certificates.pem("server.pem"),
      ca: certificates.pem("ca.pem"),
      requestCert: true,
      rejectUnauthorized: false,
    };
    const server = await start({ backend: "ssl", tls, ...LOGINS });
    // The recorded numbers go on from another login's.
    await send(server, exchangesOf("12")[1] as Exchange, client("ci"));
    for (const [index, exchange] of exchangesOf("12").slice(0, 5).entries()) {
      const name = ["", "ci", "ci", "ci", "other"][index] ?? "";
      await replay(server, exchange, client(name));
    }
    const strict = await start({ backend: "ssl", tls: { ...tls, rejectUnauthorized: true }, ...LOGINS });
    await expect(send(strict, exchangesOf("12")[5] as Exchange, client("rogue"))).rejects.toThrow();

    function client(name: string): RequestOptions {
      const ca = certificates.pem("ca.pem");
      return name === ""
        ? { ca }
        : { ca, cert: certificates.pem(`${name}.pem`), key: certificates.pem(`${name}.key`) };
    }
  });
});
