import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateCompose } from "../generator/generate.mjs";

const GENERATOR = fileURLToPath(new URL("../generator", import.meta.url));
const STAMP = "complete";

/** Composes to measure with: made when first asked for, and kept as long as the folder is. */
export class BenchData {
  /** @param {string} folder @param {(line: string) => void} log */
  constructor(folder, log) {
    this.folder = folder;
    this.log = log;
    mkdirSync(folder, { recursive: true });
  }

  /**
   * @param {string} name of the folder below the data folder
   * @param {Omit<import("../generator/options.mjs").GeneratorOptions, "out">} options
   * @returns {string} the compose directory
   */
  compose(name, options) {
    const out = join(this.folder, "composes", name);
    const stamp = join(out, STAMP);
    const wanted = `${JSON.stringify(options)} ${generatorDigest()}`;
    if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
      this.log(`  making ${name}`);
      rmSync(out, { recursive: true, force: true });
      generateCompose({ out, ...options });
      writeFileSync(stamp, wanted);
    }
    return join(out, "compose");
  }

  /** A path for what a command writes, and how to clear it. @param {string} name @returns {{ path: string, clear: () => void }} */
  output(name) {
    const path = join(this.folder, "out", name);
    mkdirSync(join(this.folder, "out"), { recursive: true });
    return { path, clear: () => rmSync(path, { recursive: true, force: true }) };
  }

  clearOutputs() {
    rmSync(join(this.folder, "out"), { recursive: true, force: true });
  }

  /** Removes what was made; the folder itself stays when it holds anything else. */
  remove() {
    this.clearOutputs();
    rmSync(join(this.folder, "composes"), { recursive: true, force: true });
    if (readdirSync(this.folder).length === 0) {
      rmSync(this.folder, { recursive: true });
    }
  }
}

/** Composes of an older generator are not those of this one. */
function generatorDigest() {
  const digest = createHash("sha256");
  for (const file of readdirSync(GENERATOR).sort()) {
    if (file.endsWith(".mjs")) {
      digest.update(readFileSync(join(GENERATOR, file)));
    }
  }
  return digest.digest("hex");
}
