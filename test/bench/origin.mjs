import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe } from "./commands.mjs";
import { startNginx } from "./nginx.mjs";

/** @typedef {{ path: string, url: string, sha256: string }} Artifact path relative to the compose directory */

/**
 * A compose on a server, and the metadata that names its files there.
 *
 * @typedef {object} Origin
 * @property {string} source the compose directory that is served, with metadata of version 1.2
 * @property {string} metadata a folder with metadata of version 2.0
 * @property {number} metadataBytes size of the largest metadata file
 * @property {Artifact[]} artifacts every file that a mirror of it has, the metadata apart
 * @property {import("./nginx.mjs").Server} server
 * @property {(options: import("./nginx.mjs").ServerOptions) => Promise<import("./nginx.mjs").Access[]>} restart
 *   the same server with other options; gives the access log so far
 */

/**
 * @template T
 * @param {import("./data.mjs").BenchData} data
 * @param {string} source
 * @param {import("./nginx.mjs").ServerOptions} options
 * @param {(origin: Origin) => Promise<T>} work
 * @returns {Promise<T>} what the work gives; the server is gone by then
 */
export async function withOrigin(data, source, options, work) {
  let server = await startNginx(source, options);
  try {
    const metadata = describe(data, source, server.url);
    const restart = async (/** @type {import("./nginx.mjs").ServerOptions} */ others) => {
      const { port, stop } = server;
      const accesses = await stop();
      server = await startNginx(source, { ...others, port });
      return accesses;
    };
    return await work({
      source,
      metadata,
      metadataBytes: statSync(join(metadata, "rpms.json")).size,
      artifacts: listArtifacts(source, metadata),
      get server() {
        return server;
      },
      restart,
    });
  } finally {
    await server.stop();
  }
}

/**
 * From the metadata: artifacts by their Locations, repositories by their repomd.xml and what that lists.
 *
 * @param {string} source @param {string} metadata @returns {Artifact[]}
 */
function listArtifacts(source, metadata) {
  const byPath = /** @type {Map<string, Artifact>} */ (new Map());
  const add = (/** @type {Artifact} */ artifact) => byPath.set(artifact.path, artifact);
  for (const name of ["rpms", "images", "extra_files", "modules"]) {
    for (const { local_path, url, checksum } of locations(readJson(join(metadata, `${name}.json`)))) {
      add({ path: local_path, url, sha256: digest(checksum) });
    }
  }
  const { variants } = readJson(join(metadata, "composeinfo.json")).payload;
  for (const { paths } of Object.values(variants)) {
    const types = Object.keys(paths).filter((type) => type.endsWith("repository"));
    for (const { local_path, url, checksum } of locations(types.map((type) => paths[type]))) {
      const repomd = "repodata/repomd.xml";
      if (existsSync(join(source, local_path, repomd))) {
        add({ path: `${local_path}/${repomd}`, url: `${url}/${repomd}`, sha256: digest(checksum) });
        for (const { href, sha256 } of listed(readFileSync(join(source, local_path, repomd), "utf8"))) {
          add({ path: `${local_path}/${href}`, url: `${url}/${href}`, sha256 });
        }
      }
    }
  }
  return [...byPath.values()];
}

/** Every Location below a value. @param {any} value @returns {Generator<any>} */
function* locations(value) {
  if (typeof value?.local_path === "string") {
    yield value;
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) {
      yield* locations(member);
    }
  }
}

/** @param {string} repomd of the generator: no other writes it so */
function* listed(repomd) {
  for (const [, sha256, href] of repomd.matchAll(
    /<checksum type="sha256">(\w+)<\/checksum>[\s\S]*?<location href="([^"]+)"\/>/g,
  )) {
    yield { href, sha256 };
  }
}

/** @param {string} checksum */
const digest = (checksum) => checksum.slice("sha256:".length);

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
