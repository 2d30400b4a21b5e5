import { TransferFailure } from "@compose-actions/transfer";
import { expect, test } from "vitest";
import { connectionProblem } from "../../src/http/connection-problem.ts";
import { servicePlace } from "../../src/index.ts";

const socket = servicePlace("/run/weldr/api.socket", "/api");
const https = servicePlace("https://composer.example.com", "/api");
const http = servicePlace("http://composer.example.com", "/api");

test.each([
  ["EACCES", socket, "connection", /this user may not use the socket/],
  ["ENOENT", socket, "connection", /there is no such socket/],
  ["ECONNREFUSED", socket, "connection", /nobody listens on this socket/],
  ["ECONNREFUSED", https, "connection", /no connection: ECONNREFUSED$/],
  ["ECONNRESET", https, "connection", /where a client certificate is wanted/],
  ["ECONNRESET", http, "connection", /no connection: ECONNRESET$/],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", https, "tls", /the server wants a client certificate/],
  ["SELF_SIGNED_CERT_IN_CHAIN", https, "tls", /name it with ca-file/],
] as const)("%s says what may be the matter", (code, place, failure, text) => {
  const remedy = failure === "tls" ? "elsewhere" : "again";
  const cause = { code };
  const error = new TransferFailure(failure, `no connection: ${code}`, { remedy, cause });
  const problem = connectionProblem(error, place);
  expect(problem.message).toMatch(text);
  expect(problem.message.startsWith(`${place.shown} cannot be asked: `)).toBe(true);
  // What it was tells whether a request can have arrived.
  expect(problem).toMatchObject({ failure, cause, remedy: failure === "tls" ? "never" : "again" });
});
