import { wantedChecksum } from "./checksums.mjs";

/** @typedef {import("./case.mjs").RepositoryData} RepositoryData */
/** @typedef {import("./contents.mjs").Contents} Contents */

/** A repomd.xml. @param {RepositoryData[]} data @param {Contents} contents @returns {Buffer} */
export function repomd(data, contents) {
  const elements = data.map((one) => element(one, contents)).join("");
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">\n  <revision>1770163200</revision>\n${elements}</repomd>\n`,
  );
}

/** @param {RepositoryData} data @param {Contents} contents */
function element(
  { href, type = typeOf(href), content = href, location = href, base, size, checksum },
  contents,
) {
  const sum = wantedChecksum(checksum, content, contents);
  const [algorithm, digest] = (sum ?? "").split(":");
  return `  <data type="${type}">
${sum === null ? "" : `    <checksum type="${algorithm}">${digest}</checksum>\n`}    <location${base === undefined ? "" : ` xml:base="${base}"`} href="${location}"/>
    <size>${size ?? contents.get(content).length}</size>
  </data>
`;
}

/** The file's name up to its first dot. @param {string} href */
function typeOf(href) {
  return href.replace(/^.*\//s, "").replace(/\..*$/s, "");
}
