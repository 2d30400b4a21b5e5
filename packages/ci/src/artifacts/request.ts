import {
  type InputDefinitions,
  isArtifactName,
  parseInputs,
  type RawInputs,
  refuse,
  type Step,
  UserError,
} from "@compose-actions/step";

/** What lines of inputs begin with that stand for an artifact between jobs. */
export const ARTIFACT_PREFIX = "artifact:";

/** The inputs whose lines may stand for artifacts, and what those hold. */
export const ARTIFACT_INPUTS = { compose: "metadata", "shard-reports": "report" } as const;
/** The input that bounds a whole step. */
export const TIMEOUT_INPUT = "timeout";
export type ArtifactInput = keyof typeof ARTIFACT_INPUTS;

/** What a step is to take from earlier jobs and to hand on to later ones. */
export interface ArtifactRequest {
  readonly metadata: string | undefined;
  readonly report: string | undefined;
  readonly leg: string;
  /** Milliseconds that the whole step may take, where its inputs say so. */
  readonly timeout: number | undefined;
  /** The inputs with the lines that stand for what `metadata-artifact` takes. */
  readonly raw: RawInputs;
}

type AnyStep = Pick<Step<InputDefinitions>, "inputs" | "metadataArtifact">;

/**
 * Reads what the inputs say of artifacts. Apart from the other inputs, so that their being refused is handed on too.
 *
 * @throws UserError
 */
export function readArtifactRequest(step: AnyStep, raw: RawInputs): ArtifactRequest {
  const read = (name: string): string | undefined => {
    const field = step.inputs[name];
    if (field === undefined) return undefined;
    const { [name]: value } = parseInputs({ [name]: field }, { [name]: raw[name] });
    return typeof value === "string" ? value : undefined;
  };
  const metadata = read("metadata-artifact");
  return {
    metadata,
    report: read("report-artifact"),
    leg: read("matrix-leg") ?? "",
    timeout: timeoutOf(step, raw),
    raw: metadata === undefined ? raw : withLine(step, raw, `${ARTIFACT_PREFIX}${metadata}`),
  };
}

/** What is no duration is refused with the other inputs. */
function timeoutOf(step: AnyStep, raw: RawInputs): number | undefined {
  const field = step.inputs[TIMEOUT_INPUT];
  if (field === undefined) return undefined;
  try {
    const { timeout } = parseInputs({ timeout: field }, { timeout: raw[TIMEOUT_INPUT] });
    return typeof timeout === "number" ? timeout : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** A step that takes metadata does so beside what `compose` says, one that joins it when that says nothing. */
function withLine(step: AnyStep, raw: RawInputs, line: string): RawInputs {
  const given = [raw["compose"] ?? []].flat().filter((text) => text.trim() !== "");
  const isNeeded =
    step.metadataArtifact === "takes" || (step.metadataArtifact === "joins" && given.length === 0);
  if (!isNeeded) return raw;
  // A JSON array is a list of its own, not lines.
  const lines = given.flatMap((text) => itemsOf(text));
  return { ...raw, compose: lines.includes(line) ? lines : [...lines, line] };
}

function itemsOf(text: string): readonly string[] {
  try {
    const items: unknown = JSON.parse(text);
    if (Array.isArray(items) && items.every((item) => typeof item === "string")) return items;
  } catch {
    // Lines, as nearly always.
  }
  return text.split("\n").map((line) => line.trim());
}

/**
 * The name in a line `artifact:NAME`; undefined for any other line.
 *
 * @throws UserError (exit code 2) for what cannot be a name
 */
export function artifactOfLine(input: string, line: string): string | undefined {
  if (!line.startsWith(ARTIFACT_PREFIX)) return undefined;
  const name = line.slice(ARTIFACT_PREFIX.length);
  if (isArtifactName(name)) return name;
  throw refuse(
    `Invalid input: ${input}: "${line}" names no artifact, expected artifact: and letters, digits, underscores, hyphens and dots`,
    line.includes("*")
      ? "A name stands for what all jobs have handed on under it: no pattern is needed."
      : undefined,
  );
}
