import { path } from "./fields.ts";

/** The input that asks for the report file: spread into a step's inputs, honoured by the runner of steps. */
export const reportInput = {
  report: path({
    description:
      "Write the step's report, one JSON document, to this file. It is written when the step fails as well.",
    example: "report.json",
  }),
} as const;
