import { readFileSync } from "node:fs";
import { walk } from "./sandbox.mjs";

/** @typedef {import("./judge.mjs").Outcome} Outcome */

const REPOSITORIES = ["repository", "debug_repository", "source_repository"];

/** Emitted metadata claims nothing that is not there, and is there when the run says so. @param {Outcome} outcome @returns {string[]} */
export function judgeMetadata({ one, profile, sandbox }) {
  if (!profile.metadata) {
    return [];
  }
  const folder = sandbox.resolve(`output:${profile.metadata}`);
  const names = [...walk(folder)].filter(([, { kind }]) => kind === "file").map(([name]) => name);
  const wanted =
    one.expect.metadata === undefined && one.expect.exit === "ok" ? true : (one.expect.metadata ?? undefined);
  if (wanted !== undefined && wanted !== names.includes("composeinfo.json")) {
    return [`1.2 metadata is ${wanted ? "missing" : "there"}`];
  }
  const tree = walk(sandbox.tree);
  return names.flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    /** @type {string[]} */
    let paths;
    try {
      const document = JSON.parse(text);
      if (document.header.version !== "1.2") {
        return [`metadata/${name} says version ${document.header.version}`];
      }
      paths = claimed(name, document.payload);
    } catch (error) {
      return [`metadata/${name}: ${error}`];
    }
    return paths
      .filter((path) => !tree.has(path))
      .map((path) => `FALSE CLAIM: metadata/${name} names ${path}, which is not there`);
  });
}

/** The artifacts that a file of 1.2 names. @param {string} name @param {any} payload @returns {string[]} */
function claimed(name, payload) {
  /** @param {any} tree @returns {any[]} what lies two levels deep: below variant and arch */
  const leaves = (tree) =>
    Object.values(tree ?? {}).flatMap((arches) => Object.values(/** @type {object} */ (arches)));
  switch (name) {
    case "images.json":
      return leaves(payload.images).flatMap((images) => images.map((/** @type {any} */ image) => image.path));
    case "extra_files.json":
      return leaves(payload.extra_files).flatMap((files) =>
        files.map((/** @type {any} */ file) => file.file),
      );
    case "rpms.json":
      return leaves(payload.rpms).flatMap((sources) =>
        Object.values(sources).flatMap((rpms) => Object.values(rpms).map((rpm) => rpm.path)),
      );
    case "modules.json":
      return leaves(payload.modules).flatMap((modules) =>
        Object.values(modules).flatMap(({ modulemd_path: path }) =>
          typeof path === "string" ? path : Object.values(path),
        ),
      );
    case "composeinfo.json":
      return Object.values(payload.variants).flatMap(({ paths }) =>
        REPOSITORIES.flatMap((category) =>
          Object.values(paths[category] ?? {}).map((path) => `${path}/repodata/repomd.xml`),
        ),
      );
    default:
      return [];
  }
}
