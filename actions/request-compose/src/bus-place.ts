import { refuse } from "@compose-actions/step";
import { isLoopbackHost, readAuthorities, readKeyPair } from "@compose-actions/transfer";
import type { RequestComposeInputs } from "./inputs.ts";

/** How the bus is reached. */
export interface BusPlace {
  /** As messages name it. */
  readonly shown: string;
  readonly isEncrypted: boolean;
  readonly host: string;
  readonly port: number;
  readonly virtualHost: string;
  readonly login: BusLogin;
  readonly exchange: string;
  readonly topic: string;
  /** PEM. The usual authorities are trusted besides. */
  readonly authorities: string | undefined;
  readonly keyPair: { readonly certificate: string; readonly key: string } | undefined;
  /** One line each. */
  readonly warnings: readonly string[];
  readonly connectTimeoutMs: number;
  /** Pause before another attempt, in milliseconds. */
  readonly retryMs: number;
}

/** Who we are to the bus: a user, or whoever the certificate is for. */
export type BusLogin =
  | { readonly kind: "user"; readonly user: string; readonly password: string }
  | { readonly kind: "certificate" };

/** What every broker lets in from its own machine. */
const GUEST: BusLogin = { kind: "user", user: "guest", password: "guest" };

/**
 * Reads where the bus is; undefined when there is none.
 *
 * @throws UserError
 */
export function busPlace(inputs: RequestComposeInputs): BusPlace | undefined {
  const { bus, "bus-password": password, "bus-cert": certificate, "bus-key": key } = inputs;
  if (bus === undefined) {
    const without = Object.entries({ "bus-password": password, "bus-cert": certificate, "bus-key": key });
    const [name] = without.find(([, value]) => value !== undefined) ?? [];
    if (name !== undefined) {
      throw refuse(`${name} needs bus`, "give the URL of the bus, or leave it out");
    }
    return undefined;
  }
  if (inputs.service !== "odcs") {
    throw refuse("bus: only ODCS tells of its composes on a bus");
  }
  if (certificate === undefined && key !== undefined) {
    throw refuse("bus-key needs bus-cert");
  }
  const url = busUrl(bus);
  const isEncrypted = url.protocol === "amqps:";
  if (!isEncrypted && certificate !== undefined) {
    throw refuse("bus-cert says nothing without encryption", "give an amqps:// URL");
  }
  if (!isEncrypted && !isLoopbackHost(url.hostname) && password !== undefined) {
    throw refuse("bus: a password is not sent without encryption", "give an amqps:// URL");
  }
  const authorities = inputs["ca-file"];
  const pair =
    certificate === undefined
      ? undefined
      : readKeyPair({ certificate: "bus-cert", key: "bus-key" }, certificate, key ?? certificate);
  return {
    shown: url.host,
    isEncrypted,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isEncrypted ? 5671 : 5672) : Number(url.port),
    virtualHost: decoded(url.pathname.slice(1)) || "/",
    login: loginOf(decoded(url.username), password, pair !== undefined),
    exchange: inputs["bus-exchange"],
    topic: inputs["bus-topic"],
    authorities: authorities === undefined ? undefined : readAuthorities("ca-file", authorities),
    keyPair: pair,
    warnings: pair?.warning === undefined ? [] : [pair.warning],
    connectTimeoutMs: inputs["connect-timeout"],
    retryMs: inputs["poll-max"],
  };
}

function busUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "amqps:" && url.protocol !== "amqp:") || url.hostname === "") {
    throw refuse("bus: expected a URL such as amqps://user@rabbitmq.example.com/vhost");
  }
  if (url.password !== "") {
    throw refuse("bus: the URL holds a password", "give it as bus-password");
  }
  if (url.search !== "" || url.hash !== "") {
    throw refuse("bus: the URL holds a query or a fragment", "give user, host and virtual host alone");
  }
  return url;
}

/** With a certificate and no password the certificate is the login: the user in the URL is what others write there. */
function loginOf(user: string, password: string | undefined, hasCertificate: boolean): BusLogin {
  if (password !== undefined) {
    if (user === "") {
      throw refuse("bus-password needs a user in bus", "for instance amqps://ci@rabbitmq.example.com/vhost");
    }
    return { kind: "user", user, password };
  }
  if (hasCertificate) {
    return { kind: "certificate" };
  }
  return user === "" ? GUEST : { kind: "user", user, password: "" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refuse(
      "bus: a % in the URL does not begin the code of a character",
      "write %25 for a % that is meant",
    );
  }
}
