/** One value or several, as several. @template T @param {T | T[]} value @returns {T[]} */
export function list(value) {
  return Array.isArray(value) ? value : [value];
}
