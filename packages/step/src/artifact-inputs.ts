import * as z from "zod";
import { text } from "./fields.ts";

/** What a step does with the metadata that travels between jobs. */
export type MetadataArtifactRole =
  /** Hands on what it has written. */
  | "emits"
  /** Reads what jobs have handed on, beside what `compose` names. */
  | "takes"
  /** Reads the parts of all jobs and hands on the whole. */
  | "joins";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/;
const EXPECTED =
  "a name of at most 80 letters, digits, underscores, hyphens and dots that begins with a letter or digit";

/** Whether a text can be the name of an artifact between jobs. */
export function isArtifactName(name: string): boolean {
  return NAME.test(name);
}

const named = {
  schema: z.string().refine(isArtifactName, { error: `expected ${EXPECTED}` }),
  expected: EXPECTED,
} as const;

const common = {
  "report-artifact": text({
    ...named,
    description:
      "Hand the report on to later jobs under this name, also when the step fails: as an artifact of the workflow run, on other hosts in compose-actions-artifacts/ below the working directory.",
    example: "mirror-reports",
  }),
  "matrix-leg": text({
    multiline: true,
    description:
      "What tells this job from the others of its matrix, so that what they hand on does not collide. Actions know it by themselves, and so do jobs of GitLab.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    actionDefault: "${{ format('{0}/{1} {2}', strategy.job-index, strategy.job-total, toJSON(matrix)) }}",
  }),
} as const;

/** The inputs of a step that emits metadata: spread into its own, honoured by the runner of steps. */
export const emitsArtifactInputs = {
  "metadata-artifact": text({
    ...named,
    description:
      "Hand the written metadata on to later jobs under this name: as an artifact of the workflow run, on other hosts in compose-actions-artifacts/ below the working directory. All jobs of a matrix give the same name; merge-metadata joins what they made.",
    example: "compose-metadata",
  }),
  ...common,
} as const;

/** The same for a step that reads metadata and emits none. */
export const takesArtifactInputs = {
  "metadata-artifact": text({
    ...named,
    description:
      "Read the metadata that earlier jobs have handed on under this name: what merge-metadata made of it, or the part of the only job. The same as a line artifact:NAME in compose.",
    example: "compose-metadata",
  }),
  ...common,
} as const;

/** The same for a step that joins the metadata of jobs. */
export const joinsArtifactInputs = {
  "metadata-artifact": text({
    ...named,
    description:
      "Without compose: read all parts that earlier jobs have handed on under this name. The merged metadata is handed on under the same name, and later jobs get it in place of the parts.",
    example: "compose-metadata",
  }),
  ...common,
} as const;
