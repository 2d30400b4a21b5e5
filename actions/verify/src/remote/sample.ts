import { hash } from "node:crypto";

/**
 * Chooses some of the files: the same ones for the same seed, whatever else there is.
 *
 * @returns their numbers
 */
export function sampleOf(
  files: readonly number[],
  size: number,
  seed: string,
  pathOf: (file: number) => string,
): ReadonlySet<number> {
  if (size >= files.length) {
    return new Set(files);
  }
  const ranked = files.map((file) => ({ file, rank: hash("sha256", `${seed}\0${pathOf(file)}`) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return new Set(ranked.slice(0, size).map(({ file }) => file));
}
