import { parseInputs, type RegistryEnvironment, silentReporter } from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer";
import { afterEach } from "vitest";
import { Registries } from "../../src/registry/registries.ts";
import { registryInputs } from "../../src/registry-inputs.ts";

export const never: AbortSignal = new AbortController().signal;

export interface Opened {
  readonly registries: Registries;
  readonly warnings: readonly string[];
}

const open: Registries[] = [];
afterEach(async () => {
  for (const registries of open.splice(0)) await registries[Symbol.asyncDispose]();
});

/** The registries of a run, made from inputs as text; quick to give up. Closed after the test. */
export function openRegistries(
  named: readonly string[],
  raw: Readonly<Record<string, string>> = {},
  {
    environment = { credentialFiles: [] },
    signal = never,
    privateAddresses = "allowed",
  }: {
    environment?: RegistryEnvironment;
    signal?: AbortSignal;
    privateAddresses?: "allowed" | "refused";
  } = {},
): Opened {
  const warnings: string[] = [];
  const inputs = parseInputs(
    { ...connectionInputs, ...registryInputs },
    { retries: "1", "retry-delay": "1ms", "headers-timeout": "2s", ...raw },
  );
  const registries = new Registries({
    inputs,
    named,
    context: {
      signal,
      reporter: { ...silentReporter, warn: (line) => warnings.push(line) },
      network: {
        proxies: {},
        netrcFile: undefined,
        privateAddresses,
        wantsUncheckedCertificates: false,
        registries: environment,
      },
    },
  });
  open.push(registries);
  return { registries, warnings };
}

/** The inputs of a login, `user:password`. */
export function loginInputs(login: string): Readonly<Record<string, string>> {
  const colon = login.indexOf(":");
  return { "registry-username": login.slice(0, colon), "registry-password": login.slice(colon + 1) };
}
