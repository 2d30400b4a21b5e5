import { LABEL_NAMES, RPM_ARCHES } from "@compose-actions/metadata";
import * as z from "zod";
import { COMPOSE_TYPES, FLAGS, MULTILIB_METHODS, RESULTS, SOURCE_TYPES } from "./codes.ts";

/**
 * What ODCS lets through everywhere but in `packages`: letters and digits of any script and a few signs; `^` and `,`
 * from 0.9.1 on, which is for the server to say.
 */
const PERMITTED = /^[\p{L}\p{N} \-/_.:#+?$~^,]*$/u;
const FORBIDDEN = /[^\p{L}\p{N} \-/_.:#+?$~^,]/u;

/** `RC-1.0`: Pungi refuses others when the compose has been waited for already. */
const LABEL = new RegExp(`^(?:${LABEL_NAMES.join("|")})-\\d+(?:\\.\\d+)?$`);

const permitted = z.string({ error: "expected text" }).refine((value) => PERMITTED.test(value), {
  error: ({ input }) =>
    `has the character ${JSON.stringify(FORBIDDEN.exec(String(input))?.[0])}, which ODCS does not take`,
});
const text = permitted.min(1, { error: "expected some text" });
/** Lists are joined with blanks by the server. */
const word = text.refine((value) => !/\s/.test(value), { error: "expected no blanks" });
const key = permitted.refine((value) => !/\s/.test(value), { error: "expected no blanks" });
const words = z.array(word, { error: "expected a list" });
const whole = z.number({ error: "expected a whole number" }).int({ error: "expected a whole number" });
const positive = whole.min(1, { error: "expected a whole number from 1 on" });
const arches = z.array(
  word.refine(
    (value) => RPM_ARCHES.has(value) && value !== "src" && value !== "nosrc" && value !== "noarch",
    {
      error: "expected an architecture such as x86_64",
    },
  ),
  { error: "expected a list" },
);
const url = word.refine((value) => /^(?:https?|file|ftp):\/\/./.test(value), { error: "expected a URL" });

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, { error: `expected one of ${names.join(", ")}` });
}

function several<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.array(oneOf(names), { error: "expected a list" });
}

const sourceOptions = z
  .object({
    /** The API has them in one text, separated by blanks. */
    source: words,
    packages: z.array(
      z.string({ error: "expected text" }).regex(/^\S+$/, { error: "expected a name without blanks" }),
      {
        error: "expected a list",
      },
    ),
    builds: words,
    /** The empty one stands for packages without a signature. */
    sigkeys: z.array(key, {
      error: "expected a list",
    }),
    koji_event: positive,
    modular_koji_tags: words,
    module_defaults_url: url,
    module_defaults_commit: word,
    scratch_modules: words,
    scratch_build_tasks: words,
    modules: words,
    base_module_br_name: word,
    base_module_br_stream: word,
    base_module_br_stream_version_lte: whole,
    base_module_br_stream_version_gte: whole,
  })
  .partial();

export const sourceSchema = z.strictObject(
  { type: oneOf(SOURCE_TYPES), ...sourceOptions.shape },
  { error: unknownKeys },
);

/** The body of a request for a compose, as the API has it. */
export const requestSchema = z.strictObject(
  {
    source: sourceSchema,
    seconds_to_live: positive.optional(),
    flags: several(FLAGS).optional(),
    results: several(RESULTS).optional(),
    arches: arches.optional(),
    multilib_arches: arches.optional(),
    multilib_method: several(MULTILIB_METHODS).optional(),
    lookaside_repos: z.array(url, { error: "expected a list" }).optional(),
    label: text
      .regex(LABEL, { error: `expected a label such as RC-1.0, of ${LABEL_NAMES.join(", ")}` })
      .optional(),
    compose_type: oneOf(COMPOSE_TYPES).optional(),
    target_dir: word.optional(),
    parent_pungi_compose_ids: words.optional(),
    respin_of: word.optional(),
  },
  { error: unknownKeys },
);

/** Since the server ignores keys that it does not know, a wrong spelling would go unnoticed. */
function unknownKeys(issue: { readonly code: string; readonly keys?: readonly string[] }): string {
  if (issue.code !== "unrecognized_keys") {
    return "expected an object";
  }
  const keys = issue.keys ?? [];
  const hint = keys.includes("seconds-to-live") ? "; it is called seconds_to_live" : "";
  return `ODCS has no ${keys.map((key) => JSON.stringify(key)).join(", ")} here${hint}`;
}

/** A request that ODCS takes, checked. */
export type OdcsRequest = z.infer<typeof requestSchema>;
export type OdcsSource = OdcsRequest["source"];
