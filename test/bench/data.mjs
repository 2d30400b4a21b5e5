import { createHash, hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { generateCompose } from "../generator/generate.mjs";

const GENERATOR = fileURLToPath(new URL("../generator", import.meta.url));
const STAMP = "complete";
const MEMORY = "/dev/shm";
const MEMORY_LEFT = 4e9;

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

  /**
   * An empty folder for outputs that are measured: in memory when there is room, so that no disk is measured.
   *
   * @param {number} bytes that will be in it at a time
   * @returns {string}
   */
  scratch(bytes) {
    const roomy = freeMemory() > bytes + MEMORY_LEFT && freeSpace(MEMORY) > bytes;
    const folder = roomy ? this.#memory : join(this.folder, "out", "scratch");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!roomy) {
      this.log(`  outputs go to ${folder}: too little memory for them`);
    }
    return folder;
  }

  clearOutputs() {
    rmSync(join(this.folder, "out"), { recursive: true, force: true });
    rmSync(this.#memory, { recursive: true, force: true });
  }

  /** The same in every run, so that what a killed one left is cleared by the next. */
  get #memory() {
    return join(MEMORY, `compose-actions-bench-${hash("sha256", resolve(this.folder)).slice(0, 12)}`);
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

/** @returns {number} bytes, file caches that can go counted as free; 0 when nobody says */
function freeMemory() {
  const found =
    existsSync("/proc/meminfo") && /^MemAvailable: +(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8"));
  return found ? Number(found[1]) * 1024 : 0;
}

/** @param {string} folder @returns {number} bytes; 0 when it does not exist */
function freeSpace(folder) {
  if (!existsSync(folder)) {
    return 0;
  }
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
