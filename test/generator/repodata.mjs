import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { repositoryRoots } from "./composeinfo.mjs";

/** @typedef {import("./generate.mjs").Context} Context */
/** @typedef {import("./packages.mjs").Rpm & { path: string, size: number, sha256: string }} WrittenRpm */

const TIME = 1770163200;
const NAMESPACE = "http://linux.duke.edu/metadata";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Writes the repodata of every repository that composeinfo names. @param {Context} context */
export function writeRepodata(context) {
  const roots = new Set(context.variants.flatMap(repositoryRoots));
  const byRoot = Map.groupBy(context.placedRpms.values(), ({ path }) =>
    path.slice(0, path.lastIndexOf("/Packages/")),
  );
  for (const root of roots) {
    const rpms = (byRoot.get(root) ?? []).sort((left, right) => (left.path < right.path ? -1 : 1));
    writeRepository(context, root, rpms);
  }
}

/** @param {Context} context @param {string} root @param {WrittenRpm[]} rpms */
function writeRepository({ artifacts, compose }, root, rpms) {
  const stubs = rpms.map(stub).join("");
  const count = `packages="${rpms.length}"`;
  const documents = {
    primary: `<metadata xmlns="${NAMESPACE}/common" xmlns:rpm="${NAMESPACE}/rpm" ${count}>\n${rpms.map((rpm) => primary(rpm, root)).join("")}</metadata>\n`,
    filelists: `<filelists xmlns="${NAMESPACE}/filelists" ${count}>\n${stubs}</filelists>\n`,
    other: `<otherdata xmlns="${NAMESPACE}/other" ${count}>\n${stubs}</otherdata>\n`,
  };
  let data = "";
  for (const [type, text] of Object.entries(documents)) {
    const open = Buffer.from(DECLARATION + text);
    const packed = gzipSync(open);
    const href = `repodata/${hash("sha256", packed)}-${type}.xml.gz`;
    artifacts.placeBytes(`${root}/${href}`, packed);
    data += record(type, href, packed, open);
  }
  const modules = join(compose, root, "repodata/modules.yaml.gz");
  if (existsSync(modules)) {
    const packed = readFileSync(modules);
    data += record("modules", "repodata/modules.yaml.gz", packed, gunzipSync(packed));
  }
  const repomd = `${DECLARATION}<repomd xmlns="${NAMESPACE}/repo" xmlns:rpm="${NAMESPACE}/rpm">\n  <revision>${TIME}</revision>\n${data}</repomd>\n`;
  artifacts.placeBytes(`${root}/repodata/repomd.xml`, Buffer.from(repomd));
}

/** One data element of repomd.xml. @param {string} type @param {string} href @param {Buffer} packed @param {Buffer} open */
function record(type, href, packed, open) {
  return `  <data type="${type}">
    <checksum type="sha256">${hash("sha256", packed)}</checksum>
    <open-checksum type="sha256">${hash("sha256", open)}</open-checksum>
    <location href="${href}"/>
    <timestamp>${TIME}</timestamp>
    <size>${packed.length}</size>
    <open-size>${open.length}</open-size>
  </data>
`;
}

/** @param {WrittenRpm} rpm @param {string} root */
function primary(rpm, root) {
  return `<package type="rpm">
  <name>${rpm.name}</name>
  <arch>${rpm.arch}</arch>
  ${versionElement(rpm)}
  <checksum type="sha256" pkgid="YES">${rpm.sha256}</checksum>
  <summary>The ${rpm.name} package</summary>
  <description/>
  <packager/>
  <url/>
  <time file="${TIME}" build="${TIME}"/>
  <size package="${rpm.size}" installed="${rpm.size}" archive="${rpm.size}"/>
  <location href="${rpm.path.slice(root.length + 1)}"/>
  <format>
    <rpm:license>MIT</rpm:license>
    <rpm:header-range start="0" end="0"/>
  </format>
</package>
`;
}

/** @param {WrittenRpm} rpm */
function stub(rpm) {
  return `<package pkgid="${rpm.sha256}" name="${rpm.name}" arch="${rpm.arch}">${versionElement(rpm)}</package>\n`;
}

/** Names and versions are made of characters that XML need not escape. @param {WrittenRpm} rpm */
function versionElement({ epoch, version, release }) {
  return `<version epoch="${epoch}" ver="${version}" rel="${release}"/>`;
}
