import { afterEach, expect, test } from "vitest";
import { type Exchange, exchangesOf } from "../support/osbuild/exchanges.ts";
import { expectRecorded, resend } from "../support/osbuild/replay.ts";
import { useSockets } from "../support/osbuild-composer/use.ts";
import { WeldrStandIn } from "../support/weldr/stand-in.ts";

// The stand-in is only worth something if it answers as the real server was seen to answer.

const socket = useSockets();
const servers: WeldrStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** The client has no use for them. */
const LEFT_OUT = /\/projects\/|\/blueprints\/changes\//;

interface RecordedEntry {
  readonly id: string;
  readonly queue_status: string;
  readonly image_size: number;
  readonly job_started?: number;
}

/** Does what workers had done before an entry was recorded. */
function drive(server: WeldrStandIn, { request, response, note, title }: Exchange): void {
  if (request.method !== "GET" || response.status !== 200) return;
  const id = /\/compose\/status\/([0-9a-f-]{36})$/.exec(request.path)?.[1];
  if (id !== undefined && server.composes.has(id)) {
    const [entry] = (JSON.parse(response.body) as { readonly uuids: readonly RecordedEntry[] }).uuids;
    const isCancelled = (entry?.job_started ?? 0) < 0;
    if (title.startsWith("test composes") || isCancelled) return;
    if (entry?.queue_status === "RUNNING") server.work(id);
    if (entry?.queue_status === "FINISHED") server.finish(id);
    if (entry?.queue_status === "FAILED") server.fail(id, "error: rpm transaction failed");
  }
  // A queue shows what happened before anybody asked for the compose itself.
  const [last] = [...server.composes.keys()].slice(-1);
  if (last !== undefined && request.path.endsWith("/queue") && note?.startsWith("worker")) server.work(last);
  if (last !== undefined && request.path.endsWith("/queue") && note?.startsWith("finished"))
    server.finish(last);
}

test("section C is answered as it was recorded", async () => {
  const exchanges = exchangesOf("C").filter(({ request }) => !LEFT_OUT.test(request.path));
  const ids = exchanges.flatMap(({ response, request }, index) => {
    const build = /"build_id":"([^"]+)"/.exec(response.body)?.[1];
    if (build === undefined) return [];
    const upload = request.body?.includes('"upload"')
      ? /"uuid":"([^"]+)"/.exec(exchanges[index + 1]?.response.body ?? "")?.[1]
      : undefined;
    return upload === undefined ? [build] : [build, upload];
  });
  const server = await new WeldrStandIn({ socket: socket(), ids }).start();
  servers.push(server);
  for (const exchange of exchanges) {
    drive(server, exchange);
    const got = await resend(server.server, exchange);
    const { path } = exchange.request;
    if (/\/(?:logs|metadata|results)\/[0-9a-f-]+$/.test(path) && got.status === 200) {
      // Archives are what real workers put into them.
      expect(got.headers["content-disposition"]).toBe(exchange.response.headers["content-disposition"]);
    } else {
      expectRecorded(got, exchange);
    }
  }
  expect(exchanges.length).toBeGreaterThan(70);
});
