import { inspect } from "node:util";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Credentials, type CredentialsOptions } from "../../src/http/credentials.ts";
import { parseNetrc } from "../../src/http/netrc.ts";

const TOKEN = "hunter2-token";
const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const bearer = (...origins: string[]) => new Credentials({ bearer: { token: TOKEN, origins } });

function refusal(options: CredentialsOptions): UserError {
  try {
    new Credentials(options);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error("nothing was thrown");
}

describe("origins", () => {
  test.each([
    ["https://a.example", "https://a.example/x?y", true],
    ["https://a.example/path/", "https://a.example:443/", true],
    ["HTTPS://A.example", "https://a.example/", true],
    ["https://a.example", "http://a.example/", false],
    ["https://a.example", "https://a.example:444/", false],
    ["https://a.example", "https://x.a.example/", false],
    ["https://a.example", "https://a.example.evil/", false],
    ["https://a.example", "https://a.example./", false],
    ["https://x.a.example", "https://a.example/", false],
    ["http://a.example", "http://a.example/", true],
    ["http://a.example", "https://a.example/", false],
    ["http://a.example:8080", "http://a.example:8080/", true],
    ["a.example", "https://a.example/", true],
    ["a.example", "http://a.example/", false],
    ["a.example:8443", "https://a.example:8443/", true],
    ["a.example:8443", "http://a.example:8443/", false],
    ["a.example:8443", "https://a.example/", false],
    ["localhost", "http://localhost/", true],
    ["localhost", "https://localhost/", true],
    ["localhost", "http://localhost:8080/", false],
    ["localhost:8080", "http://localhost:8080/", true],
    ["localhost:8080", "https://localhost:8080/", true],
    ["localhost:8080", "http://localhost:8081/", false],
    ["localhost:8080", "http://127.0.0.1:8080/", false],
    ["127.0.0.1:8080", "http://127.0.0.1:8080/", true],
    ["[::1]:8080", "http://[::1]:8080/", true],
    [" a.example ", "https://a.example/", true],
    ["bücher.example", "https://xn--bcher-kva.example/", true],
  ])("a token for %s and %s: %s", (origin, url, sent) => {
    const credentials = bearer("https://other.example", origin);
    expect(credentials.headerFor(new URL(url))).toBe(sent ? `Bearer ${TOKEN}` : undefined);
    expect(credentials.warningFor(new URL(url))).toBe(
      sent ? undefined : `no credentials for ${new URL(url).host}`,
    );
  });

  test("a URL of another origin never gets the header", () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
        const header = bearer(one).headerFor(new URL(other));
        expect(header === undefined).toBe(new URL(one).origin !== new URL(other).origin);
      }),
    );
    const port = fc.constantFrom("", ":80", ":443", ":8080");
    const host = fc.constantFrom("a.example", "b.example", "a.example.b.example", "localhost");
    const origin = fc
      .tuple(fc.constantFrom("http", "https"), host, port)
      .map(([scheme, name, suffix]) => `${scheme}://${name}${suffix}`);
    fc.assert(
      fc.property(origin, origin, (one, other) => {
        const header = bearer(one).headerFor(new URL(other));
        expect(header !== undefined).toBe(new URL(one).origin === new URL(other).origin);
      }),
    );
  });

  test.each([
    "",
    "*",
    "*.a.example",
    "https://*.a.example",
    "ftp://a.example",
    "file:///etc/passwd",
    "https://",
    "https://u:pw-hunter2@a.example",
    "u:pw-hunter2@a.example",
    "a.example/path",
    "a.example:99999",
    "a b",
  ])("%j is refused", (origin) => {
    const { message } = refusal({ bearer: { token: TOKEN, origins: [origin] } });
    expect(message).not.toContain("hunter2");
  });

  test("there must be one", () => {
    expect(refusal({ bearer: { token: TOKEN, origins: [] } }).message).toBe("the token is for no origin");
    expect(refusal({ basic: { username: "u", password: "p", origins: [] } }).message).toBe(
      "the password is for no origin",
    );
  });

  test("an origin gets one kind of credentials", () => {
    const { message } = refusal({
      bearer: { token: TOKEN, origins: ["a.example"] },
      basic: { username: "u", password: "hunter2", origins: ["https://a.example:443/x"] },
    });
    expect(message).toBe("both a token and a password are given for https://a.example");
    const apart = new Credentials({
      bearer: { token: TOKEN, origins: ["a.example"] },
      basic: { username: "u", password: "p", origins: ["b.example"] },
    });
    expect(apart.headerFor(new URL("https://a.example/"))).toBe(`Bearer ${TOKEN}`);
    expect(apart.headerFor(new URL("https://b.example/"))).toBe(basic("u", "p"));
  });
});

