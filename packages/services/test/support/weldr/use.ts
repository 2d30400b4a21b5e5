import { afterEach } from "vitest";
import {
  readWeldrRequests,
  servicePlace,
  socketsOf,
  WELDR_API,
  type WeldrOptions,
  type WeldrRequest,
  WeldrService,
} from "../../../src/index.ts";
import { useClients } from "../client.ts";
import { useSockets } from "../osbuild-composer/use.ts";
import { WeldrStandIn, type WeldrStandInOptions } from "./stand-in.ts";

export const QUICK = { retries: 2, retryDelayMs: 1 };

/** Stand-ins on sockets with services that ask them, stopped after each test. */
export function useWeldr(): (
  options?: WeldrStandInOptions,
  service?: Partial<WeldrOptions>,
  connection?: Readonly<Record<string, string>>,
) => Promise<{ readonly server: WeldrStandIn; readonly service: WeldrService }> {
  const client = useClients();
  const socket = useSockets();
  const servers: WeldrStandIn[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  return async (options = {}, given = {}, connection = {}) => {
    const server = await new WeldrStandIn({ socket: socket(), ...options }).start();
    servers.push(server);
    const place = servicePlace(server.server, WELDR_API);
    const exchanger = client(connection, socketsOf(place));
    const service = new WeldrService({ place, exchanger, retry: QUICK, searchMs: 200, ...given });
    return { server, service };
  };
}

export const BLUEPRINT = `name = "base"
description = "demo"
version = "0.0.1"
distro = "fedora-37"

[[packages]]
name = "tmux"
version = "*"
`;

export function weldrRequest(more: object = {}): WeldrRequest {
  const [request] = readWeldrRequests({ blueprint: BLUEPRINT, compose_type: "qcow2", ...more });
  if (request === undefined) throw new Error("there is no request");
  return request;
}

/** With credentials. */
export const UPLOAD = {
  provider: "aws.s3",
  image_name: "img",
  settings: {
    region: "eu-west-1",
    bucket: "bkt",
    key: "img.qcow2",
    accessKeyID: "AKIA1234",
    secretAccessKey: "s3cret-key",
  },
};

/** A blueprint of something that is not to be had. */
export const NO_PACKAGE = {
  name: "nopkg",
  version: "0.0.1",
  packages: [{ name: "no-such-package", version: "*" }],
};
