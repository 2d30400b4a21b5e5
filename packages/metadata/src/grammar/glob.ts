import { GlobAutomaton, type GlobInstruction } from "./glob-automaton.ts";

/**
 * A glob on paths between slashes: `*` and `?` stay within one part, `**` crosses them, `[a-z]` is one character of a
 * set, `[!a-z]` and `[^a-z]` one of none of it, `{a,b}` one of several texts. A pattern without a slash matches the
 * path's last part.
 *
 * The time of a match grows with the path's length and never faster: a regular expression would try every way to
 * share a path out among several stars.
 *
 * @throws SyntaxError for an unclosed bracket or brace, or a range that ends before it begins
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const automaton = new GlobAutomaton(compile(pattern));
  return (path) => automaton.matches(path);
}

const SLASH = 0x2f;
const notSlash = (character: number) => character !== SLASH;
const anything = () => true;

/** A brace that is open: where its choice stands, and the ends of its texts so far. */
interface OpenBrace {
  readonly choice: number[];
  readonly ends: { target: number }[];
}

function compile(pattern: string): GlobInstruction[] {
  const program: GlobInstruction[] = [];
  const braces: OpenBrace[] = [];
  const characters = Array.from(pattern);
  if (!characters.includes("/")) {
    pushParts(program);
  }
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    const brace = braces.at(-1);
    if (character === "*") {
      i = compileStars(program, characters, i);
    } else if (character === "?") {
      program.push({ test: notSlash });
    } else if (character === "[") {
      const end = closingBracket(characters, i);
      program.push({ test: compileSet(characters.slice(i + 1, end), i + 1) });
      i = end;
    } else if (character === "{") {
      const choice = [program.length + 1];
      program.push({ choice });
      braces.push({ choice, ends: [] });
    } else if (character === "," && brace !== undefined) {
      pushEnd(program, brace);
      brace.choice.push(program.length);
    } else if (character === "}" && brace !== undefined) {
      braces.pop();
      for (const end of brace.ends) {
        end.target = program.length;
      }
    } else {
      const literal = character.codePointAt(0);
      program.push({ test: (given) => given === literal });
    }
  }
  if (braces.length > 0) {
    throw new SyntaxError("a brace of the pattern is not closed");
  }
  return program;
}

/** A run of stars from `start` on. @returns where it ends, with the slash that belongs to it */
function compileStars(program: GlobInstruction[], characters: readonly string[], start: number): number {
  let end = start;
  while (characters[end + 1] === "*") {
    end += 1;
  }
  const begins = start === 0 || characters[start - 1] === "/";
  if (begins && end === start + 1 && characters[end + 1] === "/") {
    pushParts(program);
    return end + 1;
  }
  // A run of stars says no more than two.
  pushLoop(program, end > start ? anything : notSlash);
  return end;
}

/** Any number of characters that pass. */
function pushLoop(program: GlobInstruction[], test: (character: number) => boolean): void {
  const start = program.length;
  program.push({ choice: [start + 1, start + 3] }, { test }, { target: start });
}

/** Whole parts, each with its slash, or nothing. */
function pushParts(program: GlobInstruction[]): void {
  const choice = [program.length + 1];
  program.push({ choice });
  pushLoop(program, anything);
  program.push({ test: (character) => character === SLASH });
  choice.push(program.length);
}

/** The end of one text in braces: it goes on behind the closing brace, wherever that will be. */
function pushEnd(program: GlobInstruction[], brace: OpenBrace): void {
  const end = { target: 0 };
  program.push(end);
  brace.ends.push(end);
}

function isNegation(character: string | undefined): boolean {
  return character === "!" || character === "^";
}

/** A bracket that comes first in a set is one of its characters. */
function closingBracket(characters: readonly string[], start: number): number {
  const first = isNegation(characters[start + 1]) ? start + 2 : start + 1;
  const end = characters.indexOf("]", first + 1);
  if (end === -1) {
    throw new SyntaxError(`the bracket at position ${start + 1} of the pattern is not closed`);
  }
  return end;
}

/** What stands in brackets: characters and ranges, as pairs of code points. */
function compileSet(body: readonly string[], position: number): (character: number) => boolean {
  const negated = isNegation(body[0]);
  const ranges: [first: number, last: number][] = [];
  for (let i = negated ? 1 : 0; i < body.length; i++) {
    const first = body[i] as string;
    const isRange = body[i + 1] === "-" && i + 2 < body.length;
    const last = isRange ? (body[i + 2] as string) : first;
    const range: [number, number] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
    if (range[0] > range[1]) {
      throw new SyntaxError(
        `the range ${first}-${last} in the bracket at position ${position} of the pattern ends before it begins`,
      );
    }
    ranges.push(range);
    i += isRange ? 2 : 0;
  }
  const holds = (character: number) =>
    ranges.some(([first, last]) => first <= character && character <= last);
  return negated ? (character) => character !== SLASH && !holds(character) : holds;
}
