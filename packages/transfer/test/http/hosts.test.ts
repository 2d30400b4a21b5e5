import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addAddresses, canonicalHost, hasAddress, isLoopbackHost, plainHost } from "../../src/http/hosts.ts";

test.each([
  ["example.com", "example.com"],
  ["EXAMPLE.com.", "example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["127.1", "127.0.0.1"],
  ["0x7f000001", "127.0.0.1"],
  ["①②⑦.0.0.1", "127.0.0.1"],
  ["::1", "::1"],
  ["[::1]", "::1"],
  ["0:0::0:1", "::1"],
  ["FE80::1%eth0", "fe80::1"],
  ["under_score", "under_score"],
])("%s is the host %s", (text, host) => {
  expect(canonicalHost(text)).toBe(host);
});

test.each([
  "",
  ".",
  "a b",
  "https://a",
  "a/b",
  "a:80",
  "[::1]:80",
  "u@h",
  "*.a",
  "a?b",
  "a#b",
  "a\\b",
  "1.2.3.256",
])("%j is no host", (text) => {
  expect(canonicalHost(text)).toBeUndefined();
});

test("the host of a URL is canonical but for its spelling", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: false }), (text) => {
      const plain = plainHost(new URL(text).hostname);
      expect(canonicalHost(plain)).toBe(plain);
    }),
  );
});

test.each([
  ["localhost", true],
  ["localhost.", true],
  ["LocalHost", true],
  ["a.localhost", true],
  ["127.0.0.1", true],
  ["127.255.1.2", true],
  ["[::1]", true],
  ["[::ffff:7f00:1]", true],
  ["::ffff:127.0.0.1", true],
  ["localhost.example", false],
  ["notlocalhost", false],
  ["127.example", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["[::2]", false],
  ["[::ffff:7e00:1]", false],
  ["[::ffff:8000:1]", false],
  ["[1::ffff:7f00:1]", false],
])("%s is the machine itself: %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test("ranges hold what is in them, whatever bits stand after the prefix", () => {
  const list = new BlockList();
  expect(addAddresses(list, "10.1.2.3/8")).toBe(true);
  expect(addAddresses(list, "[fd00::]/8")).toBe(true);
  expect(addAddresses(list, "192.0.2.1")).toBe(true);
  for (const text of [
    "10.0.0.0/33",
    "::/129",
    "10.0.0/8",
    "example.com",
    "",
    "/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
  ]) {
    expect(addAddresses(list, text)).toBe(false);
  }
  for (const address of ["10.255.0.1", "::ffff:10.9.9.9", "fd12::1", "fdff::1%eth0", "192.0.2.1"]) {
    expect(hasAddress(list, address)).toBe(true);
  }
  for (const address of ["11.0.0.1", "fe00::1", "192.0.2.2", "example.com", ""]) {
    expect(hasAddress(list, address)).toBe(false);
  }
});
