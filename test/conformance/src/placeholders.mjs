/**
 * Rebuilds JSON from the leaves up; keys of objects are offered as texts too.
 *
 * @template T
 * @param {T} value
 * @param {(value: unknown) => unknown} change of every value
 * @returns {T}
 */
export function mapJson(value, change) {
  const inner = Array.isArray(value)
    ? value.map((element) => mapJson(element, change))
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value).map(([key, member]) => [String(change(key)), mapJson(member, change)]),
        )
      : value;
  return /** @type {T} */ (change(inner));
}

/**
 * Puts values in place of `{name}` and `{name:argument}` in all texts of the JSON; braces around other names stay.
 *
 * @template T
 * @param {T} json
 * @param {Record<string, string | ((argument: string) => string)>} table
 * @returns {T}
 */
export function fill(json, table) {
  return mapJson(json, (value) => (typeof value === "string" ? fillText(value, table) : value));
}

/** @param {string} text @param {Record<string, string | ((argument: string) => string)>} table */
export function fillText(text, table) {
  return text.replace(/\{([a-z0-9]+)(?::([^{}]*))?\}/g, (whole, name, argument) => {
    const value = Object.hasOwn(table, name) ? table[name] : undefined;
    if (value === undefined) {
      return whole;
    }
    return typeof value === "string" ? value : value(argument ?? "");
  });
}
