/** Other places for what lies below a URL. */
export interface MirrorRule {
  /** Ends with a slash. */
  readonly prefix: string;
  /** Each ends with a slash; in the order in which they are tried. */
  readonly mirrors: readonly string[];
}

/**
 * All places of a file. Mirrors come first: they are named because they are near. Each place once.
 *
 * @param urls - absolute, the best first
 */
export function withMirrors(urls: readonly string[], rules: readonly MirrorRule[]): readonly string[] {
  if (rules.length === 0 && urls.length === 1) {
    return urls;
  }
  return [
    ...new Set(
      urls.flatMap((url) => [
        ...rules
          .filter(({ prefix }) => url.startsWith(prefix))
          .flatMap(({ prefix, mirrors }) => mirrors.map((mirror) => mirror + url.slice(prefix.length))),
        url,
      ]),
    ),
  ];
}
