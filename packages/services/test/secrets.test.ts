import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretsOfResult } from "../src/images/lasting-url.ts";
import { Secrets, secretsIn, secretsInToml } from "../src/index.ts";
import { secretsInUrl } from "../src/secrets-in.ts";

describe("hiding", () => {
  test("every form in which a service may repeat a secret", () => {
    const told: string[] = [];
    const secrets = new Secrets((secret) => told.push(secret));
    secrets.add('pass"word&more', "pass", undefined, "", "abc", "pass");
    expect(told).toEqual(['pass"word&more', "pass"]);
    expect(secrets.values).toEqual(told);
    const forms = [
      'pass"word&more',
      'pass\\"word&more',
      'pass\\"word\\u0026more',
      "pass%22word%26more",
      "abc",
    ];
    expect(secrets.hide(forms.join(" | "))).toBe("*** | *** | *** | *** | abc");
  });

  test("leaves no secret, and nothing of a longer one", () => {
    const secret = fc.string({ minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 5 }),
        fc.array(fc.string(), { maxLength: 5 }),
        (hidden, texts) => {
          const secrets = new Secrets();
          secrets.add(...hidden);
          const text = hidden.flatMap((one, index) => [texts[index] ?? "", one]).join(" ");
          const shown = secrets.hide(text).replaceAll("***", "");
          expect(hidden.filter((one) => !/^\*+$/.test(one) && shown.includes(one))).toEqual([]);
        },
      ),
    );
  });
});

test("a request's secrets are found by the names of their keys, wherever they stand", () => {
  const request = {
    distribution: "rhel-9",
    customizations: {
      subscription: { organization: "1234", activation_key: "act-key", server_url: "https://x.invalid" },
      users: [{ name: "root", password: "$6$hash", key: "ssh-ed25519 AAAA" }],
      containers: [{ source: "quay.io/a/b" }],
    },
    image_request: {
      repositories: [
        { baseurl: "https://user:pa%20ss@repo.invalid/", gpgkey: "-----BEGIN PGP" },
        { metalink: "https://mirrors.invalid/metalink?repo=fedora-41&arch=x86_64" },
        { baseurl: "https://cdn.invalid/r/?token=t0ken-t0ken" },
      ],
      upload_options: { region: "eu-west-1", storageAccessKey: "sak-1", sessionToken: "session" },
    },
    credentials: { type: "service_account", private_key: "-----BEGIN" },
  };
  expect(secretsIn(request)).toEqual([
    "act-key",
    "$6$hash",
    "pa%20ss",
    "pa ss",
    "https://cdn.invalid/r/?token=t0ken-t0ken",
    "token=t0ken-t0ken",
    "t0ken-t0ken",
    "sak-1",
    "session",
    "service_account",
    "-----BEGIN",
  ]);
});

test("whatever the request is, looking ends", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => void secretsIn(value)));
  let deep: unknown = { password: "far-away" };
  for (let level = 0; level < 5000; level++) deep = { level: deep };
  expect(secretsIn(deep)).toEqual([]);
});

test("secrets in TOML are found without reading it", () => {
  const text = `name = "base"
[[customizations.user]]
name = "root"
password = "hunter\\"2"
key = "ssh-ed25519"
[customizations.fdo]
di_mfg_string_type_mac_iface = "x"
[[upload]]
settings = { accessKeyID = "AKIA", 'x' = 1, secretAccessKey = 'literal' }
url = "https://u:pw12@example.invalid/"
`;
  expect(secretsInToml(text)).toEqual(['hunter\\"2', "AKIA", "literal", "pw12", "pw12"]);
});

test.each([
  ["https://b.s3.amazonaws.com/k?X-Amz-Expires=21600&X-Amz-Signature=abc", true],
  ["https://objectstorage.eu.oraclecloud.com/p/T0KEN/n/ns/b/b/o/k", true],
  ["https://b.s3.amazonaws.com/k", false],
  ["ami-0c830793775595d4b", false],
])("a result that opens a place is a secret as a whole: %s", (url, isSecret) => {
  expect(secretsOfResult(url).includes(url)).toBe(isSecret);
});

test("a token in a path is a secret by itself", () => {
  expect(secretsInUrl("https://o.invalid/p/T0KEN/n/x")).toEqual(["https://o.invalid/p/T0KEN/n/x", "T0KEN"]);
});
