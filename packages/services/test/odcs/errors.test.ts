import { describe, expect, test } from "vitest";
import type { ServiceFailure } from "../../src/index.ts";
import { odcsFailure, saidIn } from "../../src/odcs/failure.ts";
import { userErrorOf } from "../../src/service-failure.ts";
import { EXCHANGES } from "../support/odcs/exchanges.ts";

function failureOf(status: number, body: string, headers: Record<string, string> = {}): ServiceFailure {
  const answer = { status, headers, url: new URL("https://odcs.example.com/"), body: Buffer.from(body) };
  return odcsFailure("odcs.example.com", answer, "a new compose", "with Kerberos", true);
}

const RECORDED = EXCHANGES.filter(
  ({ section, response }) => (response.status ?? 0) >= 300 && section !== "10",
).map(({ title, response }) => [title, response] as const);

describe("every error that was recorded", () => {
  test("there are enough", () => expect(RECORDED.length).toBeGreaterThan(60));

  test.each(RECORDED)("%s", (_, { status = 0, body, headers }) => {
    const failure = failureOf(status, body, { ...headers });
    expect(failure.message.startsWith("odcs.example.com ")).toBe(true);
    // One line, without markup and templates.
    expect(failure.message).not.toMatch(/[\n<>]|%s',|\('/);
    expect(failure.status).toBe(status);
    const { exitCode } = userErrorOf(failure);
    expect(exitCode).toBe([400, 401, 403].includes(status) ? 2 : 1);
    const message = body.startsWith("{") ? (JSON.parse(body).message as string) : undefined;
    const isWrongRoute = /^40[45] /.test(message ?? "");
    expect(failure.remedy).toBe(status >= 500 && !isWrongRoute ? "again" : "never");
    if (message !== undefined && !message.startsWith("<") && !message.startsWith("(")) {
      expect(failure.said).toBe(message);
    }
  });
});

test.each([
  [400, "{\"message\":\"('Unknown flag %s', 'nope')\"}", 'Unknown flag "nope"'],
  [
    400,
    '{"message":"<p>The browser (or proxy) sent a request &amp; more</p>"}',
    "The browser (or proxy) sent a request & more",
  ],
  [503, "<html><head><title>503 Service Unavailable</title></head></html>", undefined],
  [502, "<html><title>Proxy   Error</title></html>", "Proxy Error"],
  [500, "boom", undefined],
  [500, '{"message":""}', undefined],
  [500, '{"message":"a\\n::error::b\\u202ec"}', "a ::error::b\\u{202e}c"],
])("%i %s says %j", (status, body, expected) => {
  expect(saidIn(Buffer.from(body), status)?.text).toBe(expected);
});

test("a text without end is cut", () => {
  expect(failureOf(400, JSON.stringify({ message: "x".repeat(50_000) })).message.length).toBeLessThan(800);
});

test.each([
  ["Negotiate", "it wants Kerberos"],
  ['Bearer error="invalid_token"', "it wants a bearer token that it accepts"],
])("a refusal with %s says that %s", (challenge, expected) => {
  const { message } = failureOf(401, "<html><title>401 Unauthorized</title></html>", {
    "www-authenticate": challenge,
  });
  expect(message).toBe(`odcs.example.com answers 401 for a new compose, sent with Kerberos; ${expected}`);
});
