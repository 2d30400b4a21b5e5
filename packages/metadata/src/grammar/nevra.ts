/** name-epoch:version-release.arch: the name may hold dashes, version and release may not. */
const NEVRA = /^([^:]+)-([0-9]+):([^-:]+)-([^-:]+)\.([^.:-]+)$/;

export interface Nevra {
  readonly name: string;
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
}

const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;

/**
 * Whether the text is a NEVRA with an epoch, as the keys of rpms.json are. Called for every package of a compose: goes
 * once through the text, from its end.
 */
export function isNevra(text: string): boolean {
  let i = text.length - 1;
  const end = i;
  while (
    i >= 0 &&
    text.charCodeAt(i) !== DOT &&
    text.charCodeAt(i) !== DASH &&
    text.charCodeAt(i) !== COLON
  ) {
    i -= 1;
  }
  const dot = i;
  if (dot === end || text.charCodeAt(dot) !== DOT) {
    return false;
  }
  for (i -= 1; i >= 0 && text.charCodeAt(i) !== DASH && text.charCodeAt(i) !== COLON; ) {
    i -= 1;
  }
  const release = i;
  if (release === dot - 1 || text.charCodeAt(release) !== DASH) {
    return false;
  }
  for (i -= 1; i >= 0 && text.charCodeAt(i) !== DASH && text.charCodeAt(i) !== COLON; ) {
    i -= 1;
  }
  const version = i;
  if (version === release - 1 || text.charCodeAt(version) !== COLON) {
    return false;
  }
  for (i -= 1; i >= 0 && isDigit(text.charCodeAt(i)); ) {
    i -= 1;
  }
  return i < version - 1 && i > 0 && text.charCodeAt(i) === DASH && !text.slice(0, i).includes(":");
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Takes a NEVRA apart; undefined when it is none. */
export function parseNevra(text: string): Nevra | undefined {
  const match = NEVRA.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, name = "", epoch = "", version = "", release = "", arch = ""] = match;
  return { name, epoch: Number(epoch), version, release, arch };
}
