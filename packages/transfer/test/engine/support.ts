import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseInputs, type Reporter, silentReporter } from "@compose-actions/step";
import {
  type JobOutcome,
  type SessionOptions,
  type TransferJob,
  TransferSession,
} from "@compose-actions/transfer";
import { connectionInputs } from "@compose-actions/transfer/connection";
import { afterAll, afterEach, beforeAll } from "vitest";

export type Behaviour = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

export interface Origin {
  /** Without a slash at the end. */
  readonly url: string;
  /** `path range`, in order. */
  readonly requests: string[];
  readonly sockets: Set<Socket>;
  serve(behaviour: Behaviour): void;
}

/** A server whose every answer the test gives. */
export function useOrigin(): Origin {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = (_, response) => response.writeHead(404).end();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(`${path} ${request.headers.range ?? "-"}`);
    behaviour(request, response, requests.filter((one) => one.startsWith(`${path} `)).length);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    requests.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return url;
    },
    requests,
    sockets,
    serve: (given) => {
      behaviour = given;
    },
  };
}

export const sha256 = (content: Buffer): string => `sha256:${hash("sha256", content)}`;

/** The right answer to a request, ranges and validators included. */
export function sendRight(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  etag: string | null = '"v1"',
): void {
  const { range, "if-range": condition } = request.headers;
  const tag = etag === null ? {} : { etag };
  const first = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1]);
  if (Number.isNaN(first) || (condition !== undefined && condition !== etag)) {
    response.writeHead(200, { "content-length": content.length, ...tag }).end(content);
    return;
  }
  const part = content.subarray(first);
  response
    .writeHead(206, {
      "content-length": part.length,
      "content-range": `bytes ${first}-${content.length - 1}/${content.length}`,
      ...tag,
    })
    .end(part);
}

/** Sends the head of the whole file and so many bytes of it, then breaks the connection. */
export function sendCut(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  after: number,
  etag: string | null = '"v1"',
): void {
  const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const range = { "content-range": `bytes ${first}-${content.length - 1}/${content.length}` };
  response.writeHead(first > 0 ? 206 : 200, {
    "content-length": content.length - first,
    ...(first > 0 ? range : {}),
    ...(etag === null ? {} : { etag }),
  });
  response.write(content.subarray(first, first + after), () => setTimeout(() => response.destroy(), 20));
}

export interface Bench {
  /** A path that is not there yet. */
  fresh(): string;
  /** Transfers with a session of its own. */
  transfer(
    jobs: readonly TransferJob[],
    options?: Partial<SessionOptions> & {
      readonly retries?: number;
      readonly inputs?: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal;
      readonly onOutcome?: (outcome: JobOutcome) => void;
    },
  ): Promise<JobOutcome[]>;
}

/** Outputs below a folder of the test file. */
export function useBench(): Bench {
  const root = mkdtempSync(join(tmpdir(), "compose-engine-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const fresh = () => join(mkdtempSync(join(root, "case-")), "out");
  return {
    fresh,
    async transfer(jobs, options = {}) {
      const { retries = 2, inputs = {}, signal = new AbortController().signal, onOutcome, ...rest } = options;
      const raw = { retries: String(retries), "retry-delay": "1ms", ...inputs };
      const reporter: Reporter = silentReporter;
      const session = await TransferSession.open(
        {
          output: fresh(),
          connection: parseInputs(connectionInputs, raw),
          compose: [],
          parallel: 4,
          connectionsPerFile: 1,
          failFast: false,
          fsync: "none",
          lowSpeed: { bytesPerSecond: 0, milliseconds: 60_000 },
          lockTimeoutMs: 0,
          ...rest,
        },
        { signal, reporter },
      );
      const outcomes: JobOutcome[] = [];
      try {
        await session.transfer(jobs, (outcome) => {
          outcomes.push(outcome);
          onOutcome?.(outcome);
        });
      } finally {
        await session.close();
      }
      return outcomes;
    },
  };
}

/** `downloaded`, or `failed` with its class. */
export function wordOf(outcome: JobOutcome | undefined): string {
  return outcome?.state === "failed" ? `failed ${outcome.failure.class}` : (outcome?.state ?? "nothing");
}

export function readPlaced(output: string, localPath: string): Buffer {
  return readFileSync(join(output, "compose", localPath));
}

export function privateFiles(output: string): string[] {
  mkdirSync(join(output, ".productmd", "tmp"), { recursive: true });
  return ["tmp", "partial"].flatMap((folder) =>
    readdirSync(join(output, ".productmd", folder)).map((name) => `${folder}/${name}`),
  );
}

/** Open files and directories of this process. */
export function descriptors(): number {
  return readdirSync("/proc/self/fd").filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).startsWith("/");
    } catch {
      return false;
    }
  }).length;
}
