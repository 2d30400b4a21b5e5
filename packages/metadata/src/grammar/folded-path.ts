const NOT_ASCII = /[^\0-\x7f]/;

export function isAscii(path: string): boolean {
  return !NOT_ASCII.test(path);
}

/**
 * A path as file systems see it that ignore case and normalise Unicode: equal for paths that are one file there.
 *
 * Paths are compared as Unicode's canonical caseless matching does (D145), but for the Turkish dotless ı, which is
 * taken for an i.
 */
export function foldPath(path: string): string {
  if (isAscii(path)) {
    return path.toLowerCase();
  }
  // Lower and upper case together map what a full case folding maps: ß and ẞ to ss, ſ to s, ς to σ.
  return path.normalize("NFD").toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
}
