import { ApiError } from "./errors.ts";
import { type Generation, imageTypes } from "./openapi.ts";

export type Json = Record<string, unknown>;

/** What the recorded server built for; others it knows, but not all types for all of them. */
const DISTRIBUTIONS = /^(?:fedora-3[678]|fedora-4\d|rhel-(?:8|9)\d?|centos-[89])$/;
const ARCHES = ["x86_64", "aarch64", "ppc64le", "s390x"];

/** Reads the body of a request for a compose as the server does. @throws ApiError */
export function readBody(body: string, contentType: string | undefined): Json {
  if (contentType !== "application/json") {
    throw new ApiError(
      30,
      `request body has an error: header Content-Type has unexpected value ${JSON.stringify(contentType ?? "")}`,
    );
  }
  try {
    return JSON.parse(body);
  } catch {
    const sign = /^\{\s*(.)/s.exec(body)?.[1] ?? "?";
    throw new ApiError(
      30,
      `request body has an error: failed to decode request body: invalid character '${sign}' looking for beginning of object key string`,
    );
  }
}

/** @returns the images that are asked for @throws ApiError */
export function checkRequest(request: Json, generation: Generation): readonly Json[] {
  const one = request["image_request"] as Json | undefined;
  const several = request["image_requests"] as readonly Json[] | undefined;
  const images = one === undefined ? (several ?? []) : [one];
  for (const [index, image] of images.entries()) {
    checkSchema(image, one === undefined ? `/image_requests/${index}` : "/image_request", generation);
  }
  const { distribution } = request;
  if (typeof distribution !== "string" || !DISTRIBUTIONS.test(distribution)) throw new ApiError(4);
  const count = one !== undefined && several !== undefined ? 0 : images.length;
  if (count === 0 || (count > 1 && request["koji"] === undefined)) throw new ApiError(25);
  for (const image of images) {
    checkImage(image, distribution, request["koji"] !== undefined, generation);
  }
  return images;
}

function checkSchema(image: Json, path: string, generation: Generation): void {
  const { image_type: type, upload_options: options } = image;
  const types = imageTypes(generation);
  if (!types.includes(String(type))) {
    const schema = JSON.stringify({ enum: types, type: "string" }, undefined, 2);
    throw invalid(`${path}/image_type`, "value is not one of the allowed values", schema, type);
  }
  const hasKnownOptions =
    options === undefined ||
    Object.keys(options as Json).length === 0 ||
    ["region", "tenant_id", "name", "basepath", "local_save"].some((key) => key in (options as Json));
  if (!hasKnownOptions) {
    throw invalid(`${path}/upload_options`, 'Doesn\'t match schema "anyOf"', ANY_OF, options);
  }
}

function checkImage(image: Json, distribution: string, isForKoji: boolean, generation: Generation): void {
  const { architecture, image_type: type, repositories, upload_options, upload_targets } = image;
  if (!ARCHES.includes(String(architecture))) throw new ApiError(5);
  if (String(type).startsWith("edge-") && distribution.startsWith("fedora-")) throw new ApiError(6);
  for (const repository of repositories as readonly Json[]) {
    if (
      ![repository["baseurl"], repository["mirrorlist"], repository["metalink"]].some(
        (url) => url !== undefined,
      )
    ) {
      throw new ApiError(7);
    }
    if (repository["check_gpg"] === true && repository["gpgkey"] === undefined) throw new ApiError(29);
  }
  // Passed over by servers that do not know it.
  const targets = generation === "2023" ? [] : ((upload_targets ?? []) as readonly Json[]);
  if (targets.some((target) => target["type"] === "aws") && !String(type).startsWith("aws")) {
    throw new ApiError(38);
  }
  if (upload_options === undefined && targets.length === 0 && !isForKoji) throw new ApiError(1004);
}

function invalid(path: string, what: string, schema: string, value: unknown): ApiError {
  const indented = (text: string) => text.replace(/^/gm, "  ");
  return new ApiError(
    30,
    `request body has an error: doesn't match the schema: Error at ${JSON.stringify(path)}: ${what}\nSchema:\n${indented(schema)}\n\nValue:\n${indented(JSON.stringify(value, undefined, 2))}\n`,
  );
}

const ANY_OF = `{
  "anyOf": [
${["AWSEC2", "AWSS3", "GCP", "Azure", "Container"]
  .map((name) => `    {\n      "$ref": "#/components/schemas/${name}UploadOptions"\n    }`)
  .join(",\n")}
  ],
  "description": "This should really be oneOf but AWSS3UploadOptions is a subset of\\nAWSEC2UploadOptions. This means that all AWSEC2UploadOptions objects\\nare also valid AWSS3UploadOptionas objects which violates the oneOf\\nrules. Therefore, we have to use anyOf here but be aware that it isn't\\npossible to mix and match more schemas together.\\n"
}`;
