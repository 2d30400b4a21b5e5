/** Whether text starts with the byte order mark of UTF-8, which carries no meaning. */
export function startsWithByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Whether text starts as UTF-16 or UTF-32 does: with another byte order mark, or with a character of two bytes. */
export function isOtherEncoding(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0;
}
