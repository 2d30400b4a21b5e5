import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { baseUrlBuilder, type UrlBuilder, urlMapBuilder } from "@compose-actions/metadata";
import { TYPES } from "./documents.ts";

const FOLDER = new URL("../../../../test/fixtures/vectors", import.meta.url).pathname;

/** A conversion with known results. */
export interface Vector {
  readonly name: string;
  readonly url: UrlBuilder;
  readonly computesChecksums: boolean;
  readonly files: readonly string[];
  read(part: "input" | "expected-2.0" | "expected-1.2", file: string): string;
}

export const vectors: readonly Vector[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const folder = join(FOLDER, name);
    const args = readFileSync(join(folder, "upgrade.args"), "utf8").trim().split(/\s+/);
    const argument = (option: string) => args[args.indexOf(option) + 1] as string;
    return {
      name,
      url: args.includes("--url-map")
        ? urlMapBuilder(JSON.parse(readFileSync(join(folder, argument("--url-map")), "utf8")))
        : baseUrlBuilder(argument("--base-url")),
      computesChecksums: args.includes("--compute-checksums"),
      files: TYPES.map((type) => `${type}.json`),
      read: (part, file) =>
        readFileSync(join(folder, part === "input" ? "input/compose/metadata" : part, file), "utf8"),
    };
  });
