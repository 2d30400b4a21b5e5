import { afterEach, describe, expect, test } from "vitest";
import { bodyOf, type Exchange, exchangesOf } from "../support/osbuild/exchanges.ts";
import { expectRecorded, resend } from "../support/osbuild/replay.ts";
import { ComposerStandIn, type ComposerStandInOptions } from "../support/osbuild-composer/stand-in.ts";
import { TokenStandIn } from "../support/osbuild-composer/tokens.ts";
import type { Upload } from "../support/osbuild-composer/told.ts";

// The stand-in is only worth something if it answers as the real server was seen to answer.

const servers: (ComposerStandIn | TokenStandIn)[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(options: ComposerStandInOptions): Promise<ComposerStandIn> {
  const server = await new ComposerStandIn({ generation: "2023", ...options }).start();
  servers.push(server);
  return server;
}

interface RecordedImage {
  readonly status: string;
  readonly upload_status?: Upload;
  readonly error?: { readonly id: number; readonly reason: string; readonly details?: unknown };
}

/** Does what workers had done before a status was recorded. */
function drive(server: ComposerStandIn, exchange: Exchange): void {
  const [, id] =
    /^\/api\/image-builder-composer\/v2\/(?:composes)\/([^/]+)$/.exec(exchange.request.path) ?? [];
  if (id === undefined || exchange.response.status !== 200) return;
  const { image_status, image_statuses, koji_status, status } = bodyOf(exchange) as {
    readonly status: string;
    readonly image_status: RecordedImage;
    readonly image_statuses?: readonly RecordedImage[];
    readonly koji_status?: { readonly build_id?: number };
  };
  for (const [index, image] of (image_statuses ?? [image_status]).entries()) {
    const uploads = image.upload_status === undefined ? [] : [image.upload_status];
    if (image.error !== undefined) server.fail(id, image.error, uploads, index);
    else if (image.status === "success") server.finish(id, uploads, index);
    else server.work(id, image.status, index);
  }
  server.compose(id).status = status;
  server.compose(id).kojiBuild = koji_status?.build_id;
}

/** The ids that were given, in their order. */
function idsIn(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.flatMap((exchange) =>
    exchange.response.status === 201 ? [String(bodyOf(exchange)["id"])] : [],
  );
}

/** What a real worker says of its build at length is no part of the API. */
const OWN_WORDS = /\/(?:logs|manifests)$/;

test.each(["A1", "A2", "A3", "A5"])("section %s is answered as it was recorded", async (section) => {
  const exchanges = exchangesOf(section);
  const server = await start({ ids: idsIn(exchanges) });
  expect(exchanges.length).toBeGreaterThan(0);
  for (const exchange of exchanges) {
    drive(server, exchange);
    const got = await resend(server.server, exchange);
    if (OWN_WORDS.test(exchange.request.path) && / bytes in all\]$/.test(exchange.response.body)) {
      expect(got.status).toBe(exchange.response.status);
    } else {
      expectRecorded(got, exchange);
    }
  }
});

describe("section B", () => {
  async function startWithTokens() {
    const tokens = await new TokenStandIn().start();
    servers.push(tokens);
    const exchanges = exchangesOf("B");
    const server = await start({ tokens, ids: idsIn(exchanges) });
    return { tokens, server, exchanges };
  }

  async function tokenOf(tokens: TokenStandIn, secret: string): Promise<string> {
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: secret });
    const answer = await fetch(`${tokens.server}/token`, { method: "POST", body });
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  }

  test("tokens are given and refused as it was recorded", async () => {
    const { tokens, exchanges } = await startWithTokens();
    for (const exchange of exchanges.filter(({ request }) => request.server === "token")) {
      const got = await resend(tokens.server, exchange);
      expect(got.status, exchange.title).toBe(exchange.response.status);
      if (got.status === 200) {
        expect(Object.keys(JSON.parse(got.body))).toEqual(["access_token", "token_type", "expires_in"]);
      }
    }
  });

  test("logins are refused as it was recorded", async () => {
    const { tokens, server, exchanges } = await startWithTokens();
    for (const exchange of exchanges) {
      const { path, server: kind, headers } = exchange.request;
      if (kind === "token" || exchange.title !== "bearer errors" || path.endsWith("/openapi")) continue;
      const nobody = await tokenOf(tokens, "");
      const isReal = headers?.["authorization"]?.startsWith("Bearer ey") === true;
      expectRecorded(
        await resend(server.server, exchange, isReal ? { authorization: `Bearer ${nobody}` } : {}),
        exchange,
      );
    }
  });

  test("composes of other tenants are none", async () => {
    const { tokens, server } = await startWithTokens();
    tokens.tenants.set("one", "tenant 1").set("two", "tenant 2");
    const [create, mine, others, done] = exchangesOf("B", "tenant separation");
    for (const [exchange, secret] of [
      [create, "one"],
      [mine, "one"],
      [others, "two"],
      [done, "one"],
    ] as const) {
      if (exchange === undefined) throw new Error("something is missing");
      drive(server, exchange);
      const authorization = `Bearer ${await tokenOf(tokens, secret)}`;
      expectRecorded(await resend(server.server, exchange, { authorization }), exchange);
    }
  });
});
