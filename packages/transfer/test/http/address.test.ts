import type { LookupAddress } from "node:dns";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressRules, isPrivateAddress, literalAddress, lookupGuard } from "../../src/http/address.ts";

const PRIVATE_V4 = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["168.63.129.16", "168.63.129.16"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
] as const;

const numberOf = (ip: string): number =>
  ip.split(".").reduce((number, part) => number * 256 + Number(part), 0);
const ipOf = (number: number): string => [24, 16, 8, 0].map((bits) => (number >>> bits) & 255).join(".");
const isPrivateNumber = (number: number): boolean =>
  PRIVATE_V4.some(([first, last]) => number >= numberOf(first) && number <= numberOf(last));
const hex = (number: number, mask = 0): string =>
  `${((number >>> 16) ^ mask).toString(16)}:${((number & 0xffff) ^ mask).toString(16)}`;

/** All the ways in which an IPv6 address stands for an IPv4 one. */
const EMBEDDINGS: Readonly<Record<string, (ip: number) => string>> = {
  mapped: (ip) => `::ffff:${ipOf(ip)}`,
  "mapped, in groups": (ip) => `0:0:0:0:0:FFFF:${hex(ip)}`,
  NAT64: (ip) => `64:ff9b::${ipOf(ip)}`,
  "6to4": (ip) => `2002:${hex(ip)}::1`,
  "Teredo server": (ip) => `2001:0:${hex(ip)}::f7f7:f7f7`,
  "Teredo client": (ip) => `2001:0:808:808:0:0:${hex(ip, 0xffff)}`,
  ISATAP: (ip) => `2600:1:2:3:0:5efe:${ipOf(ip)}`,
  "ISATAP, global": (ip) => `2600:1:2:3:200:5efe:${hex(ip)}`,
};

