import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateCompose } from "../../generator/generate.mjs";

/** A small compose with its files in `compose/` of a folder. */
export function makeCompose(folder: string): string {
  const made = generateCompose({
    out: join(folder, "made"),
    files: true,
    variants: ["BaseOS", "AppStream"],
    images: 4,
    imageSize: "2K",
    rpmSize: 300,
    extraFiles: 1,
    modules: 1,
    rpmsPerArch: 6,
  });
  const compose = join(folder, "compose");
  renameSync(made.compose, compose);
  rmSync(join(folder, "made"), { recursive: true });
  return compose;
}

/** Writes another content of the same size over a file. */
export function damage(compose: string, path: string, size: number): void {
  writeFileSync(join(compose, path), Buffer.alloc(size, "x"));
}
