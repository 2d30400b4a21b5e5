import type { Source } from "@compose-actions/compose";
import type { Settings } from "./settings.ts";

/** What relative Locations, and the paths of 1.x metadata, start from; undefined when nobody says. */
export function rootUrlOf(
  { rootUrl }: Pick<Settings, "rootUrl">,
  sources: readonly Source[],
): URL | undefined {
  const urls = new Set(sources.flatMap((source) => source.rootUrl ?? []));
  const [only] = urls;
  return rootUrl ?? (urls.size === 1 && only !== undefined ? new URL(only) : undefined);
}
