import { show } from "@compose-actions/metadata";
import { type BinaryFile, readBinaryFile } from "../binary-file.ts";

/** What an ISO 9660 image says of itself. */
export interface IsoImage {
  /** Name of the volume; null when it is blank. */
  readonly volumeId: string | null;
  /** Whether it has a boot catalog (El Torito) with an entry that can be booted. */
  readonly bootable: boolean;
  /** The checksum that implantisomd5 wrote into it, for media checks; null without one. */
  readonly implantMd5: string | null;
}

const SECTOR_BYTES = 2048;
/** ECMA-119, 8.1: descriptors begin behind the system area. */
const FIRST_DESCRIPTOR = 16;
/** There are a handful; the standard sets no limit. */
const MAX_DESCRIPTORS = 64;
const DESCRIPTOR = { boot: 0, primary: 1, terminator: 255 } as const;

/**
 * Reads the volume descriptors of an ISO image.
 *
 * @param shown - how messages name the file
 * @throws MetadataError that names the file and the rule that it breaks; also when the volume is larger than the file
 */
export function readIso(path: string, shown: string = path): IsoImage {
  return readBinaryFile(path, shown, parseIso);
}

/** @throws MetadataError */
export function parseIso(file: BinaryFile): IsoImage {
  const descriptors = readDescriptors(file);
  const primary = descriptors.find((sector) => sector[0] === DESCRIPTOR.primary);
  if (primary === undefined) {
    return file.fail("the ISO image has no primary volume descriptor");
  }
  checkSize(file, primary);
  return {
    volumeId: readVolumeId(file, primary),
    bootable: descriptors.some((sector) => isElTorito(sector) && hasBootEntry(file, sector)),
    implantMd5: readImplantMd5(primary),
  };
}

function readDescriptors(file: BinaryFile): Buffer[] {
  const descriptors: Buffer[] = [];
  for (let index = 0; index < MAX_DESCRIPTORS; index++) {
    const offset = (FIRST_DESCRIPTOR + index) * SECTOR_BYTES;
    const sector = file.read(offset, SECTOR_BYTES, "the volume descriptors of an ISO image");
    if (sector.toString("latin1", 1, 6) !== "CD001") {
      file.fail(
        index === 0
          ? "not an ISO 9660 image: it has no volume descriptor"
          : "the volume descriptors of the ISO image have no terminator",
      );
    }
    if (sector[0] === DESCRIPTOR.terminator) {
      return descriptors;
    }
    descriptors.push(sector);
  }
  return file.fail(`the ISO image has more than ${MAX_DESCRIPTORS} volume descriptors`);
}

/** ECMA-119, 8.4.8 and 8.4.12: numbers stand in both byte orders. A file that was cut off is no image. */
function checkSize(file: BinaryFile, primary: Buffer): void {
  const blocks = primary.readUInt32LE(80);
  const blockBytes = primary.readUInt16LE(128);
  if (blocks !== primary.readUInt32BE(84) || blockBytes !== primary.readUInt16BE(130)) {
    file.fail("the ISO image says its size twice, with different numbers");
  }
  const bytes = blocks * blockBytes;
  if (bytes > file.size) {
    file.fail(`the volume of the ISO image has ${bytes} bytes, the file only ${file.size}`);
  }
}

/** ECMA-119, 8.4.7: 32 bytes, filled up with spaces. ASCII there, but programs write what they are given. */
function readVolumeId(file: BinaryFile, primary: Buffer): string | null {
  const volumeId = primary.toString("utf8", 40, 72).replace(/[ \0]+$/, "");
  if (/[\0-\x1f\x7f-\x9f\u2028\u2029\ufffd]/.test(volumeId)) {
    file.fail(`the volume id of the ISO image has characters that none has: ${show(volumeId)}`);
  }
  return volumeId === "" ? null : volumeId;
}

/** El Torito 1.0, 2.0: the boot record that names the catalog. */
function isElTorito(sector: Buffer): boolean {
  return (
    sector[0] === DESCRIPTOR.boot &&
    sector.toString("latin1", 7, 39).replace(/\0+$/, "") === "EL TORITO SPECIFICATION"
  );
}

/** El Torito 1.0, 2.1 to 2.4: a validation entry, then entries of which those that can be booted begin with 0x88. */
function hasBootEntry(file: BinaryFile, record: Buffer): boolean {
  const offset = record.readUInt32LE(71) * SECTOR_BYTES;
  const catalog = file.read(offset, SECTOR_BYTES, "the boot catalog of an ISO image");
  let sum = 0;
  for (let at = 0; at < 32; at += 2) {
    sum += catalog.readUInt16LE(at);
  }
  if (catalog[0] !== 0x01 || catalog[30] !== 0x55 || catalog[31] !== 0xaa || (sum & 0xffff) !== 0) {
    file.fail("the boot catalog of the ISO image does not begin with a validation entry");
  }
  for (let at = 32; at < SECTOR_BYTES; at += 32) {
    if (catalog[at] === 0x88) {
      return true;
    }
  }
  return false;
}

/** What implantisomd5 writes into the area that ECMA-119, 8.4.32 leaves to applications. */
function readImplantMd5(primary: Buffer): string | null {
  const area = primary.toString("latin1", 883, 883 + 512);
  return /ISO MD5SUM = ([0-9a-f]{32});/.exec(area)?.[1] ?? null;
}
