import { goJson, operationId, type StandInAnswer } from "../osbuild/http-stand-in.ts";

export const API = "/api/image-builder-composer/v2";

/** The errors that the server was seen to answer with, and those of later servers, by their ids. */
const ERRORS: Readonly<Record<number, readonly [status: number, reason: string]>> = {
  2: [403, "Account is unauthorized to perform this action"],
  4: [400, "Unsupported distribution"],
  5: [400, "Unsupported architecture"],
  6: [400, "Unsupported image type"],
  7: [400, "Must specify baseurl, mirrorlist, or metalink"],
  14: [400, "Invalid format for compose id"],
  15: [404, "Compose with given id not found"],
  17: [404, "Error with given id not found"],
  21: [404, "Requested resource doesn't exist"],
  25: [400, "Compose request has unsupported number of image builds"],
  26: [404, "Job with given id has an invalid type"],
  28: [400, "Tenant not found in JWT claims"],
  29: [400, "Invalid repository, when check_gpg is set, gpgkey must be specified"],
  30: [400, "Request could not be validated"],
  31: [400, "Compose is running or has failed"],
  32: [400, "This compose doesn't support the creation of multiple images"],
  38: [400, "Invalid upload target for image type"],
  1004: [500, "Failed to unmarshal struct"],
  1006: [500, "Compose has more than one upload target"],
  1012: [500, "OSBuildJobResult does not have expected fields set"],
  1022: [400, "Artifact not found"],
  10001: [500, "Error is not an instance of HTTPError"],
};

/** The first three of the catalogue, as it was recorded. */
const CATALOGUE: readonly (readonly [number, string])[] = [
  [401, "Account authentication could not be verified"],
  [2, "Account is unauthorized to perform this action"],
  [3, "Only 'application/json' content is supported"],
];
const CATALOGUE_SIZE = 56;

export class ApiError extends Error {
  readonly id: number;
  readonly details: string;

  constructor(id: number, details = "") {
    super(ERRORS[id]?.[1] ?? "");
    this.id = id;
    this.details = details;
  }
}

export const JSON_TYPE = { "Content-Type": "application/json; charset=UTF-8" };

export function json(value: unknown, status = 200): StandInAnswer {
  return { status, headers: JSON_TYPE, body: goJson(value) };
}

export function errorAnswer({ id, details }: ApiError): StandInAnswer {
  const [status, reason] = ERRORS[id] ?? [500, "Error does not exist"];
  return json({ ...head(id), details, operation_id: operationId(), reason }, status);
}

/** Without details, unlike those that answers are. */
export function catalogueEntry(id: number, reason = ERRORS[id]?.[1]) {
  if (reason === undefined) throw new ApiError(17);
  return { ...head(id), operation_id: operationId(), reason };
}

export function catalogue(page: number, size: number) {
  const items = CATALOGUE.slice(page * size, (page + 1) * size).map(([id, reason]) =>
    catalogueEntry(id, reason),
  );
  return { kind: "ErrorList", page, size: items.length, total: CATALOGUE_SIZE, items };
}

function head(id: number) {
  return { href: `${API}/errors/${id}`, id: String(id), kind: "Error", code: `IMAGE-BUILDER-COMPOSER-${id}` };
}

/** From the layer in front of the API: pretty, in another order, and of another type. */
export function unauthenticated(reason: string): StandInAnswer {
  const body = {
    kind: "Error",
    id: "401",
    href: `${API}/errors/401`,
    code: "IMAGE-BUILDER-COMPOSER-401",
    reason,
    operation_id: operationId(),
  };
  return {
    status: 401,
    headers: {
      "Content-Type": "application/json",
      "Www-Authenticate": 'Bearer realm="image-builder-composer/v2"',
    },
    body: JSON.stringify(body, undefined, 2),
  };
}
