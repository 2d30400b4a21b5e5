import type { ArtifactContext } from "../artifacts.ts";
import { MetadataError } from "../errors.ts";
import { locationUrlProblem } from "../grammar/location-url.ts";
import { show } from "../json/describe.ts";
import { type Artifact, isLocation } from "../model.ts";
import { formatPath } from "../read/checker.ts";
import type { WarningLog } from "../warnings.ts";
import { UrlTemplateError } from "./template.ts";
import type { UrlBuilder } from "./url.ts";

/** Whether a URL is one, and no path in its place. */
export function hasScheme(url: string): boolean {
  return url.startsWith("https://") || /^[a-z][a-z0-9+.-]*:\/\//.test(url);
}

/**
 * The URL that an artifact gets. What we write must be what we read: a template can give what no Location may have.
 *
 * @throws MetadataError
 */
export function newUrl(
  build: UrlBuilder,
  artifact: Artifact,
  context: ArtifactContext,
  log: WarningLog,
): string {
  const { localPath } = artifact;
  try {
    const url = build(localPath, context, isLocation(artifact) ? artifact.url : undefined, log);
    const problem = locationUrlProblem(url);
    if (problem === undefined) {
      return url;
    }
    throw new UrlTemplateError(`${show(localPath)} would get the URL ${show(url)}: ${problem}`);
  } catch (error) {
    if (!(error instanceof UrlTemplateError)) {
      throw error;
    }
    const remedy = error.remedy === undefined ? "" : `; ${error.remedy}`;
    throw new MetadataError([{ path: placeOf(context), message: `${error.message}${remedy}` }]);
  }
}

/** Where artifacts of a kind are listed, as near as a context tells. */
function placeOf({ kind, variant, arch, fieldName = "" }: ArtifactContext): string {
  switch (kind) {
    case "variant_path":
      return formatPath(["payload", "variants", variant, "paths", fieldName, arch]);
    case "module":
      return formatPath(["payload", "modules", variant, arch, fieldName]);
    case "extra_file":
      return formatPath(["payload", "extra_files", variant, arch]);
    case "image":
    case "rpm":
      return formatPath(["payload", `${kind}s`, variant, arch]);
  }
}
