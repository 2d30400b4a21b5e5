import { escapeDeceptive, shorten } from "@compose-actions/step";
import * as z from "zod";

const errorsSchema = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().catch(""),
        message: z.string().catch(""),
        detail: z.unknown().optional(),
      }),
    )
    .max(1000),
});
const detailsSchema = z.object({ details: z.string() });

const MAX_ERRORS = 3;
const MAX_TEXT = 300;

export interface RegistryError {
  /** `MANIFEST_UNKNOWN`, `DENIED`, …; empty where the registry says none. */
  readonly code: string;
  /** One line, safe to show, shortened. */
  readonly message: string;
}

/** The errors in an answer (distribution-spec 1.1.1, "Error Codes"); none when it has another form. */
export function errorsIn(body: Buffer): readonly RegistryError[] {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return [];
  }
  const parsed = errorsSchema.safeParse(json);
  if (parsed.success) {
    return parsed.data.errors.slice(0, MAX_ERRORS).map(({ code, message }) => ({
      code: shown(code),
      message: shown(message),
    }));
  }
  const other = detailsSchema.safeParse(json);
  return other.success ? [{ code: "", message: shown(other.data.details) }] : [];
}

/** What an answer says is wrong, to be put behind its status: `: DENIED: requested access is denied`. */
export function errorText(body: Buffer): string {
  const texts = errorsIn(body).map(({ code, message }) =>
    [code, message].filter((part) => part !== "").join(": "),
  );
  return texts.length === 0 ? "" : `: ${texts.join("; ")}`;
}

function shown(text: string): string {
  return shorten(escapeDeceptive(text.replace(/\s+/g, " ").trim()), MAX_TEXT);
}
