import { cpSync } from "node:fs";
import { join } from "node:path";
import { generateCompose } from "../generator/generate.mjs";
import type { Scratch } from "./scratch.ts";
import { vector } from "./vectors.ts";

export const BASE_URL = "https://cdn.example.com/";

/** A generated compose; few and small artifacts unless options say otherwise. Returns its directory. */
export function generate(scratch: Scratch, options: object = {}): string {
  const { compose } = generateCompose({
    out: scratch.fresh("generated"),
    imageSize: "1K",
    rpmSize: 300,
    extraFiles: 2,
    modules: 1,
    rpmsPerArch: 6,
    ...options,
  });
  return compose;
}

/** A copy of a vector's compose that may be changed. */
export function copyOf(scratch: Scratch, name = "tiny"): string {
  const copy = scratch.fresh("compose");
  cpSync(vector(name).compose, copy, { recursive: true });
  return copy;
}

export function metadataFile(compose: string, type: string): string {
  return join(compose, "metadata", `${type}.json`);
}
