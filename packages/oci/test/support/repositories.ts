import { parseInputs } from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer";
import { afterEach } from "vitest";
import { openRepositories, type RepositoriesOptions } from "../../src/repositories.ts";
import type { Repositories } from "../../src/repository.ts";
import { openRegistries } from "./registries.ts";

const open: Repositories[] = [];
afterEach(async () => {
  await Promise.allSettled(open.splice(0).map((repositories) => repositories[Symbol.asyncDispose]()));
});

/** The repositories of a run, quick to give up. Closed after the test. */
export function useRepositories(
  host: string,
  options: Partial<RepositoriesOptions> = {},
  raw: Readonly<Record<string, string>> = {},
): Repositories {
  const quick = { retries: "4", "retry-delay": "1ms", "headers-timeout": "2s", ...raw };
  const repositories = openRepositories({
    registries: openRegistries([`${host}/x`], quick).registries,
    inputs: parseInputs(connectionInputs, quick),
    ...options,
  });
  open.push(repositories);
  return repositories;
}
