/** Kinds of targets, with what each says of its success, in the API's words. */
const RESULTS: Readonly<Record<string, readonly string[]>> = {
  aws: ["ami", "region"],
  "aws.s3": ["url"],
  gcp: ["project_id", "image_name"],
  azure: ["image_name"],
  container: ["url", "digest"],
  "oci.objectstorage": ["url"],
  "pulp.ostree": ["repo_url"],
  local: ["artifact_path"],
};

/** By image type, the target that `upload_options` are for. */
const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/^aws(?:-|$)/, "aws"],
  [/^gcp(?:-|$)/, "gcp"],
  [/^azure(?:-|$)/, "azure"],
  [/^(?:edge-container|iot-container|iot-bootable-container)$/, "container"],
  [/^oci$/, "oci.objectstorage"],
  [/^(?:edge|iot)-(?:commit|installer|simplified-installer|raw-image)$/, "aws.s3"],
  [/^(?:image|live|network|everything-network|server-network)-installer$/, "aws.s3"],
  [/^(?:guest-image|minimal-raw|pxe-tar-xz|vsphere|vsphere-ova|wsl)$/, "aws.s3"],
];

/** The target that `upload_options` of an image are for; undefined for types that came later. */
export function defaultTarget(imageType: string): string | undefined {
  return DEFAULTS.find(([types]) => types.test(imageType))?.[1];
}

/** What a kind of target must say of its success, without which there is nothing to be found; none for unknown ones. */
export function requiredResults(target: string): readonly string[] {
  return RESULTS[target] ?? [];
}
