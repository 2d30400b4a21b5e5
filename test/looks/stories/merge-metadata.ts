import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSelector, parse, select, serialize } from "@compose-actions/metadata";
import { edit } from "../../support/files.ts";
import { vector } from "../../support/vectors.ts";
import type { Stories } from "../story.ts";

const INPUTS = { compose: "artifacts", output: "metadata" };

/** A job for each arch of a compose. */
function makeFragments(folder: string): void {
  for (const arch of ["x86_64", "aarch64"]) {
    const job = join(folder, "artifacts", `metadata-${arch}`);
    mkdirSync(job, { recursive: true });
    for (const [name, text] of Object.entries(vector("two-variants").upgraded)) {
      const part = select(parse(text).model, createSelector({ arches: [arch] }));
      writeFileSync(join(job, name), serialize(part));
    }
  }
}

export const mergeMetadata: Stories = {
  good(folder) {
    makeFragments(folder);
    return { inputs: INPUTS };
  },
  /** A job that worked for another compose. */
  findings(folder) {
    makeFragments(folder);
    edit(join(folder, "artifacts/metadata-x86_64/images.json"), ({ payload }) => {
      payload.compose.respin = 7;
    });
    return { inputs: INPUTS };
  },
  /** A glob that matches nothing. */
  refused(folder) {
    makeFragments(folder);
    return { inputs: { ...INPUTS, compose: "fragments/*" } };
  },
};
