import { createHash } from "node:crypto";
import { isArtifactName, parseShard } from "@compose-actions/step";

/** What an artifact between jobs holds: the metadata of one job, that of all of them, or a report. */
export const ARTIFACT_CONTENTS = ["part", "merged", "report"] as const;
export type ArtifactContent = (typeof ARTIFACT_CONTENTS)[number];

/** Where an artifact was made. */
export interface ArtifactPlace {
  /** For people: the job and the values of its matrix. */
  readonly label: string;
  /**
   * Eight hexadecimal digits for the matrix and eight for the step and its job; the same in every leg and in every
   * attempt.
   */
  readonly origin: string;
  /** Which leg of the matrix, from 0 on, and how many there are. */
  readonly leg: number;
  readonly legs: number;
  /** From 1 on. */
  readonly attempt: number;
}

/** The whole name of an artifact: under it no two jobs, legs or attempts ever meet. */
export interface ArtifactName extends ArtifactPlace {
  /** The name that the user gave. */
  readonly name: string;
  readonly content: ArtifactContent;
}

const LABEL_LENGTH = 60;
/** Of each of the two digests in an origin. */
const DIGITS = 8;
const REST =
  /^(part|merged|report)\.([A-Za-z0-9_-]{1,60})\.([0-9a-f]{16})-(0|[1-9]\d{0,5})-([1-9]\d{0,5})\.([1-9]\d{0,8})$/;

/** `<content>.<label>.<origin>-<leg>-<legs>.<attempt>`: the part of the name that is ours. */
export function placeText({
  content,
  label,
  origin,
  leg,
  legs,
  attempt,
}: Omit<ArtifactName, "name">): string {
  return `${content}.${label}.${origin}-${leg}-${legs}.${attempt}`;
}

/** `<name>.<place>`. The place has a fixed number of dots, so that it can be told from a name with dots. */
export function artifactNameText(artifact: ArtifactName): string {
  return `${artifact.name}.${placeText(artifact)}`;
}

/** Reads what {@link placeText} wrote; undefined for anything else. */
export function parsePlaceText(text: string): Omit<ArtifactName, "name"> | undefined {
  const [, content, label = "", origin = "", leg, legs, attempt] = REST.exec(text) ?? [];
  if (content === undefined || Number(leg) >= Number(legs)) return undefined;
  return {
    content: content as ArtifactContent,
    label,
    origin,
    leg: Number(leg),
    legs: Number(legs),
    attempt: Number(attempt),
  };
}

/** Reads what {@link artifactNameText} wrote; undefined for the name of any other artifact. */
export function parseArtifactName(text: string): ArtifactName | undefined {
  const parts = text.split(".");
  const name = parts.slice(0, -4).join(".");
  const place = parsePlaceText(parts.slice(-4).join("."));
  return place !== undefined && isArtifactName(name) ? { name, ...place } : undefined;
}

/** What is known of the place. */
export interface PlaceFacts {
  readonly job: string;
  /** What the legs of one matrix have in common and no other jobs; nothing where the host does not say it. */
  readonly group: string;
  /** What tells steps of the job apart. */
  readonly step: readonly string[];
  readonly attempt: number;
  /** The input `matrix-leg`: `<index>/<total> <matrix as JSON>` from an action, or whatever the user gave. */
  readonly leg: string;
  /** The input `shard`, which is a leg where there is no matrix. */
  readonly shard: string;
}

/** Makes the place of this step. Texts are taken apart leniently: any of them gives a place. */
export function placeOf({ job, group, step, attempt, leg, shard }: PlaceFacts): ArtifactPlace {
  const written = leg.replace(/\s+/g, " ").trim();
  const [, index, total, matrix = ""] = /^(\d{0,5})\/(\d{0,5}) (.+)$/.exec(written) ?? [];
  // The action writes the matrix behind its numbers, if only as null: a part such as 1/4 is somebody's own words.
  const numbered = isLeg(Number(index || Number.NaN), Number(total));
  // Without a strategy the numbers are absent, without a matrix it is null.
  const rest = meaning(index === undefined ? written : matrix);
  if (numbered && Number(total) > 1) {
    return { ...made({ job, group, step }, "", rest), leg: Number(index), legs: Number(total), attempt };
  }
  const part = parseShard(shard.trim());
  if (rest === "" && part !== undefined) {
    return {
      // Parts need not be done by the legs of a matrix.
      ...made({ job, group: "", step }, "", `${part.index}-of-${part.count}`),
      leg: part.index - 1,
      legs: part.count,
      attempt,
    };
  }
  return { ...made({ job, group, step }, numbered ? "" : rest, rest), leg: 0, legs: 1, attempt };
}

function isLeg(index: number, total: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < total;
}

function meaning(matrix: string): string {
  return matrix.trim() === "null" ? "" : matrix.trim();
}

/** Labels are cut and may coincide; what must not is told apart by the digest. */
function made(
  { job, group, step }: Pick<PlaceFacts, "job" | "group" | "step">,
  leg: string,
  shown: string,
): Pick<ArtifactPlace, "label" | "origin"> {
  return {
    label: labelOf([job, ...matrixValues(shown)]),
    origin: `${digestOf([group])}${digestOf([job, step, leg])}`,
  };
}

function digestOf(facts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, DIGITS);
}

/** The matrix whose leg has made an artifact, of those that have as many legs. */
export function matrixOf({ origin }: ArtifactPlace): string {
  return origin.slice(0, DIGITS);
}

function matrixValues(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) {
      return Object.values(value).flatMap((one) => (typeof one === "object" ? [] : [String(one)]));
    }
  } catch {
    // Not a matrix: the user's own words.
  }
  return [text];
}

function labelOf(words: readonly string[]): string {
  const text = words
    .map((word) => word.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, ""))
    .filter((word) => word !== "")
    .join("-");
  return text.slice(0, LABEL_LENGTH).replace(/-+$/, "") || "job";
}
