import { dirname } from "node:path";
import type { Artifacts, Registries } from "@compose-actions/oci";
import { looksLikeReference, parseReference } from "@compose-actions/oci/inputs";
import type { Look } from "../look.ts";
import type { FileJob } from "./plan-jobs.ts";

/** The registries and layout directories that Locations lead to. */
export interface OpenArtifacts extends AsyncDisposable {
  readonly registries: Registries;
  readonly artifacts: Artifacts;
}

/**
 * Opens them if there are any; what this takes is loaded then.
 *
 * @throws UserError for inputs and files that cannot be used
 */
export async function openArtifacts(
  jobs: readonly FileJob[],
  { inputs, context, settings, sources }: Look,
): Promise<OpenArtifacts | undefined> {
  if (!jobs.some(({ place }) => place.kind === "artifact")) {
    return undefined;
  }
  const { Artifacts, LayoutMap, Registries } = await import("@compose-actions/oci");
  const registries = new Registries({
    // What failed is put back into the queue, so that it keeps no other from its turn.
    inputs: { ...inputs, retries: 0 },
    context,
    named: inputs.compose.filter(looksLikeReference),
    connections: settings.parallelRequests,
  });
  const homes = sources.flatMap(({ path, url }) => (url === undefined ? [dirname(path)] : []));
  const layouts = new LayoutMap(homes, inputs["layout-root"], inputs.compose.flatMap(layoutOf));
  return {
    registries,
    artifacts: new Artifacts(registries, layouts),
    [Symbol.asyncDispose]: () => registries[Symbol.asyncDispose](),
  };
}

/** A layout directory that the user has named as the home of the metadata. */
function layoutOf(input: string): readonly string[] {
  const reference = parseReference(input);
  return typeof reference === "string" || reference.target.kind !== "directory"
    ? []
    : [reference.target.path];
}
