import type { Lookahead } from "./lookahead.ts";

/** What a package element says, as written; what it does not say is undefined. */
export interface PackageFields {
  readonly name: string | undefined;
  readonly arch: string | undefined;
  readonly epoch: string | undefined;
  readonly version: string | undefined;
  readonly release: string | undefined;
  readonly checksumType: string | undefined;
  readonly checksum: string | undefined;
  readonly size: string | undefined;
  readonly href: string | undefined;
}

/** Whether there is a package, where the text goes on behind it, and what it says. */
export interface PlainPackage {
  readonly end: number;
  readonly fields: PackageFields;
}

const BLANK = "[ \\t\\r\\n]*";
/**
 * Letters, digits and signs of ASCII that mean themselves in texts, and in values between quotes. They are shorter
 * than any limit of the parser.
 */
const WORD = "([!-%'-;=?-~]{1,512})";
const VALUE = "([!#-%'-;=?-~]{1,2048})\"";
const NUMBER = '[0-9]{1,15}"';
/** Text that the parser accepts (XML 1.0, 2.2); without ">", which may not follow "]]". */
const CHARACTERS = "[^<&>\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]*";
const TEXT = `${CHARACTERS}(?:&(?:amp|lt|gt|quot|apos);${CHARACTERS})*`;
const prose = (name: string) => `<${name}(?:/>|>${TEXT}</${name}>)`;
const optional = (element: string) => `(?:${element}${BLANK})?`;

/**
 * Up to the content of the format. Nothing that is repeated may go on with what follows it, so that there is one way
 * only to match a text, and no time is lost with looking for others.
 */
const HEAD = new RegExp(
  [
    "",
    '<package type="rpm">',
    `<name>${WORD}</name>`,
    `<arch>${WORD}</arch>`,
    `<version epoch="${VALUE} ver="${VALUE} rel="${VALUE}/>`,
    `<checksum type="${VALUE} pkgid="YES">${WORD}</checksum>`,
    prose("summary"),
    prose("description"),
    optional(prose("packager")) +
      optional(prose("url")) +
      optional(`<time file="${NUMBER} build="${NUMBER}/>`) +
      `<size package="${VALUE} installed="${NUMBER} archive="${NUMBER}/>`,
    `<location href="${VALUE}/>`,
    "<format>",
  ].join(BLANK),
  "y",
);
const FORMAT_END = /<\/format>/g;
const TAIL = new RegExp(`</format>${BLANK}</package>`, "y");
/** What might hide the end of the format, or is refused anywhere. */
const SUSPICIOUS = /<(?:[!?]|format|\/package)|xml:base/;

/**
 * Reads a package element that looks exactly as createrepo_c writes it, without parsing: every element there is, in
 * this order, with these attributes, and no reference, comment or the like in what is read. Such text means the same
 * to any parser; all other text is none of its business.
 *
 * @param from - index behind the end tag of the element before
 * @returns undefined when the text is, or might be, anything else
 */
export function readPlainPackage(ahead: Lookahead, from: number): PlainPackage | undefined {
  HEAD.lastIndex = from;
  const match = HEAD.exec(ahead.text);
  if (match === null) {
    return undefined;
  }
  const start = HEAD.lastIndex;
  const end = ahead.next(FORMAT_END, start);
  TAIL.lastIndex = end;
  // The end of a format that is not there may be far: what is suspicious of such a one is near, at its package's end.
  if (!TAIL.test(ahead.text) || SUSPICIOUS.test(ahead.text.slice(start, end))) {
    return undefined;
  }
  const [, name, arch, epoch, version, release, checksumType, checksum, size, href] = match;
  return {
    end: TAIL.lastIndex,
    fields: { name, arch, epoch, version, release, checksumType, checksum, size, href },
  };
}
