import { path } from "./fields.ts";

/** The inputs that ask for findings in the formats of other tools: honoured by the runner of steps. */
export const findingsInputs = {
  junit: path({
    description:
      "Write the findings as a JUnit file as well: one test suite per group of artifacts, one failed test per error.",
    example: "verify.xml",
  }),
  codequality: path({
    description: "Write the findings as a code quality report of GitLab as well.",
    example: "gl-code-quality-report.json",
  }),
} as const;
