import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proxyFor } from "../../src/http/no-proxy.ts";

const PROXY = "http://proxy.example:3128/";
const proxied = (url: string, no: string): boolean =>
  proxyFor(new URL(url), { http: PROXY, https: PROXY, no }) === PROXY;

test("each scheme has its own proxy", () => {
  const proxies = { http: "http://one.example:1/", https: "https://u:p@two.example:2/" };
  expect(proxyFor(new URL("http://a.example/"), proxies)).toBe("http://one.example:1/");
  expect(proxyFor(new URL("https://a.example/"), proxies)).toBe("https://u:p@two.example:2/");
  expect(proxyFor(new URL("ftp://a.example/"), proxies)).toBeUndefined();
  expect(proxyFor(new URL("http://a.example/"), { https: PROXY })).toBeUndefined();
  expect(proxyFor(new URL("http://a.example/"), { http: " " })).toBeUndefined();
  expect(proxyFor(new URL("http://a.example/"), {})).toBeUndefined();
});

test("a proxy may be without a scheme", () => {
  expect(proxyFor(new URL("http://a.example/"), { http: "proxy.example:3128" })).toBe(PROXY);
});

test.each(["socks5://hunter2:pw@h:1", "ftp://hunter2", "http://hunter2:pw", "http://", "https://hunter2 x"])(
  "the proxy %s is refused, unseen",
  (https) => {
    for (const url of ["http://a.example/", "https://a.example/"]) {
      const error = (() => {
        try {
          return proxyFor(new URL(url), { https });
        } catch (reason) {
          return reason;
        }
      })();
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toContain("the proxy for https URLs");
      expect((error as UserError).message).not.toContain("hunter2");
    }
  },
);

describe("hosts without a proxy", () => {
  test.each([
    ["*", "https://a.example/", false],
    ["", "https://a.example/", true],
    [" , ,", "https://a.example/", true],
    ["a.example", "https://a.example/", false],
    ["A.EXAMPLE.", "https://a.example/", false],
    ["a.example", "https://a.example./", false],
    ["a.example", "https://x.y.a.example/", false],
    ["a.example", "https://xa.example/", true],
    ["a.example", "https://example/", true],
    [".a.example", "https://a.example/", false],
    [".a.example", "https://x.a.example/", false],
    [".a.example", "https://xa.example/", true],
    ["*.a.example", "https://x.a.example/", false],
    ["*.a.example", "https://a.example/", true],
    ["b.example, a.example", "https://a.example/", false],
    ["b.example a.example", "https://a.example/", false],
    ["a.example:443", "https://a.example/", false],
    ["a.example:443", "http://a.example/", true],
    ["a.example:80", "http://x.a.example/", false],
    ["a.example:8080", "http://a.example/", true],
    ["a.example:8080", "http://a.example:8080/", false],
    ["192.0.2.1", "http://192.0.2.1/", false],
    ["192.0.2.1", "http://192.0.2.11/", true],
    ["2.1", "http://192.0.2.1/", true],
    ["192.0.2.1:81", "http://192.0.2.1:81/", false],
    ["192.0.2.1:81", "http://192.0.2.1/", true],
    ["192.0.2.0/24", "http://192.0.2.200/", false],
    ["192.0.2.0/24", "http://192.0.3.1/", true],
    ["192.0.2.0/24", "http://[::ffff:192.0.2.9]/", false],
    ["2001:db8::1", "http://[2001:db8::1]/", false],
    ["[2001:db8::1]", "http://[2001:db8::1]/", false],
    ["[2001:db8::1]:8080", "http://[2001:db8::1]:8080/", false],
    ["[2001:db8::1]:8080", "http://[2001:db8::1]/", true],
    ["2001:db8::/32", "http://[2001:db8:1::]/", false],
    ["2001:db8::/32", "http://[2001:db9::]/", true],
    ["bücher.example", "http://xn--bcher-kva.example/", false],
    ["http://a.example", "http://a.example/", true],
    ["192.0.2.0/99", "http://192.0.2.1/", true],
  ])("no: %j, %s goes through the proxy: %s", (no, url, expected) => {
    expect(proxied(url, no)).toBe(expected);
  });

  test.each([
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "127.0.0.1",
    "127.9.9.9",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
  ])("%s is never reached through one", (host) => {
    for (const scheme of ["http", "https"]) expect(proxied(`${scheme}://${host}:8080/`, "")).toBe(false);
  });

  test("a name excepts itself and what is below it, and nothing that merely ends like it", () => {
    const label = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 4 }),
        fc.array(label, { maxLength: 3 }),
        label,
        (base, sub, glued) => {
          const name = [...base, "example"].join(".");
          expect(proxied(`https://${[...sub, name].join(".")}/`, name)).toBe(false);
          expect(proxied(`https://${glued}${name}/`, name)).toBe(true);
        },
      ),
    );
  });

  test("no entry makes trouble", () => {
    fc.assert(
      fc.property(fc.string(), (no) => {
        // Nothing of so few characters names this host but the asterisk.
        expect(proxied("https://long.name.of.a.host.example/", no)).toBe(!no.split(/[\s,]+/).includes("*"));
      }),
    );
  });
});
