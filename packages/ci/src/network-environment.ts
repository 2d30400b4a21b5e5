import { join } from "node:path";
import type { NetworkEnvironment, RegistryEnvironment } from "@compose-actions/step";

/** Reads what concerns the network from the environment's variables. */
export function readNetworkEnvironment(env: Variables): NetworkEnvironment {
  const first = (...names: readonly string[]) => firstOf(env, names);
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
    registries: readRegistryEnvironment(env, home),
  };
}

/** Names a file with credentials, for Podman and its kin. */
const NAMED_FILE = "REGISTRY_AUTH_FILE";

/** The order of the files is productmd's, which is Podman's with Docker's last. */
function readRegistryEnvironment(env: Variables, home: string | undefined): RegistryEnvironment {
  const below = (directory: string | undefined, ...path: readonly string[]) =>
    directory === undefined ? [] : [join(directory, ...path)];
  const config = firstOf(env, ["XDG_CONFIG_HOME"]) ?? below(home, ".config")[0];
  const docker = firstOf(env, ["DOCKER_CONFIG"]) ?? below(home, ".docker")[0];
  const [registry, username, password] = ["CI_REGISTRY", "CI_REGISTRY_USER", "CI_REGISTRY_PASSWORD"].map(
    (name) => firstOf(env, [name]),
  );
  const actor = firstOf(env, ["GITHUB_ACTOR"]);
  const named = firstOf(env, [NAMED_FILE]);
  return {
    credentialFiles: [
      ...below(named),
      ...below(firstOf(env, ["XDG_RUNTIME_DIR"]), "containers", "auth.json"),
      ...below(config, "containers", "auth.json"),
      ...below(docker, "config.json"),
    ],
    ...(named === undefined ? {} : { namedCredentialFile: { variable: NAMED_FILE, path: join(named) } }),
    ...(registry === undefined || username === undefined || password === undefined
      ? {}
      : { own: { registry, username, password } }),
    ...(actor === undefined ? {} : { actor }),
  };
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The first of some variables that says something. */
function firstOf(env: Variables, names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value.trim() !== "");
}
