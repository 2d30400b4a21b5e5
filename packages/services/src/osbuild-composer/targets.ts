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

/** By image type, the target that `upload_options` are for; all others go to S3. */
const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/^aws(?:-|$)/, "aws"],
  [/^gcp(?:-|$)/, "gcp"],
  [/^azure(?:-|$)/, "azure"],
  [/^(?:edge-container|iot-container|iot-bootable-container)$/, "container"],
  [/^oci$/, "oci.objectstorage"],
];

/** The target that `upload_options` of an image are for. */
export function defaultTarget(imageType: string): string {
  return DEFAULTS.find(([types]) => types.test(imageType))?.[1] ?? "aws.s3";
}

/** What a kind of target must say of its success, without which there is nothing to be found; none for unknown ones. */
export function requiredResults(target: string): readonly string[] {
  return RESULTS[target] ?? [];
}
