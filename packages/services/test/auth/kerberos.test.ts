import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NegotiateSender, readOdcsRequest, type ServiceFailure } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { Kerberos, missingForKerberos } from "../support/kerberos.ts";
import { OdcsStandIn } from "../support/odcs/stand-in.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();
const missing = missingForKerberos();
const request = readOdcsRequest({ source: { type: "tag", source: "f39" } });

describe.skipIf(missing.length > 0)(
  "a real realm, with Apache in front (needs krb5kdc, kadmin.local, kinit, apache2, mod_auth_gssapi and curl)",
  () => {
    const server = new OdcsStandIn({
      backend: "kerberos_or_ssl",
      hasFront: true,
      users: { ci: {} },
      admins: [],
    });
    const kerberos = new Kerberos();

    beforeAll(async () => {
      await server.start();
      await kerberos.start(server.url);
    }, 60_000);
    afterAll(async () => {
      await kerberos[Symbol.asyncDispose]();
      await server.stop();
    });

    async function having(options: { keytab?: string; cache?: string }) {
      const { keytab, cache = "none" } = options;
      const { KRB5CCNAME, ...realm } = kerberos.environment(cache);
      const environment = {
        ...realm,
        ...(keytab === undefined && KRB5CCNAME !== undefined ? { KRB5CCNAME } : {}),
      };
      const times = { connectTimeoutMs: 5000, answerTimeoutMs: 10_000 };
      const sender = new NegotiateSender({
        ...times,
        environment,
        ...(keytab === undefined ? {} : { keytab: kerberos.path(keytab) }),
      });
      return (await place({}, { server: kerberos.url, sender })).service;
    }

    test("with a keytab alone: made, cancelled, and made anew", async () => {
      const service = await having({ keytab: "ci.keytab" });
      const { compose } = await service.create(request, never);
      expect(compose).toMatchObject({ owner: "ci", state: "requested" });
      expect(await service.cancel(compose.id, never)).toMatchObject({ outcome: "done" });
      expect(await service.renew(compose.id, {}, never)).toMatchObject({ outcome: "replaced" });
      expect(await service.get(compose.id, never)).toMatchObject({ state: "cancelled" });
    });

    test("with a ticket of kinit", async () => {
      expect(kerberos.kinit("ci", kerberos.path("cache"))).toBe(0);
      const service = await having({ cache: "cache" });
      expect((await service.create(request, never)).compose.owner).toBe("ci");
    });

    test("without either it is said what is missing", async () => {
      const service = await having({});
      const failure = await service.create(request, never).catch((error: unknown) => error as ServiceFailure);
      expect(failure).toMatchObject({ failure: "auth", status: 401, remedy: "never" });
      expect((failure as Error).message).toMatch(
        /no usable Kerberos ticket: .*; get a ticket with kinit, or give a keytab$/,
      );
    });

    test("a keytab of nobody", async () => {
      const service = await having({ keytab: "krb5.conf" });
      const failure = await service.create(request, never).catch((error: unknown) => error as Error);
      expect((failure as Error).message).toMatch(
        /no usable Kerberos ticket: .*; check the keytab and the realm$/,
      );
    });

    test("a server that does not take the ticket after all", async () => {
      const service = await having({ keytab: "ci.keytab" });
      server.misbehave = ({ method }, response) => {
        if (method === "GET") return false;
        response
          .writeHead(401, { "www-authenticate": "Negotiate" })
          .end("<html><title>401 Unauthorized</title></html>");
        return true;
      };
      const before = server.count("POST");
      await expect(service.create(request, never)).rejects.toThrow("although it was sent a Kerberos ticket");
      server.misbehave = undefined;
      expect(server.count("POST") - before).toBeLessThan(7);
    });

    test("somebody whom the server knows, and does not permit", async () => {
      const service = await having({ keytab: "stranger.keytab" });
      await expect(service.create(request, never)).rejects.toMatchObject({
        status: 403,
        said: "User stranger is not in role allowed_clients.",
      });
    });
  },
);
