import type { Source } from "@compose-actions/compose";
import { generationOf } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { Settings } from "./settings.ts";

/** Refuses conversions that nothing would come of. */
export function refuseUseless(sources: readonly Source[], settings: Settings): void {
  if (settings.toVersion !== "2.0" || settings.url !== undefined) {
    return;
  }
  const remedy = "give base-url or url-map";
  if (sources.length > 0 && sources.every(({ identity }) => generationOf(identity.version) === 2)) {
    throw refuse(
      "The metadata is 2.0 already",
      `${remedy} to give its artifacts other URLs; checksums and contents are kept, and with the empty url-map {} the URLs as well`,
    );
  }
  throw refuse("2.0 metadata needs a URL for every artifact", remedy);
}
