import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import {
  COMPOSER_API,
  type ComposerOptions,
  type ComposerRequest,
  ComposerService,
  readComposerRequests,
  servicePlace,
  socketsOf,
} from "../../../src/index.ts";
import { useClients } from "../client.ts";
import { ComposerStandIn, type ComposerStandInOptions } from "./stand-in.ts";

/** Pauses that tests need not sit out. */
export const QUICK = { retries: 2, retryDelayMs: 1 };

export interface ComposerPlace {
  readonly server: ComposerStandIn;
  readonly service: ComposerService;
}

/** Stand-ins with services that ask them, stopped after each test. */
export function useComposers(): (
  options?: ComposerStandInOptions,
  service?: Partial<ComposerOptions>,
  connection?: Readonly<Record<string, string>>,
) => Promise<ComposerPlace> {
  const client = useClients();
  const servers: ComposerStandIn[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  return async (options = {}, given = {}, connection = {}) => {
    const server = await new ComposerStandIn(options).start();
    servers.push(server);
    const place = servicePlace(server.server, COMPOSER_API);
    const service = new ComposerService({
      place,
      exchanger: client({ "allow-hosts": "127.0.0.1", ...connection }, socketsOf(place)),
      retry: QUICK,
      searchMs: 200,
      ...given,
    });
    return { server, service };
  };
}

/** A fresh path for a socket with each call. */
export function useSockets(): () => string {
  const folder = mkdtempSync(join(tmpdir(), "compose-sockets-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return () => {
    count += 1;
    return join(folder, `${count}.socket`);
  };
}

const REPOSITORY = {
  baseurl: "https://repo.example.invalid/fedora/37/x86_64/os/",
  rhsm: false,
  check_gpg: false,
};

export function imageRequest(type = "guest-image", more: object = {}) {
  const options = { region: "eu-west-1" };
  return {
    architecture: "x86_64",
    image_type: type,
    repositories: [REPOSITORY],
    upload_options: options,
    ...more,
  };
}

/** A request for one image. */
export function requestFor(type = "guest-image", more: object = {}, top: object = {}): ComposerRequest {
  const body = { distribution: "fedora-37", image_request: imageRequest(type, more), ...top };
  const [request] = readComposerRequests(body);
  if (request === undefined) throw new Error("there is no request");
  return request;
}

/** A request for Koji, with two images. */
export function kojiRequest(): ComposerRequest {
  const { upload_options, ...plain } = imageRequest("guest-image", { architecture: "aarch64" });
  const [request] = readComposerRequests({
    distribution: "fedora-37",
    koji: {
      server: "https://koji.example.invalid/kojihub",
      task_id: 42,
      name: "Cloud",
      version: "37",
      release: "1",
    },
    image_requests: [imageRequest(), plain],
  });
  if (request === undefined) throw new Error("there is no request");
  return request;
}
