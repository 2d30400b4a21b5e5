/**
 * A glob on paths between slashes: `*` and `?` stay within one part, `**` crosses them, `[a-z]` is one character of a
 * set, `{a,b}` one of several texts. A pattern without a slash matches the path's last part.
 *
 * @throws SyntaxError for an unclosed bracket or brace
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const regex = new RegExp(`^${pattern.includes("/") ? "" : "(?:.*/)?"}${globSource(pattern)}$`, "su");
  return (path) => regex.test(path);
}

function globSource(pattern: string): string {
  let source = "";
  let braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === "*") {
      const crosses = pattern.startsWith("**", i);
      const wholePart = pattern.startsWith("**/", i) && (i === 0 || pattern.charAt(i - 1) === "/");
      source += wholePart ? "(?:.*/)?" : crosses ? ".*" : "[^/]*";
      // A run of stars says no more than two: longer ones would only cost time.
      while (pattern.charAt(i + 1) === "*") {
        i += 1;
      }
      i += wholePart ? 1 : 0;
    } else if (char === "?") {
      source += "[^/]";
    } else if (char === "[") {
      const end = pattern.indexOf("]", i + 2);
      if (end === -1) {
        throw new SyntaxError(`the bracket at position ${i + 1} of the pattern is not closed`);
      }
      const body = pattern.slice(i + 1, end).replace(/[\\[\]^]/g, "\\$&");
      source += body.startsWith("!") ? `[^${body.slice(1)}/]` : `[${body}]`;
      i = end;
    } else if (char === "{") {
      braces += 1;
      source += "(?:";
    } else if (char === "}" && braces > 0) {
      braces -= 1;
      source += ")";
    } else if (char === "," && braces > 0) {
      source += "|";
    } else {
      source += char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
    }
  }
  if (braces > 0) {
    throw new SyntaxError("a brace of the pattern is not closed");
  }
  return source;
}
