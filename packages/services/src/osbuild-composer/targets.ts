/** What a value must be, or why it is not. */
type Check = (value: string) => string | undefined;

const word: Check = (value) => (/^[^\s\p{C}]+$/u.test(value) ? undefined : "is no single word");
const path: Check = (value) => (value.startsWith("/") ? undefined : "is no absolute path");
const digest: Check = (value) =>
  /^sha256:[0-9a-f]{64}$/.test(value) ? undefined : "is no sha256 of a manifest";
const url: Check = (value) => {
  const [scheme] = /^[a-z][a-z0-9+.-]{0,30}:/i.exec(value) ?? [];
  if (scheme === undefined || URL.parse(value) === null) {
    return "is no URL";
  }
  // The rest of it may open a place.
  return /^https?:$/i.test(scheme)
    ? undefined
    : `begins with ${scheme}, and only http and https can be fetched`;
};
/** Without a scheme: `quay.io/account/name:tag`. */
const place: Check = word;

/** Kinds of targets, with what each says of its success, in the API's words. */
const RESULTS: ReadonlyMap<string, Readonly<Record<string, Check>>> = new Map([
  ["aws", { ami: word, region: word }],
  ["aws.s3", { url }],
  ["gcp", { project_id: word, image_name: word }],
  ["azure", { image_name: word }],
  ["container", { url: place, digest }],
  ["oci.objectstorage", { url }],
  ["pulp.ostree", { repo_url: url }],
  ["local", { artifact_path: path }],
]);

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

/**
 * What a target does not say of its success although its kind must, so that nothing could be found there. One that is not
 * known needs to say nothing, but a URL has to be one that can be fetched.
 *
 * @returns the end of a sentence about the target; undefined when nothing is wrong
 */
export function resultProblem(target: string, results: Readonly<Record<string, string>>): string | undefined {
  const known = RESULTS.get(target);
  const checks = Object.entries(known ?? (results["url"] === undefined ? {} : { url }));
  const missing = checks.filter(([name]) => results[name] === undefined).map(([name]) => name);
  if (missing.length > 0) {
    return `does not say ${missing.join(" and ")}`;
  }
  for (const [name, check] of checks) {
    const problem = check(results[name] ?? "");
    if (problem !== undefined) {
      return `says of its result what cannot be used: ${name} ${problem}`;
    }
  }
  return undefined;
}
