import { RELEASE } from "./composeinfo.mjs";
import { compareCodePoints } from "./json.mjs";
import { location } from "./locations.mjs";
import { RandomStream } from "./random.mjs";

/** @typedef {import("./generate.mjs").Context} Context */
/** @typedef {{ type: string, format: string, end: string }} Kind */

/** Type, format and how the file name ends. @type {Kind[]} */
const KINDS = [
  { type: "dvd", format: "iso", end: "-dvd1.iso" },
  { type: "boot", format: "iso", end: "-boot.iso" },
  { type: "qcow2", format: "qcow2", end: ".qcow2" },
  { type: "container", format: "tar.xz", end: "-container.tar.xz" },
  { type: "raw-xz", format: "raw.xz", end: ".raw.xz" },
  { type: "vmdk", format: "vmdk", end: ".vmdk" },
  { type: "vhd-compressed", format: "vhdfixed.xz", end: ".vhdfixed.xz" },
  { type: "live-osbuild", format: "iso", end: "-live.iso" },
  { type: "vagrant-libvirt", format: "vagrant-libvirt.box", end: ".vagrant-libvirt.box" },
  { type: "tar-gz", format: "tar.gz", end: "-gce.tar.gz" },
  { type: "ociarchive", format: "ociarchive", end: ".ociarchive" },
  { type: "wsl2", format: "wsl", end: ".wsl" },
];

/**
 * Images go round the variants and arches; when a place has one of every kind it gets further subvariants,
 * so that no two images are the same by what identifies them.
 *
 * @param {Context} context
 * @returns {object} the payload's images: variant, arch, list sorted by path
 */
export function imagesPayload(context) {
  const { variants, arches, images } = context.options;
  const payload = /** @type {Record<string, Record<string, { path: string }[]>>} */ ({});
  for (let index = 0; index < images; index += 1) {
    const variant = variants[index % variants.length];
    const arch = arches[Math.floor(index / variants.length) % arches.length];
    const round = Math.floor(index / (variants.length * arches.length));
    const extra = Math.floor(round / KINDS.length);
    payload[variant] ??= {};
    payload[variant][arch] ??= [];
    payload[variant][arch].push(
      image(context, index, {
        variant,
        arch,
        subvariant: variant + (extra || ""),
        ...KINDS[round % KINDS.length],
      }),
    );
  }
  for (const byArch of Object.values(payload)) {
    for (const [arch, list] of Object.entries(byArch)) {
      const sorted = list.sort((left, right) => compareCodePoints(left.path, right.path));
      byArch[arch] = context.distributed ? sorted.map((entry) => distribute(context, entry)) : sorted;
    }
  }
  return payload;
}

/** @param {Context} context @param {number} index @param {Kind & { variant: string, arch: string, subvariant: string }} what */
function image({ options, artifacts }, index, { variant, arch, subvariant, type, format, end }) {
  const iso = format === "iso";
  const folder = iso ? "iso" : "images";
  const path = `${variant}/${arch}/${folder}/${RELEASE.short}-${subvariant}-${RELEASE.version}-${options.date}.${arch}${end}`;
  const { size, checksums } = artifacts.place(path, options.imageSize, options.algos);
  return {
    arch,
    bootable: iso,
    checksums,
    disc_count: 1,
    disc_number: 1,
    format,
    implant_md5: iso ? new RandomStream(options.seed, "implant", index).hex(32) : null,
    mtime: 1770163200 + index,
    path,
    size,
    subvariant,
    type,
    volume_id: iso ? `${RELEASE.short}-${variant.slice(0, 4)}-${RELEASE.version}-${arch}` : null,
  };
}

/** @param {Context} context @param {any} entry as in 1.2 @returns {any} as in 2.0 */
function distribute(context, { path, size, checksums, ...entry }) {
  return { ...entry, location: location(context.options.baseUrl, path, { size, checksums }) };
}
