import {
  type AnyMetadata,
  type Artifact,
  type ArtifactContext,
  createSelector,
  type Metadata,
  mapArtifacts,
  merge,
  parse,
  type Selection,
  select,
  serialize,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { vectors } from "../support/vectors.ts";

type Split = (models: readonly AnyMetadata[]) => AnyMetadata[][];

const selected = (models: readonly AnyMetadata[], selection: Selection) =>
  models.map((model) => select(model, createSelector(selection)));

/** A job for every value of one property of artifacts. */
const byValue =
  (valueIn: (context: ArtifactContext) => string, pick: (value: string) => Selection): Split =>
  (models) => {
    const values = new Set<string>();
    for (const model of models) {
      each(model, (context) => values.add(valueIn(context)));
    }
    return [...values].map((value) => selected(models, pick(value)));
  };

function each(model: AnyMetadata, visit: (context: ArtifactContext) => void): void {
  mapArtifacts<Artifact, Artifact>(model as Metadata<Artifact>, model.generation, (artifact, context) => {
    visit(context);
    return artifact;
  });
}

/**
 * Every third artifact goes to the same job, extra files with the others of their variant and arch: their order cannot be
 * told any more from parts of a list. composeinfo.json is one job's alone.
 */
const thirds: Split = (models) =>
  [0, 1, 2].map((part) => {
    const own = models.filter(({ type }) => type !== "composeinfo" || part === 0);
    return own.map((model) => {
      if (model.type === "composeinfo") {
        return model;
      }
      const turns = new Map<string, number>();
      let entries = 0;
      const mine = ({ kind, variant, arch }: ArtifactContext) => {
        const unit = kind === "extra_file" ? `${variant} ${arch}` : String(entries++);
        const turn = turns.get(unit) ?? turns.size;
        turns.set(unit, turn);
        return turn % 3 === part;
      };
      return mapArtifacts<Artifact, Artifact>(
        model as Metadata<Artifact>,
        model.generation,
        (artifact, context) => (mine(context) ? artifact : undefined),
      ) as AnyMetadata;
    });
  });

const SPLITS: Readonly<Record<string, Split>> = {
  "by variant": byValue(
    ({ variant }) => variant,
    (variant) => ({ variants: [variant] }),
  ),
  "by arch": byValue(
    ({ arch }) => arch,
    (arch) => ({ arches: [arch] }),
  ),
  "by kind": (models) => models.map((model) => [model]),
  "by thirds": thirds,
};

describe.each(vectors)("vector $name, split and merged again, gives the same bytes", (vector) => {
  const parts = ["expected-2.0", "expected-1.2"] as const;
  const cases = parts.flatMap((part) => Object.keys(SPLITS).map((split) => ({ part, split })));

  test.each(cases)("$part $split", ({ part, split }) => {
    const texts = vector.files.map((file) => vector.read(part, file));
    const models = texts.map((text) => parse(text).model);
    const jobs = (SPLITS[split] as Split)(models);
    const read = jobs.flatMap((job, index) =>
      job.map((model) => ({ file: `job-${index}`, model: parse(serialize(model)).model })),
    );
    for (const files of [read, [...read].reverse()]) {
      expect(merge(files).models.map(serialize)).toEqual(texts);
    }
  });
});
