/** Farther names than this are another word, not a slip of the finger. */
const FARTHEST = 3;

/**
 * The known name that was probably meant: one that begins so, or else the nearest by spelling. Names are in lower case
 * with hyphens, and are recognised in other forms.
 */
export function suggest(written: string, known: readonly string[]): string | undefined {
  const given = written.toLowerCase().replaceAll("_", "-");
  if (known.includes(given)) return given;
  const begun = given.length >= 2 ? known.filter((name) => name.startsWith(given)) : [];
  if (begun.length === 1) return begun[0];
  const limit = Math.min(FARTHEST, Math.floor(given.length / 2));
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.name;
}

/** `, did you mean --x?`, or nothing. */
export function didYouMean(given: string, known: readonly string[], prefix = ""): string {
  const name = suggest(given, known);
  return name === undefined ? "" : `, did you mean ${prefix}${name}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours (Damerau-Levenshtein, optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const choices = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost];
      if (swapped) choices.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...choices));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
