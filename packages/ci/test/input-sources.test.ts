import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectInputs, createRedactor, secretForms } from "@compose-actions/ci";
import { code, escapeText } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fakeStep } from "./support/fake-step.ts";
import { temporaryFolder } from "./support/hosts.ts";

const collect = (env: Record<string, string>, flags: Record<string, string | string[]> = {}, cwd = "/") =>
  collectInputs(fakeStep.inputs, { env, flags, cwd });

describe("collectInputs", () => {
  test("prefers flag, then INPUT_, then COMPOSE_ACTIONS_", () => {
    const env = { INPUT_DO: "input", COMPOSE_ACTIONS_DO: "own" };
    expect(collect(env, { do: "flag" })["do"]).toBe("flag");
    expect(collect(env)["do"]).toBe("input");
    expect(collect({ COMPOSE_ACTIONS_DO: "own" })["do"]).toBe("own");
    expect(collect({})["do"]).toBeUndefined();
  });

  test("takes empty and blank for absent at every level", () => {
    expect(collect({ INPUT_DO: " \n", COMPOSE_ACTIONS_DO: "own" }, { do: ["", " "] })["do"]).toBe("own");
    expect(collect({ INPUT_DO: "" })["do"]).toBeUndefined();
  });

  test("reads names with hyphens as GitHub and as a shell sets them", () => {
    expect(collect({ "INPUT_IMAGE-TYPES": "a", INPUT_IMAGE_TYPES: "b" })["image-types"]).toBe("a");
    expect(collect({ INPUT_IMAGE_TYPES: "b" })["image-types"]).toBe("b");
    expect(collect({ COMPOSE_ACTIONS_IMAGE_TYPES: "c" })["image-types"]).toBe("c");
  });

  test("83: takes secrets from the environment or a file, never from a flag", () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "token"), "from-file\n");
    const env = { COMPOSE_ACTIONS_TOKEN: "from-env" };
    expect(collect(env, { token: "from-flag" }, cwd)["token"]).toBe("from-env");
    expect(collect(env, { "token-file": "token" }, cwd)["token"]).toBe("from-file");
    expect(collect({ COMPOSE_ACTIONS_TOKEN_FILE: join(cwd, "token") })["token"]).toBe("from-file");
    expect(collect({ "INPUT_TOKEN-FILE": "token", COMPOSE_ACTIONS_TOKEN: "x" }, {}, cwd)["token"]).toBe(
      "from-file",
    );
    expect(collect({ COMPOSE_ACTIONS_TOKEN: "" }, {}, cwd)["token"]).toBeUndefined();
  });

  test("refuses a secret's file that is missing or far too long", () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "long"), "x".repeat(70_000));
    expect(() => collect({}, { "token-file": "gone" }, cwd)).toThrow(
      /token-file: .*gone cannot be read \(ENOENT\)/,
    );
    expect(() => collect({}, { "token-file": "long" }, cwd)).toThrow(/too long/);
  });
});

describe("83: redaction", () => {
  test("knows a secret percent-encoded, as JSON, in Markdown, in Base64 and within Base64", () => {
    const { add, redact } = createRedactor();
    const password = `p"ss/w_rd <1>?ü`;
    add(password);
    const texts = [
      password,
      encodeURIComponent(password),
      JSON.stringify({ password }),
      Buffer.from(password).toString("base64"),
      Buffer.from(`user:${password}`).toString("base64"),
      Buffer.from(`me:${password}:more`).toString("base64url"),
      `a=${new URLSearchParams({ a: password })}`,
      escapeText(`user:${password}`),
      code(`user ${password}`),
      code(`user|${password}`),
    ];
    for (const text of texts) expect(redact(text), text).toContain("***");
  });

  test("is found in Base64 at any offset", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, unit: "grapheme-ascii" }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(secret.trim() === secret);
          const { add, redact } = createRedactor();
          add(secret);
          expect(redact(Buffer.from(before + secret + after).toString("base64"))).toContain("***");
        },
      ),
    );
  });

  test("masks each line of a secret, and nothing shorter than four characters", () => {
    const forms = secretForms("-----BEGIN KEY-----\nabcdef\nxy\n-----END KEY-----\n");
    expect(forms).toContain("abcdef");
    expect(forms).not.toContain("xy");
    expect(secretForms("abc")).toEqual([]);
    expect(secretForms("")).toEqual([]);
    for (const form of secretForms("abcd")) expect(form.length).toBeGreaterThanOrEqual(4);
  });

  test("returns only forms that are new", () => {
    const { add } = createRedactor();
    expect(add("password")).not.toEqual([]);
    expect(add("password")).toEqual([]);
  });
});
