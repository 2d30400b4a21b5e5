import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { metadataFile } from "../../../../test/support/composes.ts";
import { type Json, readJson } from "../../../../test/support/files.ts";

/** Changes one byte and neither size nor time of day. */
export function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  writeFileSync(path, bytes);
}

export const images = (compose: string): Json => readJson(metadataFile(compose, "images")).payload.images;
export const imagePath = (compose: string): string => {
  const { path, location } = images(compose).BaseOS.x86_64[0];
  return path ?? location.local_path;
};
export function rpmPath(compose: string, pattern: RegExp, arch = "x86_64"): string {
  const groups = readJson(metadataFile(compose, "rpms")).payload.rpms.BaseOS[arch];
  const entries = Object.values<Json>(groups).flatMap((group) => Object.values<Json>(group));
  const paths = entries.map(({ path, location }) => path ?? location.local_path);
  return paths.find((path) => pattern.test(path)) ?? "";
}
export const BINARY = /\/os\/Packages\//;
export const REPOSITORY = "BaseOS/x86_64/os";
export const repomd = (compose: string) => join(compose, REPOSITORY, "repodata/repomd.xml");
export const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

/** The file of a repository's metadata, relative to the compose. */
export function repodataFile(compose: string, type: string): string {
  const name = readdirSync(join(compose, REPOSITORY, "repodata")).find((one) => one.includes(`-${type}.`));
  return `${REPOSITORY}/repodata/${name}`;
}

/** Replaces text in primary.xml and makes repomd.xml fit it, as whoever controls both would. */
export function editPrimary(compose: string, change: (text: string) => string): void {
  const path = join(compose, repodataFile(compose, "primary"));
  const text = change(execFileSync("gzip", ["-dc", path], { encoding: "utf8" }));
  const packed = execFileSync("gzip", ["-nc"], { input: text });
  const before = readFileSync(path);
  writeFileSync(path, packed);
  const listed = readFileSync(repomd(compose), "utf8");
  writeFileSync(
    repomd(compose),
    listed
      .replace(`<checksum type="sha256">${sha256(before)}<`, `<checksum type="sha256">${sha256(packed)}<`)
      .replace(new RegExp(`(primary\\.xml\\.gz"/>[^]*?<size>)${before.length}<`), `$1${packed.length}<`),
  );
}
