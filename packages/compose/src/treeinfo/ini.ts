import { MetadataError, show } from "@compose-actions/metadata";

/** Section → option → value, in file order. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Real files have some thousand bytes. */
const MAX_BYTES = 1024 * 1024;
/** Control characters but tab and line feed. */
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;

/**
 * Reads INI text as Python's configparser does (productmd: treeinfo), as far as .treeinfo files need it: comments are
 * lines that start with `;` or `#`; `=` or `:`, whichever is first, ends an option's name; the case of names is kept.
 * Sections and options may be repeated as long as they do not contradict. There are no values of several lines, no
 * defaults and no interpolation.
 *
 * @param source - UTF-8 when bytes
 * @param file - names the document in errors
 * @throws MetadataError that names the line
 */
export function parseIni(source: string | Uint8Array, file: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section: { name: string; options: Map<string, string> } | undefined;
  for (const [index, line] of decode(source, file).split(/\r?\n/).entries()) {
    const refuse = (message: string) => new MetadataError([{ path: `line ${index + 1}`, message }], { file });
    if (CONTROL.test(line)) {
      throw refuse("the line has a control character");
    }
    if (/^\s*(?:[;#]|$)/.test(line)) {
      continue;
    }
    if (/^\s/.test(line)) {
      throw refuse(`a line that starts with white space is not supported: ${show(line)}`);
    }
    if (line.startsWith("[")) {
      const name = /^\[([^[\]]+)\]\s*$/.exec(line)?.[1];
      if (name === undefined || name === "DEFAULT") {
        throw refuse(`expected [section], found ${show(line)}`);
      }
      const options = sections.get(name) ?? new Map<string, string>();
      sections.set(name, options);
      section = { name, options };
    } else {
      // Not with one expression: that would take a time that grows with the square of a hostile line.
      const end = line.search(/[=:]/);
      const option = line.slice(0, Math.max(end, 0)).trim();
      const value = line.slice(end + 1).trim();
      if (option === "" || section === undefined) {
        throw refuse(
          `expected ${section === undefined ? "[section]" : "option = value"}, found ${show(line)}`,
        );
      }
      const known = section.options.get(option);
      if (known !== undefined && known !== value) {
        const values = `${show(known)} and ${show(value)}`;
        throw refuse(`${show(option)} of [${section.name}] is given twice, as ${values}`);
      }
      section.options.set(option, value);
    }
  }
  return sections;
}

function decode(source: string | Uint8Array, file: string): string {
  const refuse = (message: string) => new MetadataError([{ path: "", message }], { file });
  const bytes = typeof source === "string" ? Buffer.byteLength(source) : source.length;
  if (bytes > MAX_BYTES) {
    throw refuse(`the file has ${bytes} bytes, more than ${MAX_BYTES}`);
  }
  if (typeof source === "string") {
    return source.startsWith("\ufeff") ? source.slice(1) : source;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(source);
  } catch {
    throw refuse("the file is not valid UTF-8");
  }
}
