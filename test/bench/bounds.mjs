import { ratio } from "./report.mjs";

/** @typedef {import("./report.mjs").Bound} Bound */
/** @typedef {Map<string, import("./report.mjs").Result>} Results */

const RSS_MB = 200;
const METADATA_FACTOR = 3;

/** @param {Results} results @param {{ name: string }} own @param {{ name: string }} peer @param {number} limit @returns {Bound} */
export function wall(results, own, peer, limit) {
  return {
    name: `${own.name} ÷ ${peer.name}, wall`,
    value: ratio(found(results, own), found(results, peer), "wall"),
    limit,
    unit: "×",
  };
}

/** What a step may take that holds the metadata. @param {Results} results @param {{ name: string }} own @param {number} metadataBytes of the largest file @returns {Bound} */
export function memory(results, own, metadataBytes) {
  return {
    name: `${own.name}, peak RSS`,
    value: found(results, own).rss / 1e6,
    limit: RSS_MB + (METADATA_FACTOR * metadataBytes) / 1e6,
    unit: "MB",
  };
}

/** @param {Results} results @param {{ name: string }} command */
function found(results, { name }) {
  const result = results.get(name);
  if (!result) {
    throw new Error(`${name} was not measured`);
  }
  return result;
}
