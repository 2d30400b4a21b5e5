import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Inputs } from "./dist.ts";
import { ROOT } from "./dist.ts";
import { contents } from "./files.ts";

/** A conversion with known results. */
export interface Vector {
  readonly name: string;
  /** Where relative paths of the inputs start. */
  readonly folder: string;
  readonly compose: string;
  /** The inputs of the upgrade besides compose and output. */
  readonly inputs: Inputs;
  readonly upgraded: Readonly<Record<string, string>>;
  readonly downgraded: Readonly<Record<string, string>>;
}

const FOLDER = join(ROOT, "test", "fixtures", "vectors");

export const vectors: readonly Vector[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const folder = join(FOLDER, name);
    return {
      name,
      folder,
      compose: join(folder, "input", "compose"),
      inputs: readFlags(readFileSync(join(folder, "upgrade.args"), "utf8")),
      upgraded: contents(join(folder, "expected-2.0")) ?? {},
      downgraded: contents(join(folder, "expected-1.2")) ?? {},
    };
  });

/** `--name value` pairs; a flag without a value is true. */
function readFlags(text: string): Inputs {
  const inputs: Record<string, string> = {};
  let name = "";
  for (const word of text.trim().split(/\s+/)) {
    if (word.startsWith("--")) {
      name = word.slice(2);
      inputs[name] = "true";
    } else {
      inputs[name] = word;
    }
  }
  return inputs;
}

export function vector(name: string): Vector {
  const found = vectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vector ${name}`);
  return found;
}
