import { UserError } from "@compose-actions/step";
import { expect, test } from "vitest";
import { servicePlace, socketsOf } from "../../src/index.ts";

const API = "/api/image-builder-composer/v2";
const AT_EXAMPLE = `https://composer.example.com${API}/`;

test.each([
  ["https://composer.example.com", AT_EXAMPLE, "composer.example.com"],
  [AT_EXAMPLE, AT_EXAMPLE, "composer.example.com"],
  ["http://localhost:8080/proxy", `http://localhost:8080/proxy${API}/`, "localhost:8080/proxy"],
])("a URL: %s", (server, base, shown) => {
  const place = servicePlace(server, API);
  expect(place.base.href).toBe(base);
  expect(place).toMatchObject({ shown, socket: undefined });
  expect(socketsOf(place)).toBeUndefined();
});

test.each([
  ["unix:///run/cloudapi/api.socket", "/run/cloudapi/api.socket"],
  ["unix:/run/weldr/api.socket", "/run/weldr/api.socket"],
  ["UNIX:/run/weldr/api.socket", "/run/weldr/api.socket"],
  ["/run/weldr/api.socket", "/run/weldr/api.socket"],
  ["unix:api.socket", `${process.cwd()}/api.socket`],
])("a socket: %s", (server, path) => {
  const place = servicePlace(server, API);
  expect(place).toMatchObject({ shown: path, socket: path });
  expect(socketsOf(place)).toEqual(new Map([[place.base.origin, path]]));
  expect(place.base.pathname).toBe(`${API}/`);
});

test.each([
  "unix:",
  `/${"x".repeat(120)}`,
  "unix:///a\0b",
  "//example.com/x",
  "composer.example.com",
  "https://user:secret@example.com",
  "ftp://example.com",
  "https://example.com?token=secret",
])("refused: %j", (server) => {
  let error: unknown;
  try {
    servicePlace(server, API);
  } catch (reason) {
    error = reason;
  }
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).not.toContain("secret");
});
