import { join } from "node:path";
import type { NetworkEnvironment } from "@compose-actions/step";

/** Reads what concerns the network from the environment's variables. */
export function readNetworkEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): NetworkEnvironment {
  const first = (...names: readonly string[]) =>
    names.map((name) => env[name]).find((value) => value !== undefined && value.trim() !== "");
  const all = first("all_proxy", "ALL_PROXY");
  const home = first("HOME", "USERPROFILE");
  return {
    proxies: {
      // HTTP_PROXY in capitals can be set by a request header where a web server runs us (httpoxy).
      http: first("http_proxy", ...(env["REQUEST_METHOD"] === undefined ? ["HTTP_PROXY"] : [])) ?? all,
      https: first("https_proxy", "HTTPS_PROXY") ?? all,
      no: first("no_proxy", "NO_PROXY"),
    },
    netrcFile: first("NETRC") ?? (home === undefined ? undefined : join(home, ".netrc")),
    // Behind the address of a hosted runner lies somebody else's network.
    privateAddresses: env["RUNNER_ENVIRONMENT"] === "github-hosted" ? "refused" : "allowed",
    wantsUncheckedCertificates: env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
  };
}
