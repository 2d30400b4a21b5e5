import { refuse, safeLine, shorten, type UserError } from "@compose-actions/step";
import * as z from "zod";

/** What an image is made of: TOML as the user wrote it, or JSON. */
export type Blueprint =
  | { readonly kind: "toml"; readonly text: string }
  | { readonly kind: "json"; readonly value: Readonly<Record<string, unknown>> };

/** A request as it is sent. */
export interface WeldrBody {
  readonly blueprint_name: string;
  readonly compose_type: string;
  readonly branch: string;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly ostree?: Readonly<Record<string, unknown>> | undefined;
  readonly upload?: WeldrUploadRequest | undefined;
}

export interface WeldrUploadRequest {
  readonly provider: string;
  readonly image_name: string;
  /** Where it goes, and the credentials for it. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A request for one compose, checked. */
export interface WeldrRequest {
  /** Pushed before, if it is given: otherwise the server has it. */
  readonly blueprint: Blueprint | undefined;
  readonly body: WeldrBody;
}

/** Others are not found, as the server says. */
const PROVIDERS = ["aws", "aws.s3", "generic.s3", "azure", "gcp", "vmware", "oci", "container"] as const;

const text = z.string({ error: "expected text" }).min(1, { error: "expected some text" });
const object = z.record(z.string(), z.unknown(), { error: "expected an object" });
const name = text.regex(/^[A-Za-z0-9._-]+$/, {
  error: "expected a name of letters, digits, dots, underscores and hyphens",
});

const requestSchema = z.strictObject(
  {
    /** TOML, or what JSON has. */
    blueprint: z.union([text, object], { error: "expected a blueprint, in TOML or as an object" }).optional(),
    blueprint_name: name.optional(),
    compose_type: text,
    branch: text.optional(),
    size: z
      .number({ error: "expected bytes" })
      .int({ error: "expected whole bytes" })
      .positive({ error: "expected bytes" })
      .optional(),
    ostree: object.optional(),
    upload: z
      .strictObject(
        {
          provider: z.enum(PROVIDERS, { error: `expected one of ${PROVIDERS.join(", ")}` }),
          image_name: text,
          settings: object,
        },
        { error: "expected provider, image_name and settings, and nothing else" },
      )
      .optional(),
  },
  {
    error: ({ code, keys }) =>
      code === "unrecognized_keys" ? `there is no ${keys.join(", ")}` : "expected an object",
  },
);

const MAX_PROBLEMS = 20;

/**
 * Checks requests for composes before they are sent: one, or a list of several.
 *
 * @param value - `blueprint` is pushed first; the rest is the body of the API's request
 * @throws UserError that names all that is wrong
 */
export function readWeldrRequests(value: unknown): readonly WeldrRequest[] {
  const requests = (Array.isArray(value) ? value : [value]).map(readOne);
  const problems = requests.flatMap((one) => ("problems" in one ? one.problems : []));
  if (requests.length === 0) {
    throw refuseRequest(["the request: expected at least one"]);
  }
  if (problems.length > 0) {
    throw refuseRequest(problems);
  }
  return requests as readonly WeldrRequest[];
}

function readOne(value: unknown): WeldrRequest | { readonly problems: readonly string[] } {
  const parsed = requestSchema.safeParse(withoutNulls(value));
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(
        ({ path, message }) => `${path.join(".") || "the request"}: ${message}`,
      ),
    };
  }
  const {
    blueprint: given,
    blueprint_name,
    compose_type,
    branch = "master",
    size,
    ostree,
    upload,
  } = parsed.data;
  const blueprint: Blueprint | undefined =
    given === undefined
      ? undefined
      : typeof given === "string"
        ? { kind: "toml", text: given }
        : { kind: "json", value: given };
  const problems = blueprint?.kind === "json" ? jsonProblems(blueprint.value) : [];
  const own = blueprint === undefined ? undefined : nameOf(blueprint);
  const known = own ?? blueprint_name;
  if (known === undefined) {
    problems.push(
      blueprint === undefined
        ? "blueprint, or blueprint_name: expected one of them"
        : 'blueprint: it has no name; where that is said in another way than name = "…", give blueprint_name as well',
    );
  }
  if (own !== undefined && blueprint_name !== undefined && own !== blueprint_name) {
    problems.push(`blueprint_name: the blueprint is called ${JSON.stringify(own)}`);
  }
  if (own !== undefined && !name.safeParse(own).success) {
    problems.push("blueprint.name: expected a name of letters, digits, dots, underscores and hyphens");
  }
  if (known === undefined || problems.length > 0) {
    return { problems };
  }
  const options = Object.entries({ size, ostree, upload }).filter(([, option]) => option !== undefined);
  return { blueprint, body: { blueprint_name: known, compose_type, branch, ...Object.fromEntries(options) } };
}

/** What YAML makes of a version that is not quoted. */
function jsonProblems({ version, name: own }: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(own !== undefined && typeof own !== "string" ? ["blueprint.name: expected text"] : []),
    ...(version !== undefined && typeof version !== "string"
      ? ["blueprint.version: expected text; quote it"]
      : []),
  ];
}

function nameOf(blueprint: Blueprint): string | undefined {
  if (blueprint.kind === "json") {
    const { name: own } = blueprint.value;
    return typeof own === "string" ? own : undefined;
  }
  // What is before the first table is the blueprint's own.
  const top = blueprint.text.split(/^[ \t]*\[/m, 1)[0] ?? "";
  const [, basic, literal] = /^[ \t]*name[ \t]*=[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)')/m.exec(top) ?? [];
  return basic ?? literal;
}

/** In YAML it is what a key without a value has. */
function withoutNulls(value: unknown): unknown {
  return typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}

function refuseRequest(problems: readonly string[]): UserError {
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => shorten(safeLine(problem), 300));
  const [first = ""] = shown;
  return problems.length === 1
    ? refuse(`The request is not one for the Weldr API: ${first}`)
    : refuse(
        `The request is not one for the Weldr API: ${problems.length} things are wrong`,
        undefined,
        shown,
      );
}
