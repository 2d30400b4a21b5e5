/** name-epoch:version-release.arch: the name may hold dashes, version and release may not. */
const NEVRA = /^(.+)-([0-9]+):([^-:]+)-([^-]+)\.([^.-]+)$/;

export interface Nevra {
  readonly name: string;
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
}

/** Whether the text is a NEVRA with an epoch, as the keys of rpms.json are. Called for every package of a compose. */
export function isNevra(text: string): boolean {
  const dot = text.lastIndexOf(".");
  const release = text.lastIndexOf("-");
  const version = text.lastIndexOf("-", release - 1);
  const colon = text.indexOf(":", version);
  return (
    version > 0 &&
    colon > version + 1 &&
    colon < release - 1 &&
    dot > release + 1 &&
    dot < text.length - 1 &&
    isDigits(text, version + 1, colon) &&
    text.lastIndexOf(":") === colon
  );
}

function isDigits(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) {
      return false;
    }
  }
  return true;
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
