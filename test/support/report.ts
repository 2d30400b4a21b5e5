import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Result, ROOT } from "./dist.ts";
import type { Json } from "./files.ts";

/** Checks a report against the published schema, and that it has no field that the schema does not know. */
export function checkReport(document: Json): Json {
  const published = publishedSchema(document.schema);
  // Zod reads every keyword of the published schema but the condition, which is applied here.
  const { if: _, then: whenOk, else: otherwise, ...unconditional } = published;
  z.fromJSONSchema(unconditional).parse(document);
  const { required } = document.status === "ok" ? whenOk : otherwise;
  const lacking = required.filter((name: string) => !Object.hasOwn(document, name));
  const foreign = Object.keys(document).filter((name) => !Object.hasOwn(published.properties, name));
  if (lacking.length > 0 || foreign.length > 0) {
    throw new Error(`the report lacks [${lacking}] and has the unknown [${foreign}]`);
  }
  return document;
}

/** @param name - `compose-actions/<step>/1` */
function publishedSchema(name: string): Json {
  const [, step = "", version = ""] = name.split("/");
  return JSON.parse(readFileSync(join(ROOT, "docs", "schemas", `${step}-${version}.json`), "utf8"));
}

/** The one document on standard output of a run with `--json`. */
export function jsonReport(result: Pick<Result, "stdout">): Json {
  return checkReport(JSON.parse(result.stdout));
}
