// The least that a pull of many artifacts could be: each manifest, then each blob, to one folder, nothing verified.
// usage: node undici-pull.mjs METADATA-FILE FOLDER CONCURRENCY
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { ociUrls, parseOciUrl } from "../pushes.mjs";

const [file, folder, concurrency] = process.argv.slice(2);
const places = ociUrls(join(file, ".."), file.slice(file.lastIndexOf("/") + 1)).map(parseOciUrl);
const pool = new Pool(`http://${places[0].host}`, { connections: Number(concurrency) });
mkdirSync(folder, { recursive: true });
let next = 0;
await Promise.all(Array.from({ length: Number(concurrency) }, work));
await pool.close();

async function work() {
  while (next < places.length) {
    const index = next++;
    const { repository, digest } = places[index];
    const manifest = JSON.parse((await get(`/v2/${repository}/manifests/${digest}`)).toString());
    for (const layer of manifest.layers) {
      writeFileSync(join(folder, String(index)), await get(`/v2/${repository}/blobs/${layer.digest}`));
    }
  }
}

/** @param {string} path */
async function get(path) {
  const { statusCode, body } = await pool.request({
    path,
    method: "GET",
    headers: { accept: "application/vnd.oci.image.manifest.v1+json" },
  });
  if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
  return Buffer.from(await body.arrayBuffer());
}
