import type { Step } from "@compose-actions/step";
import * as z from "zod";
import { reportSchemaName } from "../report.ts";

const errorSchema = z.object({
  message: z.string().describe("Why the step did not end well, in one line."),
  remedy: z.string().optional().describe("What the user can do."),
  docs: z.string().optional().describe("URL of the documentation of this kind of failure."),
  details: z.array(z.string()).describe("Every single finding or problem."),
});

/** The JSON Schema of a step's report. The step's own fields are there for certain only when all went well. */
export function reportJsonSchema(step: Step): Record<string, unknown> {
  const own = z.toJSONSchema(step.report, { io: "output" }) as Record<string, unknown>;
  const { $schema, properties, required, ...rest } = own;
  const common = {
    schema: { const: reportSchemaName(step) },
    step: { const: step.name },
    status: { enum: ["ok", "failed", "refused", "interrupted"] },
    error: withoutDialect(z.toJSONSchema(errorSchema)),
  };
  return {
    $schema,
    title: `Report of ${step.name}`,
    ...(rest["$defs"] === undefined ? {} : { $defs: rest["$defs"] }),
    type: "object",
    properties: { ...common, ...(properties as object | undefined) },
    required: ["schema", "step", "status"],
    if: { properties: { status: { const: "ok" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: required ?? [] },
    else: { required: ["error"] },
  };
}

/** `docs/schemas/<step>-1.json`. */
export function reportSchemaFile(step: Step): string {
  return `${JSON.stringify(reportJsonSchema(step), undefined, 2)}\n`;
}

function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
