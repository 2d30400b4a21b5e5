/**
 * JSON as the metadata files are written: four spaces, keys in code point order,
 * ASCII only, every array element on its own line, no final newline.
 */

const PLAIN = /^[ !#-[\]-~]*$/;
const PADS = Array.from({ length: 16 }, (_, depth) => "    ".repeat(depth));

/** @typedef {(keys: string[]) => string[]} KeyOrder what order the keys of an object are written in */

/** @param {string} left @param {string} right @returns {number} order by Unicode code point, not by UTF-16 unit */
export function compareCodePoints(left, right) {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      return rank(a) - rank(b);
    }
  }
  return left.length - right.length;
}

/** Surrogates stand for characters above U+FFFF: they sort after U+E000 to U+FFFF. @param {number} unit */
function rank(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** @type {KeyOrder} */
export const sortedKeys = (keys) => keys.sort(compareCodePoints);

/** @param {string} text @returns {string} a JSON string in ASCII */
export function quote(text) {
  if (PLAIN.test(text)) {
    return `"${text}"`;
  }
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * @param {unknown} value strings, integers, booleans, null, arrays and plain objects
 * @param {number} depth how deep in the document the value stands
 * @param {KeyOrder} order
 * @returns {string}
 */
export function formatJson(value, depth, order) {
  if (typeof value === "string") {
    return quote(value);
  }
  if (value === null || typeof value !== "object") {
    return String(value);
  }
  const pad = PADS[depth + 1];
  if (Array.isArray(value)) {
    const items = value.map((item) => `\n${pad}${formatJson(item, depth + 1, order)}`);
    return items.length === 0 ? "[]" : `[${items.join(",")}\n${PADS[depth]}]`;
  }
  const members = /** @type {Record<string, unknown>} */ (value);
  let text = "{";
  for (const key of order(Object.keys(members))) {
    text += `${text === "{" ? "" : ","}\n${pad}${quote(key)}: ${formatJson(members[key], depth + 1, order)}`;
  }
  return text === "{" ? "{}" : `${text}\n${PADS[depth]}}`;
}

/**
 * Writes an object whose members are too many to hold: they are asked for one after the other.
 *
 * @template T
 * @param {{ write(text: string): void }} sink
 * @param {number} depth how deep in the document the object stands
 * @param {Iterable<[string, T]>} members in the order to write them
 * @param {(value: T, key: string) => void} writeValue writes one value into the sink
 */
export function writeObject(sink, depth, members, writeValue) {
  let opened = "{";
  for (const [key, value] of members) {
    sink.write(`${opened}\n${PADS[depth + 1]}${quote(key)}: `);
    writeValue(value, key);
    opened = ",";
  }
  sink.write(opened === "{" ? "{}" : `\n${PADS[depth]}}`);
}
