import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";

/** @typedef {import("./measure.mjs").Result} Result */

/**
 * @typedef {object} Bound
 * @property {string} name what is compared
 * @property {number} value
 * @property {number} limit the value must not be above it
 * @property {"×" | "MB" | "ms" | "bytes"} unit
 */

/** @typedef {{ results: Result[], bounds: Bound[], notes: string[] }} Outcome what a scenario gives */

const MB = 1e6;

/** Wall, CPU and RSS as a ratio of a peer's. @param {Result} result @param {Result} peer @param {"wall" | "cpu" | "rss"} what */
export const ratio = (result, peer, what) => result[what] / peer[what];

/** @param {Bound} bound */
export const holds = ({ value, limit }) => value <= limit;

/** @param {Outcome} outcome @returns {string} Markdown */
export function formatOutcome({ results, bounds, notes }) {
  const measured = table(
    ["command", "runs", "wall s", "least–most", "CPU s", "peak RSS MB"],
    results.map((result) => [
      result.name,
      String(result.runs),
      seconds(result.wall),
      `${seconds(result.least)}–${seconds(result.most)}`,
      seconds(result.cpu),
      (result.rss / MB).toFixed(0),
    ]),
  );
  const judged = table(
    ["compared", "value", "bound", ""],
    bounds.map((bound) => [
      bound.name,
      quantity(bound.value, bound.unit),
      `≤ ${quantity(bound.limit, bound.unit)}`,
      holds(bound) ? "ok" : "over",
    ]),
  );
  return [measured, ...(bounds.length > 0 ? [judged] : []), ...notes].join("\n\n");
}

/** @param {number} value */
const seconds = (value) => value.toFixed(value < 1 ? 3 : 2);

/** @param {number} value @param {Bound["unit"]} unit */
function quantity(value, unit) {
  return unit === "×" ? `${value.toFixed(2)} ×` : `${value.toFixed(0)} ${unit}`;
}

/** @param {string[]} head @param {string[][]} rows @returns {string} a Markdown table with aligned columns */
function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  /** @type {(cells: string[]) => string} */
  const line = (cells) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** @returns {string} what the figures were taken on */
export function describeMachine() {
  const processors = cpus();
  const model = processors[0]?.model.trim() || "unknown processor";
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${processors.length} cores of ${model}, ${memory}, ${type()}, Node ${process.version}`;
}

/**
 * Puts a section between its marks; a file or a section that is not there yet is begun.
 *
 * @param {string} path
 * @param {string} name of the section
 * @param {string} text
 */
export function updateSection(path, name, text) {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "# Measured\n";
  const opening = `<!-- bench:${name} -->`;
  const closing = `<!-- /bench:${name} -->`;
  const section = `${opening}\n${text}\n${closing}`;
  const start = before.indexOf(opening);
  const end = before.indexOf(closing);
  const after =
    start >= 0 && end > start
      ? before.slice(0, start) + section + before.slice(end + closing.length)
      : `${before.trimEnd()}\n\n${section}\n`;
  writeFileSync(path, after);
}
