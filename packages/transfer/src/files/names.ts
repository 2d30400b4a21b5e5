/** Names of devices, with whatever ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;

/**
 * What keeps a local path from being one on Windows.
 *
 * @returns a sentence without the path, or undefined when it is fine everywhere
 */
export function portableNameProblem(path: string): string | undefined {
  for (const part of path.split("/")) {
    const forbidden = FORBIDDEN.exec(part)?.[0];
    if (forbidden !== undefined) {
      return forbidden < " "
        ? "the path has a control character"
        : `the path has the character ${forbidden}, which names on Windows cannot have`;
    }
    const device = RESERVED.exec(part);
    if (device !== null) {
      return `a part of the path is ${part.slice(0, 7).split(".", 1)[0]?.trim()}, a name that Windows reserves for a device`;
    }
    if (/[. ]$/.test(part)) {
      return "a part of the path ends with a dot or a space, which Windows drops";
    }
  }
  return undefined;
}
