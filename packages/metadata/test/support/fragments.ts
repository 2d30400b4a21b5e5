import {
  type AnyMetadata,
  type Artifact,
  type Compose,
  isLocation,
  MergeError,
  type Metadata,
  mapArtifacts,
  merge,
  parse,
  serialize,
} from "@compose-actions/metadata";
import fc, { type Arbitrary } from "fast-check";
import { expect } from "vitest";
import { composeinfo, extraFiles, images, modules, rpms } from "./arbitraries.ts";

/** What merging comes to: the files as they are written, or that they cannot be merged. */
export type Outcome = readonly string[] | "conflict";

export function outcomeOf(models: readonly AnyMetadata[]): Outcome {
  try {
    return merge(models.map((model, index) => ({ file: `${index}.json`, model }))).models.map(serialize);
  } catch (error) {
    if (error instanceof MergeError) {
      return "conflict";
    }
    throw error;
  }
}

/** Merges what earlier merges came to. */
export function outcomeOfOutcomes(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes("conflict")) {
    return "conflict";
  }
  return outcomeOf(
    outcomes.flatMap((texts) => (texts as readonly string[]).map((text) => parse(text).model)),
  );
}

const COMPOSE: Compose = {
  id: "Test-1.0-20260101.0",
  date: "20260101",
  type: "production",
  respin: 0,
  label: "RC-1.0",
  final: true,
};

/** The files of one compose, some of the five types. */
export function composes(generation: 1 | 2): Arbitrary<readonly AnyMetadata[]> {
  const all = [images, rpms, extraFiles, modules, composeinfo] as unknown as ((
    of: 1 | 2,
  ) => Arbitrary<AnyMetadata>)[];
  return fc
    .tuple(...all.map((make) => fc.option(make(generation), { freq: 2 })))
    .map((models) =>
      models.flatMap((model) => (model === null ? [] : [{ ...model, compose: COMPOSE } as AnyMetadata])),
    );
}

/** How a compose is spread over jobs: for every artifact in turn which jobs have it, and what they know of it. */
export const spreads: Arbitrary<readonly number[]> = fc.array(fc.nat(63), { minLength: 1, maxLength: 24 });

/** Whether a job knows something else of an artifact than the others. */
export type Disagreement = "never" | "sometimes";

/**
 * A compose in three parts. Of an artifact in several parts some know less than others; where they may disagree, some
 * know another checksum.
 */
export function split(
  models: readonly AnyMetadata[],
  spread: readonly number[],
  disagreement: Disagreement,
): AnyMetadata[][] {
  return [0, 1, 2].map((part) => {
    let turn = 0;
    return models.map((model) =>
      mapArtifacts<Artifact, Artifact>(
        model as Metadata<Artifact>,
        model.generation,
        (artifact, { kind }) => {
          const bits = spread[turn++ % spread.length] as number;
          if ((bits & (1 << part)) === 0) {
            return undefined;
          }
          if (disagreement === "sometimes" && bits === 63 - part) {
            return withOtherChecksum(artifact);
          }
          // Images of 1.x must have both.
          const forgets = (bits & (8 << part)) !== 0 && !(kind === "image" && model.generation === 1);
          return forgets ? withoutFacts(artifact) : artifact;
        },
      ),
    ) as AnyMetadata[];
  });
}

function withoutFacts(artifact: Artifact): Artifact {
  return isLocation(artifact)
    ? { ...artifact, size: null, checksum: null }
    : { ...artifact, size: null, checksums: [] };
}

function withOtherChecksum(artifact: Artifact): Artifact {
  const other = `sha256:${"0".repeat(63)}1`;
  return isLocation(artifact) ? { ...artifact, checksum: other } : artifact;
}

/**
 * Merges the files of three jobs in many ways, all of which must come to the same.
 *
 * @returns what they come to
 */
export function expectLaws([a = [], b = [], c = []]: readonly (readonly AnyMetadata[])[]): Outcome {
  const expected = outcomeOf([...a, ...b, ...c]);
  expect(outcomeOf([...c, ...a, ...b])).toEqual(expected);
  expect(outcomeOf([...a, ...b, ...c].reverse())).toEqual(expected);
  expect(outcomeOf([...a, ...b, ...c, ...b, ...a])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf([...a, ...b]), outcomeOf(c)])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf(a), outcomeOf([...b, ...c])])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf([...a, ...c]), outcomeOf([...b, ...c])])).toEqual(expected);
  expect(outcomeOfOutcomes([expected, expected])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf(b), expected])).toEqual(expected);
  return expected;
}
