import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A Location as JSON has it. */
export interface LocationSpec {
  readonly url: string;
  readonly local_path: string;
  readonly size?: number | null;
  readonly checksum?: string | null;
  readonly contents?: readonly {
    readonly file: string;
    readonly size: number;
    readonly checksum: string;
    readonly layer_digest: string;
  }[];
}

export interface ComposeSpec {
  readonly extraFiles?: readonly LocationSpec[];
  readonly repository?: LocationSpec;
  readonly rpms?: readonly LocationSpec[];
  readonly images?: readonly LocationSpec[];
}

const complete = (location: LocationSpec) => ({ size: null, checksum: null, contents: [], ...location });
const nameOf = ({ local_path: path }: LocationSpec) => path.replace(/^.*\//, "");

/** The 2.0 metadata of a small compose of one variant, Server on x86_64, by file name. */
export function composeFiles({ extraFiles = [], repository, rpms = [], images = [] }: ComposeSpec) {
  const compose = { id: "Test-1-20260204.0", date: "20260204", type: "production", respin: 0 };
  const document = (type: string, payload: object) =>
    `${JSON.stringify({ header: { type: `productmd.${type}`, version: "2.0" }, payload: { compose, ...payload } }, undefined, 4)}\n`;
  const cells = (content: unknown) => ({ Server: { x86_64: content } });
  const paths = repository === undefined ? {} : { repository: { x86_64: complete(repository) } };
  const variant = { arches: ["x86_64"], id: "Server", name: "Server", paths, type: "variant", uid: "Server" };
  const release = { internal: false, name: "Test", short: "Test", type: "ga", version: "1" };
  const rpm = (location: LocationSpec) => {
    const name = nameOf(location).replace(/-1-1\.x86_64\.rpm$/, "");
    const entry = { category: "binary", location: complete(location), sigkey: null, sigkeys: [] };
    return [`${name}-0:1-1.src`, { [`${name}-0:1-1.x86_64`]: entry }] as const;
  };
  const image = (location: LocationSpec, index: number) => ({
    arch: "x86_64",
    bootable: false,
    disc_count: 1,
    disc_number: 1,
    format: "iso",
    implant_md5: null,
    location: complete(location),
    mtime: 1770163200,
    subvariant: `S${index}`,
    type: "boot",
    unified: false,
    volume_id: null,
  });
  return {
    "composeinfo.json": document("composeinfo", { release, variants: { Server: variant } }),
    ...(extraFiles.length === 0
      ? {}
      : {
          "extra_files.json": document("extra_files", {
            extra_files: cells(extraFiles.map((one) => ({ file: nameOf(one), location: complete(one) }))),
          }),
        }),
    ...(rpms.length === 0
      ? {}
      : { "rpms.json": document("rpms", { rpms: cells(Object.fromEntries(rpms.map(rpm))) }) }),
    ...(images.length === 0
      ? {}
      : { "images.json": document("images", { images: cells(images.map(image)) }) }),
  };
}

/** Writes it into a folder. @returns the folder */
export function writeCompose(folder: string, spec: ComposeSpec): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(composeFiles(spec))) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
