import { preflight, type Repository } from "@compose-actions/oci";
import { countOf, refuse } from "@compose-actions/step";
import type { PlannedManifest } from "./plan.ts";

interface RegistryPlan {
  readonly blobs: Map<string, { readonly shown: string; readonly size: number }>;
  readonly manifests: { readonly shown: string; readonly layers: number; readonly bytes: number }[];
}

/** What stands before the first slash of an address. */
export function registryOf({ address }: Repository): string {
  return address.slice(0, address.indexOf("/"));
}

/**
 * Compares what is planned with what registries are known to take.
 *
 * @param repositories - by target
 * @returns what may fail, a line each
 * @throws UserError when something will
 */
export function checkLimits(
  manifests: readonly PlannedManifest[],
  repositories: ReadonlyMap<string, Repository>,
): readonly string[] {
  const problems = [...byRegistry(manifests, repositories)].flatMap(([registry, plan]) =>
    preflight(registry, { blobs: [...plan.blobs.values()], manifests: plan.manifests }),
  );
  const errors = problems.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
  if (errors.length > 0) {
    throw refuse(
      `The registry will not take what is planned: ${countOf(errors.length, "problem", "problems")}`,
      "nothing was pushed",
      errors,
    );
  }
  return problems.map(({ message }) => message);
}

function byRegistry(
  manifests: readonly PlannedManifest[],
  repositories: ReadonlyMap<string, Repository>,
): ReadonlyMap<string, RegistryPlan> {
  const plans = new Map<string, RegistryPlan>();
  for (const { target, tag, files, size } of manifests) {
    const repository = repositories.get(target);
    const registry = repository === undefined ? "" : registryOf(repository);
    const plan: RegistryPlan = plans.get(registry) ?? { blobs: new Map(), manifests: [] };
    plans.set(registry, plan);
    plan.manifests.push({ shown: `${target}:${tag}`, layers: files.length, bytes: size });
    for (const file of files) {
      plan.blobs.set(file.digest, { shown: file.localPath, size: file.size });
    }
  }
  return plans;
}
