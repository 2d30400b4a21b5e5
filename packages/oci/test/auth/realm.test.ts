import { describe, expect, test } from "vitest";
import { readRealm } from "../../src/auth/realm.ts";

const read = (realm: string | undefined, registry = "https://registry.example/") =>
  readRealm(realm, new URL(registry));

describe("a realm", () => {
  test.each([
    ["https://auth.docker.io/token", "https://registry-1.docker.io/"],
    ["https://registry.example/v2/auth", "https://registry.example/"],
    ["https://registry.example:8443/token?x=y", "https://registry.example/"],
    ["http://auth.example/token", "http://registry.example:5000/"],
    ["https://gitlab.internal/jwt/auth", "https://registry.internal/"],
    // A registry in one's own network may send us to itself.
    ["https://10.1.2.3/service/token", "https://10.1.2.3:5000/"],
    ["http://127.0.0.1:5001/token", "http://127.0.0.1:5000/"],
    ["http://localhost:5001/token", "http://127.0.0.1:5000/"],
    ["https://[fd00::1]/token", "https://[fd00::1]:5000/"],
  ])("%s of %s is asked", (realm, registry) => {
    expect(read(realm, registry)).toBeInstanceOf(URL);
  });

  test.each([
    [undefined, "https://registry.example/"],
    ["", "https://registry.example/"],
    ["basic-realm", "https://registry.example/"],
    ["/token", "https://registry.example/"],
    ["//evil.example/token", "https://registry.example/"],
    ["http://registry.example/token", "https://registry.example/"],
    ["ftp://registry.example/token", "https://registry.example/"],
    ["file:///etc/passwd", "https://registry.example/"],
    ["gopher://registry.example/", "https://registry.example/"],
    ["https://user:password@registry.example/", "https://registry.example/"],
    ["https://127.0.0.1/token", "https://registry.example/"],
    ["https://localhost/token", "https://registry.example/"],
    ["https://x.localhost/token", "https://registry.example/"],
    ["https://[::1]/token", "https://registry.example/"],
    ["https://[::ffff:127.0.0.1]/token", "https://registry.example/"],
    ["https://169.254.169.254/latest", "https://registry.example/"],
    ["https://2852039166/latest", "https://registry.example/"],
    ["https://0x7f.1/", "https://registry.example/"],
    ["https://10.0.0.1/", "https://registry.example/"],
    ["https://192.168.1.1/", "https://registry.example/"],
    ["https://[fe80::1]/", "https://registry.example/"],
    ["https://10.0.0.2/", "https://10.0.0.1/"],
    ["https://127.0.0.1/", "https://10.0.0.1/"],
  ])("%s of %s is not", (realm, registry) => {
    expect(read(realm, registry)).toBeTypeOf("string");
  });
});
