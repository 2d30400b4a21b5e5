import { request } from "node:http";
import { expect } from "vitest";
import type { Exchange } from "./exchanges.ts";

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends what was recorded. */
export function resend(
  server: string,
  { request: { method, path, headers, body } }: Exchange,
  more: Readonly<Record<string, string>> = {},
): Promise<Got> {
  const at = server.startsWith("unix://")
    ? { socketPath: server.slice("unix://".length) }
    : { host: "127.0.0.1", port: new URL(server).port };
  // Tokens were cut.
  const kept = Object.entries(headers ?? {}).map(([name, value]) => [name, value.replaceAll("…", "")]);
  const all = { ...Object.fromEntries(kept), ...more, connection: "close" };
  return new Promise((resolve, reject) => {
    const sent = request({ ...at, method, path, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Ids of requests, and times, are never the same twice. */
function comparable(text: string): string {
  return text
    .replace(/("operation_id": ?")[^"]*"/g, '$1…"')
    .replace(/("job_(?:created|started|finished)":|"creation_time":)\d[\d.]*/g, "$1…")
    .trim();
}

/** Compares an answer with what was recorded, to the letter as far as it was kept. */
export function expectRecorded(got: Got, { title, note, request: asked, response }: Exchange): void {
  const what = `${title}: ${asked.method} ${asked.path}${note === undefined ? "" : ` (${note})`}`;
  expect(got.status, what).toBe(response.status);
  for (const name of ["content-type", "www-authenticate", "allow", "content-disposition"]) {
    expect(got.headers[name], `${what}: ${name}`).toBe(response.headers[name]);
  }
  const [kept = "", cut] = comparable(response.body).split(/(?:·)?… \[\d+ bytes in all\]$/);
  if (cut === undefined) {
    expect(comparable(got.body), what).toBe(kept);
    // Go ends JSON with a line feed, which was not kept.
    const { "content-length": length } = response.headers;
    if (length !== undefined && !/job_|creation_time/.test(response.body)) {
      expect(got.headers["content-length"], `${what}: length`).toBe(length);
    }
  } else {
    const start = kept.trim();
    expect(comparable(got.body).slice(0, start.length), what).toBe(start);
  }
}