describe("values", () => {
  test.each(["a\n", "a\r\nX-Evil: 1", " a", "a b", "\t", "a\u0000", "ä", "a\u007f", "\ud800"])(
    "the token %j is refused, unseen",
    (tail) => {
      const error = refusal({ bearer: { token: `hunter2${tail}`, origins: ["a.example"] } });
      expect(`${error.message}${error.remedy}`).not.toContain("hunter2");
    },
  );

  test.each([
    ["hunter2\n", "p"],
    ["hunter2\u0000", "p"],
    ["hunter2:x", "p"],
    ["u", "hunter2\r"],
    ["u", "hunter2\u001b"],
    ["u", "hunter2\u007f"],
  ])("the user name %j with the password %j is refused, unseen", (username, password) => {
    const error = refusal({ basic: { username, password, origins: ["a.example"] } });
    expect(`${error.message}${error.remedy}`).not.toContain("hunter2");
  });

  test("what is accepted makes a header of one line", () => {
    const url = new URL("https://a.example/");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (username, password) => {
        const origins = ["a.example"];
        for (const options of [
          { bearer: { token: password, origins } },
          { basic: { username, password, origins } },
        ]) {
          let header: string | undefined;
          try {
            header = new Credentials(options).headerFor(url);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
          if (header !== undefined) expect(header).toMatch(/^(?:Bearer|Basic) [!-~]+$/);
        }
      }),
    );
  });

  test("user names and passwords go in UTF-8", () => {
    const credentials = new Credentials({
      basic: { username: "test", password: "123£", origins: ["a.example"] },
    });
    expect(credentials.headerFor(new URL("https://a.example/"))).toBe("Basic dGVzdDoxMjPCow==");
  });

  test("empty ones are none, and do not hide the netrc file", () => {
    const netrc = parseNetrc("machine a.example login u password p");
    for (const empty of [
      { bearer: { token: "", origins: ["a.example"] } },
      { basic: { username: "x", password: "", origins: [] } },
    ]) {
      const credentials = new Credentials({ ...empty, netrc });
      expect(credentials.headerFor(new URL("https://a.example/"))).toBe(basic("u", "p"));
      expect(credentials.headerFor(new URL("https://b.example/"))).toBeUndefined();
      expect(credentials.warningFor(new URL("https://b.example/"))).toBeUndefined();
    }
  });
});

describe("netrc", () => {
  const netrc = parseNetrc(
    "machine a.example login u password p machine 127.0.0.1 login l password p machine localhost login l password q machine empty.example login e",
  );
  const credentials = new Credentials({ netrc });

  test.each([
    ["https://a.example/", basic("u", "p")],
    ["https://A.example.:8443/", basic("u", "p")],
    ["https://x.a.example/", undefined],
    ["http://a.example/", undefined],
    ["http://127.0.0.1:8080/", basic("l", "p")],
    ["http://localhost:8080/", basic("l", "q")],
    ["https://empty.example/", undefined],
    ["ftp://a.example/", undefined],
    ["ftp://127.0.0.1/", undefined],
  ])("%s gets %s", (url, header) => {
    expect(credentials.headerFor(new URL(url))).toBe(header);
  });

  test("what is withheld is told; what is not there is not", () => {
    const plain = new URL("http://a.example:8080/");
    const text = "the password of a.example:8080 in the netrc file is not sent without encryption";
    expect(credentials.withheld(plain)).toBe(text);
    expect(credentials.warningFor(plain)).toBe(text);
    for (const url of [
      "https://a.example/",
      "http://b.example/",
      "https://b.example/",
      "http://empty.example/",
    ]) {
      expect(credentials.withheld(new URL(url))).toBeUndefined();
      expect(credentials.warningFor(new URL(url))).toBeUndefined();
    }
  });

  test("the default entry goes to origins that the user has named, and only over https", () => {
    const all = new Credentials({
      netrc: parseNetrc("default login d password e"),
      ownOrigins: ["https://own.example", "http://own.example"],
    });
    expect(all.headerFor(new URL("https://own.example/"))).toBe(basic("d", "e"));
    expect(all.headerFor(new URL("https://any.example/"))).toBeUndefined();
    expect(all.headerFor(new URL("https://own.example:8443/"))).toBeUndefined();
    expect(all.headerFor(new URL("http://own.example/"))).toBeUndefined();
    expect(all.withheld(new URL("http://own.example/"))).toContain("own.example");
  });

  test("it comes second", () => {
    const both = new Credentials({ netrc, bearer: { token: TOKEN, origins: ["https://a.example"] } });
    expect(both.headerFor(new URL("https://a.example/"))).toBe(`Bearer ${TOKEN}`);
    expect(both.headerFor(new URL("https://a.example:8443/"))).toBe(basic("u", "p"));
    expect(both.warningFor(new URL("https://b.example/"))).toBe("no credentials for b.example");
  });
});

test("nothing is sent and nothing said where nothing is configured", () => {
  const none = new Credentials();
  expect(none.headerFor(new URL("https://a.example/"))).toBeUndefined();
  expect(none.warningFor(new URL("https://a.example/"))).toBeUndefined();
});

test("no secret shows in a dump", () => {
  const credentials = new Credentials({
    bearer: { token: TOKEN, origins: ["a.example"] },
    basic: { username: "user", password: "pw1-secret", origins: ["b.example"] },
    netrc: parseNetrc(
      "machine c login l password pw2-secret machine d login x default login m password pw3-secret",
    ),
  });
  const secrets = [
    TOKEN,
    "pw1-secret",
    basic("user", "pw1-secret").slice(6),
    "pw2-secret",
    basic("l", "pw2-secret").slice(6),
    "pw3-secret",
    basic("m", "pw3-secret").slice(6),
  ];
  const dump =
    inspect(credentials, { depth: 9, showHidden: true }) + JSON.stringify(credentials) + String(credentials);
  for (const secret of secrets) expect(dump).not.toContain(secret);
});
