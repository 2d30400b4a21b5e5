import { RPM_ARCHES } from "@compose-actions/metadata";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is wrong with a request beside its images. */
export function requestProblems(request: JsonObject): readonly string[] {
  const { distribution, bootc, blueprint, customizations, koji } = request;
  const { image_request: one, image_requests: several } = request;
  const problems: string[] = [];
  const hasDistribution = isText(distribution) || (isObject(blueprint) && isText(blueprint["distro"]));
  if (bootc === undefined && !hasDistribution) {
    problems.push("distribution: expected text, such as fedora-41");
  }
  if (customizations !== undefined && blueprint !== undefined) {
    problems.push("customizations and blueprint exclude each other");
  }
  if (one !== undefined && several !== undefined) {
    problems.push("image_request and image_requests exclude each other");
  } else if (one === undefined && (!Array.isArray(several) || several.length === 0)) {
    problems.push("image_request or image_requests: there is no image to be made");
  }
  if (koji !== undefined && !(isObject(koji) && isText(koji["name"]))) {
    problems.push("koji: expected an object with a name");
  }
  const payload = isObject(customizations) ? customizations["payload_repositories"] : undefined;
  for (const [index, repository] of listOf(payload).entries()) {
    const path = `customizations.payload_repositories[${index}]`;
    if (isObject(repository) && !isText(repository["baseurl"])) {
      problems.push(`${path}: a payload repository needs a baseurl`);
    } else {
      problems.push(...repositoryProblems(repository, path));
    }
  }
  return problems;
}

/** What is wrong with one image of a request. */
export function imageProblems(image: unknown, path: string, request: JsonObject): readonly string[] {
  if (!isObject(image)) {
    return [`${path}: expected an object`];
  }
  const { architecture, image_type: type, repositories } = image;
  const problems: string[] = [];
  if (!isText(architecture) || !RPM_ARCHES.has(architecture) || /^(?:src|nosrc|noarch)$/.test(architecture)) {
    problems.push(`${path}.architecture: expected an architecture such as x86_64`);
  }
  if (!isText(type)) {
    problems.push(`${path}.image_type: expected text, such as guest-image`);
  }
  if (!Array.isArray(repositories) && request["bootc"] === undefined) {
    problems.push(
      `${path}.repositories: expected a list; an empty one stands for the server's own, on servers that have some`,
    );
  }
  for (const [index, repository] of listOf(repositories).entries()) {
    problems.push(...repositoryProblems(repository, `${path}.repositories[${index}]`));
  }
  return [...problems, ...targetProblems(image, path, request)];
}

/** A server without an answer to where an image should go says that something inside of it is wrong. */
function targetProblems(image: JsonObject, path: string, { koji }: JsonObject): readonly string[] {
  const { upload_options: options, upload_targets: targets } = image;
  const problems: string[] = [];
  if (options !== undefined && !isObject(options)) {
    problems.push(`${path}.upload_options: expected an object`);
  }
  if (targets !== undefined && !Array.isArray(targets)) {
    problems.push(`${path}.upload_targets: expected a list`);
  }
  for (const [index, target] of listOf(targets).entries()) {
    if (!isObject(target) || !isText(target["type"]) || !isObject(target["upload_options"])) {
      problems.push(`${path}.upload_targets[${index}]: expected a type and upload_options`);
    }
  }
  if (koji === undefined && options === undefined && listOf(targets).length === 0) {
    problems.push(
      `${path}: the image has no target; give upload_options, which are for the usual target of its type, or upload_targets`,
    );
  }
  return problems;
}

function repositoryProblems(repository: unknown, path: string): readonly string[] {
  if (!isObject(repository)) {
    return [`${path}: expected an object`];
  }
  const problems: string[] = [];
  if (![repository["baseurl"], repository["mirrorlist"], repository["metalink"]].some(isText)) {
    problems.push(`${path}: expected a baseurl, a mirrorlist or a metalink`);
  }
  if (repository["check_gpg"] === true && !isText(repository["gpgkey"])) {
    problems.push(`${path}: check_gpg needs a gpgkey`);
  }
  return problems;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
