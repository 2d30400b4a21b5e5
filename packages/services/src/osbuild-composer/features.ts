import type { ServiceAbout } from "../service.ts";
import type { ComposerRequest } from "./request.ts";
import { isObject, type JsonObject } from "./request-rules.ts";
import type { Openapi } from "./wire.ts";

/** What a server offers that others do not, as its own description tells. The API's version is the same for all. */
export interface Features {
  /** The server has described itself: what is not offered then is not there. */
  readonly isDescribed: boolean;
  /** Composes can be listed. */
  readonly list: boolean;
  readonly delete: boolean;
  readonly download: boolean;
  readonly sboms: boolean;
  readonly clone: boolean;
  readonly distributions: boolean;
  /** The metadata of a compose holds the request that it came of. */
  readonly requestInMetadata: boolean;
  /** An image may have several targets, by `upload_targets`. */
  readonly uploadTargets: boolean;
  readonly imageTypes: readonly string[];
  readonly targets: readonly string[];
  /** The keys that the server knows: of a request, and of an image in it. Undefined where it does not say. */
  readonly requestKeys: ReadonlySet<string> | undefined;
  readonly imageKeys: ReadonlySet<string> | undefined;
}

export function featuresOf({ paths, components }: Openapi): Features {
  const routes = paths ?? {};
  const schemas = components?.schemas ?? {};
  const has = (path: string, method: string): boolean => routes[path]?.[method] !== undefined;
  const imageKeys = keysOf(schemas["ImageRequest"]);
  return {
    isDescribed: paths !== undefined && paths !== null,
    list: has("/composes/", "get"),
    delete: has("/composes/{id}", "delete"),
    download: has("/composes/{id}/download", "get"),
    sboms: has("/composes/{id}/sboms", "get"),
    clone: has("/composes/{id}/clone", "post"),
    distributions: has("/distributions", "get"),
    requestInMetadata: keysOf(schemas["ComposeMetadata"])?.has("request") ?? false,
    uploadTargets: imageKeys?.has("upload_targets") ?? false,
    imageTypes: enumOf(schemas["ImageTypes"]),
    targets: enumOf(schemas["UploadTypes"]),
    requestKeys: keysOf(schemas["ComposeRequest"]),
    imageKeys,
  };
}

const NO_DESCRIPTION = "the server, or one in front of it, does not give its description (/openapi)";

/** What a server offers; where its description is withheld that is not known, which is not none. */
export function offersOf(
  features: Features,
  distributions: readonly string[],
): Pick<ServiceAbout, "offers" | "untold"> {
  const offers = {
    "image-types": features.imageTypes,
    targets: features.targets,
    features: featureNames(features),
    distributions,
  };
  return features.isDescribed
    ? { offers }
    : {
        offers: {},
        untold: Object.fromEntries(Object.keys(offers).map((name) => [name, NO_DESCRIPTION])),
      };
}

/** The words for what a server offers, for people and reports. */
function featureNames(features: Features): readonly string[] {
  const named = {
    clone: features.clone,
    delete: features.delete,
    download: features.download,
    list: features.list,
    "request-in-metadata": features.requestInMetadata,
    sboms: features.sboms,
    "upload-targets": features.uploadTargets,
  };
  return Object.entries(named)
    .filter(([, isOffered]) => isOffered)
    .map(([name]) => name);
}

/** What a request wants that a server does not have, or would pass over: a line for each. */
export function unoffered({ body, images }: ComposerRequest, features: Features): readonly string[] {
  const unknown = (kind: string, offered: readonly string[], asked: readonly string[]): readonly string[] =>
    [...new Set(asked)]
      .filter((one) => offered.length > 0 && !offered.includes(one))
      .map((one) => `the server has no ${kind} ${one}, but ${offered.join(", ")}`);
  const types = images.map(({ type }) => type);
  const targets = images.flatMap((image) => image.targets);
  return [
    ...unknownKeys(body, features).map((key) => `the server does not know ${key}, and might pass over it`),
    ...unknown("image type", features.imageTypes, types),
    ...unknown("target", features.targets, targets),
  ];
}

/** What a request says that the server would pass over without a word, or refuse without naming it. */
function unknownKeys(body: JsonObject, features: Features): readonly string[] {
  const { image_request: one, image_requests: several } = body;
  const images = one === undefined ? (Array.isArray(several) ? several : []) : [one];
  const foreign = (object: JsonObject, known: ReadonlySet<string> | undefined): readonly string[] =>
    known === undefined ? [] : Object.keys(object).filter((key) => !known.has(key));
  return [
    ...foreign(body, features.requestKeys),
    ...images.filter(isObject).flatMap((image) => foreign(image, features.imageKeys)),
  ].filter((key, index, all) => all.indexOf(key) === index);
}

function keysOf(schema: unknown, depth = 0): ReadonlySet<string> | undefined {
  if (!isObject(schema) || depth > 4) {
    return undefined;
  }
  const own = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : undefined;
  const parts = Array.isArray(schema["allOf"]) ? schema["allOf"].map((part) => keysOf(part, depth + 1)) : [];
  const known = [own, ...parts.map((part) => (part === undefined ? undefined : [...part]))].filter(
    (keys) => keys !== undefined,
  );
  return known.length === 0 ? undefined : new Set(known.flat());
}

function enumOf(schema: unknown): readonly string[] {
  const values = isObject(schema) ? schema["enum"] : undefined;
  return Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
}