describe("IPv4", () => {
  test.each(PRIVATE_V4)("%s to %s is private, and no more", (first, last) => {
    expect(isPrivateAddress(first)).toBe(true);
    expect(isPrivateAddress(last)).toBe(true);
    for (const neighbour of [numberOf(first) - 1, numberOf(last) + 1]) {
      if (neighbour >= 0 && neighbour < 2 ** 32) {
        expect(isPrivateAddress(ipOf(neighbour))).toBe(isPrivateNumber(neighbour));
      }
    }
  });

  const address = fc.oneof(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc
      .tuple(fc.constantFrom(...PRIVATE_V4), fc.boolean(), fc.integer({ min: -2, max: 2 }))
      .map(([[first, last], low, offset]) => (numberOf(low ? first : last) + offset + 2 ** 32) % 2 ** 32),
  );

  test("is judged alike in every spelling", () => {
    fc.assert(
      fc.property(address, (ip) => {
        const expected = isPrivateNumber(ip);
        expect(isPrivateAddress(ipOf(ip))).toBe(expected);
        for (const [name, embed] of Object.entries(EMBEDDINGS)) {
          const text = embed(ip);
          const spelled = new URL(`http://[${text}]/`).hostname;
          expect([name, isPrivateAddress(text), isPrivateAddress(spelled)]).toEqual([
            name,
            expected,
            expected,
          ]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("IPv6", () => {
  test.each([
    "::",
    "::1",
    "::7f00:1",
    "::8.8.8.8",
    "::ffff:0:8.8.8.8",
    "64:ff9b:1::1",
    "64:ff9b:1::8.8.8.8",
    "64:ff9b::1:0:808:808",
    "100::1",
    "100:0:0:1::1",
    "2001:1::1",
    "2001:2::1",
    "2001:10::1",
    "2001:1ff:ffff::1",
    "2001:db8::1",
    "3fff::1",
    "3fff:fff:ffff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "e000::1",
    "1fff::1",
    "[::1]",
    "0000:0000:0000:0000:0000:0000:0000:0001",
  ])("%s is private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700::6810:84e5",
    "2a00:1450:4001:81b::200e",
    "2600:1:2:3:0:5eff:a00:1",
    "2600:1:2:3:100:5efe:a00:1",
    "2001:db7:ffff::1",
    "2001:db9::1",
    "3ffe::1",
    "3fff:1000::1",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
    "2002:808:808::1",
  ])("%s is public", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test("nothing outside of 2000::/3 is public, unless it stands for an IPv4 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        expect(isPrivateAddress(address)).toBe(isPrivateAddress(canonical));
        if (!isPrivateAddress(address)) expect(canonical).toMatch(/^(?:[23][0-9a-f]{3}:|::ffff:|64:ff9b::)/);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(["", "localhost", "example.com", "1.2.3", "0x7f000001", "8.8.8.8/32", "1.2.3.4.5"])(
  "%j is no address and so not public",
  (text) => {
    expect(isPrivateAddress(text)).toBe(true);
  },
);

describe("rules", () => {
  const rules = (allowHosts: readonly string[] = [], privateByMetadata: "allowed" | "refused" = "refused") =>
    new AddressRules({ allowHosts, privateByMetadata });

  test("hosts that the user has named are as if metadata might name private ones", () => {
    const own = new AddressRules({
      allowHosts: [],
      privateByMetadata: "refused",
      ownHosts: ["registry.internal", "[::1]", "127.0.0.1"],
    });
    const permits = (hostname: string, address: string, origin: "metadata" | "redirect" = "metadata") =>
      own.permits({ hostname, address, origin });
    expect(permits("registry.internal", "10.0.0.1")).toBe(true);
    expect(permits("[::1]", "::1")).toBe(true);
    expect(permits("127.0.0.1", "127.0.0.1")).toBe(true);
    expect(permits("other.internal", "10.0.0.1")).toBe(false);
    expect(permits("registry.internal", "10.0.0.1", "redirect")).toBe(false);
    expect(permits("127.0.0.1", "127.0.0.1", "redirect")).toBe(false);
  });
  const PUBLIC = "8.8.8.8";
  const INSIDE = "10.1.2.3";

  test("public addresses are permitted, whoever names them", () => {
    for (const origin of ["metadata", "redirect"] as const) {
      expect(rules().permits({ hostname: "a.example", address: PUBLIC, origin })).toBe(true);
    }
  });

  test("private ones only to metadata, where that is allowed", () => {
    const ask = (allowed: "allowed" | "refused", origin: "metadata" | "redirect") =>
      rules([], allowed).permits({ hostname: "a.example", address: INSIDE, origin });
    expect(ask("allowed", "metadata")).toBe(true);
    expect(ask("allowed", "redirect")).toBe(false);
    expect(ask("refused", "metadata")).toBe(false);
    expect(ask("refused", "redirect")).toBe(false);
  });

  test.each([
    ["a.example", "a.example", INSIDE, true],
    ["A.Example.", "a.example.", INSIDE, true],
    ["a.example", "x.a.example", INSIDE, false],
    ["a.example", "b.example", INSIDE, false],
    ["*.a.example", "x.y.a.example", INSIDE, true],
    ["*.a.example", "a.example", INSIDE, false],
    ["*.a.example", "xa.example", INSIDE, false],
    ["10.1.2.3", "a.example", INSIDE, true],
    ["10.1.2.3", "a.example", "::ffff:10.1.2.3", true],
    ["10.1.2.4", "a.example", INSIDE, false],
    ["10.0.0.0/8", "a.example", INSIDE, true],
    ["10.0.0.0/8", "a.example", "::ffff:a01:203", true],
    ["10.0.0.0/8", "a.example", "11.0.0.1", true],
    ["192.168.0.0/16", "a.example", INSIDE, false],
    ["127.1", "localhost", "127.0.0.1", true],
    ["fd00::/8", "[fd00::1]", "fd00::1", true],
    ["[fd00::1]", "[fd00::1]", "fd00::1", true],
    ["fe80::/10", "a.example", "fe80::1%eth0", true],
    ["fd00::1", "[fd00::2]", "fd00::2", false],
    ["localhost", "localhost", "127.0.0.1", true],
    ["localhost", "127.0.0.1", "127.0.0.1", false],
    [" a.example ", "a.example", INSIDE, true],
  ])("with %j allowed, %s at %s: %s", (entry, hostname, address, expected) => {
    for (const origin of ["metadata", "redirect"] as const) {
      expect(rules(["other.example", entry]).permits({ hostname, address, origin })).toBe(expected);
    }
  });

  test("what is no address is never permitted", () => {
    const all = rules(["a.example", "0.0.0.0/0"], "allowed");
    expect(all.permits({ hostname: "a.example", address: "a.example", origin: "metadata" })).toBe(false);
    expect(all.permits({ hostname: "a.example", address: "", origin: "metadata" })).toBe(false);
  });

  test.each([
    "",
    "*",
    "*.",
    "https://a.example",
    "a.example:443",
    "a.example/x",
    "*.10.0.0.1",
    "10.0.0.0/33",
    "a b",
    "u@a",
    "a.*",
  ])("%j cannot be allowed", (entry) => {
    expect(() => rules([entry])).toThrow(UserError);
  });
});

test.each([
  ["http://127.1/", "127.0.0.1"],
  ["http://0x7f000001/", "127.0.0.1"],
  ["http://2130706433/", "127.0.0.1"],
  ["http://①②⑦.0.0.1/", "127.0.0.1"],
  ["http://127.0.0.1./", "127.0.0.1"],
  ["http://%31%32%37.0.0.1/", "127.0.0.1"],
  ["http://0177.0.0.1/", "127.0.0.1"],
  ["http://[::ffff:169.254.169.254]/", "::ffff:a9fe:a9fe"],
  ["http://[::1]:8080/", "::1"],
])("case 24: %s names the address %s, which is private", (url, address) => {
  expect(literalAddress(new URL(url))).toBe(address);
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(["http://localhost/", "http://example.com./", "http://1.2.3.4.example/"])(
  "%s names no address",
  (url) => {
    expect(literalAddress(new URL(url))).toBeUndefined();
  },
);

describe("look-up", () => {
  const rules = new AddressRules({ allowHosts: ["*.inside.example"], privateByMetadata: "refused" });
  const v4 = (address: string): LookupAddress => ({ address, family: 4 });
  const v6 = (address: string): LookupAddress => ({ address, family: 6 });

  function ask(addresses: readonly LookupAddress[], options: { all?: boolean }, hostname = "a.example") {
    const questions: unknown[] = [];
    const guard = lookupGuard(rules, "metadata", (name, given, callback) => {
      questions.push([name, given]);
      callback(null, [...addresses]);
    });
    let answer: unknown[] = [];
    guard(hostname, options, (...given) => {
      answer = given;
    });
    return { questions, answer };
  }

  test("gives the permitted addresses, and asks once", () => {
    const mixed = [v4("127.0.0.1"), v6("2600::1"), v6("fd00::1"), v4("8.8.8.8")];
    const all = ask(mixed, { all: true });
    expect(all.answer).toEqual([null, [v6("2600::1"), v4("8.8.8.8")]]);
    expect(all.questions).toEqual([["a.example", { all: true }]]);
    const one = ask(mixed, {});
    expect(one.answer).toEqual([null, "2600::1", 6]);
    expect(one.questions).toEqual([["a.example", { all: true }]]);
  });

  test("fails when none is left", () => {
    for (const addresses of [[v4("169.254.169.254"), v6("::1")], []]) {
      for (const options of [{}, { all: true }]) {
        const [error] = ask(addresses, options).answer;
        expect(error).toMatchObject({ code: "EADDRFORBIDDEN", failure: "forbidden-address" });
      }
    }
  });

  test("lets allowed hosts be private", () => {
    expect(ask([v4("10.0.0.1")], {}, "db.inside.example").answer).toEqual([null, "10.0.0.1", 4]);
  });

  test("passes errors on", () => {
    const failure = Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
    let answer: unknown[] = [];
    lookupGuard(rules, "metadata", (_name, _options, callback) => callback(failure, []))(
      "a",
      {},
      (...given) => {
        answer = given;
      },
    );
    expect(answer[0]).toBe(failure);
  });

  test("case 23: the connection goes to the address that was checked, with the system's own look-up", async () => {
    const server = createServer((_request, response) => response.end("ok"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const attempt = (guarded: AddressRules, answers: LookupAddress[][]) =>
      new Promise<string>((resolve) => {
        const lookup = lookupGuard(guarded, "redirect", (_name, _options, callback) =>
          callback(null, answers.shift() ?? []),
        );
        const socket = connect({ host: "rebound.example", port, lookup, timeout: 20_000 });
        socket.once("connect", () => {
          resolve(socket.remoteAddress ?? "");
          socket.destroy();
        });
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
      });
    const local = [v4("127.0.0.1")];
    const refused = new AddressRules({ allowHosts: [], privateByMetadata: "allowed" });
    const allowed = new AddressRules({ allowHosts: ["127.0.0.0/8"], privateByMetadata: "refused" });
    expect(await attempt(refused, [local, local])).toBe("EADDRFORBIDDEN");
    expect(await attempt(allowed, [local, []])).toBe("127.0.0.1");
    const system = await new Promise<string>((resolve) => {
      const socket = connect({ host: "localhost", port, lookup: lookupGuard(refused, "redirect") });
      socket.once("connect", () => resolve("connected"));
      socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    });
    expect(system).toBe("EADDRFORBIDDEN");
    await new Promise((resolve) => server.close(resolve));
  });
});
