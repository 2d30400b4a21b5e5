/** Bytes of JSON's structure and their classes outside strings. */

export const QUOTE = 0x22;
export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const COMMA = 0x2c;
export const COLON_BYTE = 0x3a;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const LOWER_E = 0x65;

/** 0 stands for bytes of no interest. */
export const OTHER = 0;
export const OPEN = 1;
export const CLOSE = 2;
export const STRING = 3;
export const COLON = 4;
export const DIGIT = 5;
/** Part of a number that JSON.parse may not keep as it is written. */
export const INEXACT = 6;
export const LINE = 7;
/** Comma and white space but the line feed. */
export const SEPARATOR = 8;

/** Byte → class. */
export const CLASSES: Uint8Array = makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  const members: readonly (readonly [string, number])[] = [
    ["{[", OPEN],
    ["}]", CLOSE],
    ['"', STRING],
    [":", COLON],
    ["0123456789", DIGIT],
    [".-+E", INEXACT],
    ["\n", LINE],
    [", \t\r", SEPARATOR],
  ];
  for (const [chars, kind] of members) {
    for (const char of chars) {
      classes[char.charCodeAt(0)] = kind;
    }
  }
  return classes;
}
