import { IMAGE_FORMATS, IMAGE_TYPES } from "./enumerations.ts";

/**
 * The types that images of a format can have, the usual one first (productmd: images). Formats that are missing here
 * have the type of their own name.
 */
const TYPES_OF_FORMAT: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [
    "iso",
    [
      "dvd",
      "boot",
      "cd",
      "dvd-debuginfo",
      "dvd-ostree",
      "dvd-ostree-osbuild",
      "live",
      "live-osbuild",
      "netinst",
      "p2v",
      "rescue",
    ],
  ],
  ["liveimg.squashfs", ["liveimg-squashfs"]],
  ["oci", ["container"]],
  ["ociarchive", ["ociarchive", "bootable-container", "container"]],
  ["raw.xz", ["raw-xz"]],
  ["rhevm.ova", ["rhevm-ova"]],
  ["tar", ["wsl2"]],
  ["tar.gz", ["tar-gz", "docker", "wsl2"]],
  ["tar.xz", ["docker", "container"]],
  ["vagrant-hyperv.box", ["vagrant-hyperv"]],
  ["vagrant-libvirt.box", ["vagrant-libvirt"]],
  ["vagrant-virtualbox.box", ["vagrant-virtualbox"]],
  ["vagrant-vmware-fusion.box", ["vagrant-vmware-fusion"]],
  ["vhd", ["vpc"]],
  ["vhd.gz", ["vhd-compressed"]],
  ["vhd.xz", ["vhd-compressed"]],
  ["vhdfixed.xz", ["vhd-compressed"]],
  ["vsphere.ova", ["vsphere-ova"]],
  ["wsl", ["wsl2"]],
  ["erofs", ["fex"]],
  ["erofs.gz", ["fex"]],
  ["erofs.xz", ["fex"]],
  ["squashfs", ["fex"]],
  ["squashfs.gz", ["fex"]],
  ["squashfs.xz", ["fex"]],
]);

const LONGEST_FIRST = [...IMAGE_FORMATS].sort((a, b) => b.length - a.length);

/** The format that a file name ends with, the longest one that does; undefined when it is none of the format's list. */
export function imageFormatOf(fileName: string): string | undefined {
  const name = fileName.toLowerCase();
  return LONGEST_FIRST.find((format) => name.endsWith(`.${format}`));
}

/** What the type of an image is taken for. */
export interface ImageTypeGuess {
  readonly type: string;
  /** The others that it might be as well; empty when the format or the file name tells. */
  readonly others: readonly string[];
}

/**
 * The type of an image by its format and, where images of a format have several types, by the words of its file name:
 * `Fedora-Server-dvd-x86_64-41.iso`, `rhel-9.3-x86_64-dvd1.iso`. Without such a word it is the usual one.
 *
 * @param format - of the format's list
 */
export function imageTypeOf(format: string, fileName: string): ImageTypeGuess {
  const types = TYPES_OF_FORMAT.get(format) ?? [format];
  const named = types
    .filter((type) => hasWord(fileName.toLowerCase(), type))
    .sort((a, b) => b.length - a.length)[0];
  const [usual = format, ...others] = types;
  return named === undefined ? { type: usual, others } : { type: named, others: [] };
}

/** Whether a type is a word of a name, perhaps with the number of a disc behind it. */
function hasWord(name: string, type: string): boolean {
  return new RegExp(`(?:^|[^a-z0-9])${type}[0-9]*(?:[^a-z0-9]|$)`).test(name);
}

/** The formats and types of the format's list, in the order in which messages name them. */
export const IMAGE_FORMAT_NAMES: readonly string[] = [...IMAGE_FORMATS].sort();
export const IMAGE_TYPE_NAMES: readonly string[] = [...IMAGE_TYPES].sort();
