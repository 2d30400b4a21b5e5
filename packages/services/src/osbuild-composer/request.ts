import { refuse, safeLine, shorten, type UserError } from "@compose-actions/step";
import { imageProblems, isObject, type JsonObject, requestProblems } from "./request-rules.ts";
import { defaultTarget } from "./targets.ts";

/** An image that is asked for. */
export interface RequestedImage {
  /** `fedora-41`; absent where a container image takes its place. */
  readonly distribution: string | undefined;
  readonly arch: string;
  /** The API's name: `guest-image`. */
  readonly type: string;
  /** The kinds of targets that it is to go to, as often as it goes there, as far as that is known; none for Koji. */
  readonly targets: readonly string[];
}

/** A request for one compose, checked. */
export interface ComposerRequest {
  /** What is sent, as the user wrote it. */
  readonly body: JsonObject;
  readonly images: readonly RequestedImage[];
  /** The build is imported into Koji, under this name. */
  readonly koji: string | undefined;
}

const MAX_PROBLEMS = 20;
const MAX_IMAGES = 100;

/**
 * Checks a request for composes before it is sent, and no more than the server would find too late or say wrongly: the
 * rest is passed on as it is. A compose has one image, so that a request with several becomes several; but those for
 * Koji are one compose, since they become one build.
 *
 * @param value - the body of the request, as the API has it, except that `image_requests` may have several entries
 * @throws UserError that names all that is wrong
 */
export function readComposerRequests(value: unknown): readonly ComposerRequest[] {
  if (!isObject(value)) {
    throw refuseRequest(["the request: expected an object"]);
  }
  const { image_request: one, image_requests: several, ...rest } = value;
  const requests = one === undefined ? several : [one];
  const problems = [
    ...requestProblems(value),
    ...(Array.isArray(requests) ? requests : []).flatMap((image, index) =>
      imageProblems(image, one === undefined ? `image_requests[${index}]` : "image_request", value),
    ),
  ];
  if (problems.length > 0) {
    throw refuseRequest(problems);
  }
  const images = requests as readonly JsonObject[];
  if (images.length > MAX_IMAGES) {
    throw refuseRequest([`image_requests: more than ${MAX_IMAGES} images`]);
  }
  const { koji } = value;
  return isObject(koji)
    ? [{ body: value, images: images.map((image) => describe(image, value)), koji: String(koji["name"]) }]
    : images.map((image) => ({
        body: { ...rest, image_request: image },
        images: [describe(image, value)],
        koji: undefined,
      }));
}

function describe(image: JsonObject, { distribution, blueprint }: JsonObject): RequestedImage {
  const type = String(image["image_type"]);
  const listed = Array.isArray(image["upload_targets"]) ? image["upload_targets"] : [];
  const own = isObject(blueprint) ? blueprint["distro"] : undefined;
  const name = typeof own === "string" && own !== "" ? own : distribution;
  return {
    distribution: typeof name === "string" ? name : undefined,
    arch: String(image["architecture"]),
    type,
    targets: [
      ...listed.map((target: JsonObject) => String(target["type"])),
      ...(isObject(image["upload_options"])
        ? [defaultTarget(type)].filter((target) => target !== undefined)
        : []),
    ],
  };
}

function refuseRequest(problems: readonly string[]): UserError {
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => shorten(safeLine(problem), 300));
  const [first = ""] = shown;
  return problems.length === 1
    ? refuse(`The request is not one for osbuild-composer: ${first}`)
    : refuse(
        `The request is not one for osbuild-composer: ${problems.length} things are wrong`,
        undefined,
        shown,
      );
}
