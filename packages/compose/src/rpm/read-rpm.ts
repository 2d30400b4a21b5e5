import { type Nevra, parseNevra, show } from "@compose-actions/metadata";
import { type BinaryFile, readBinaryFile } from "../binary-file.ts";
import { HeaderSection, type SectionLimits } from "./header-section.ts";
import { type Signer, signersOf } from "./openpgp.ts";
import { SIGNATURE_TAG, TAG } from "./tags.ts";

/** What a package file says of itself. */
export interface RpmPackage {
  /** Source packages have the arch "src", or "nosrc" when they lack a source or a patch. */
  readonly nevra: Nevra;
  /** The package that it was built from; null for a source package. */
  readonly source: SourceNevra | null;
  /** The makers of its signatures, each once, those that the most readers know first. */
  readonly signers: readonly Signer[];
}

/** A source package as a binary one names it: packages before format 6 do not tell the epoch. */
export interface SourceNevra extends Omit<Nevra, "epoch"> {
  readonly epoch: number | null;
}

/** Name, versions and signatures of a package never need more than its lead and its two headers (rpm: package format). */
const LEAD_BYTES = 96;
const LEAD_MAGIC = 0xedabeedb;
/** The limits of rpm itself. */
const SIGNATURE_LIMITS: SectionLimits = { name: "signature header", tags: 32, bytes: 64 * 1024 ** 2 };
const HEADER_LIMITS: SectionLimits = { name: "header", tags: 0xffff, bytes: 0x0fffffff };

/** Printable ASCII without what separates the parts of NEVRAs and paths. */
const NAME = /^[!-.0-9;-~]+$/;

/**
 * Reads the headers of a package of format 3, 4 or 6. Signatures are read, not verified: that takes the keys, which
 * rpm has. However large the headers are, a bounded part of them is held.
 *
 * @param shown - how messages name the file
 * @throws MetadataError that names the file and the rule that it breaks
 */
export function readRpm(path: string, shown: string = path): RpmPackage {
  return readBinaryFile(path, shown, parseRpm);
}

/** @throws MetadataError */
export function parseRpm(file: BinaryFile): RpmPackage {
  const lead = file.read(0, LEAD_BYTES, "the lead of an RPM package");
  if (lead.readUInt32BE(0) !== LEAD_MAGIC) {
    file.fail("not an RPM package: it does not begin with the magic value");
  }
  const major = lead.readUInt8(4);
  if (major !== 3 && major !== 4) {
    file.fail(`the lead has the version ${major}, where packages have 3 or 4`);
  }
  const signature = new HeaderSection(file, LEAD_BYTES, SIGNATURE_LIMITS);
  const padding = (8 - (signature.end % 8)) % 8;
  const header = new HeaderSection(file, signature.end + padding, HEADER_LIMITS);
  const format = header.uint32(TAG.rpmFormat) ?? 4;
  if (format !== 4 && format !== 6) {
    file.fail(`the package has the format ${format}, where 6 is the newest known one`);
  }
  // As rpm itself tells them apart.
  const isSource = !header.has(TAG.sourceRpm);
  return {
    nevra: checked(file, {
      name: text(file, header, TAG.name, "name"),
      epoch: header.uint32(TAG.epoch) ?? 0,
      version: text(file, header, TAG.version, "version"),
      release: text(file, header, TAG.release, "release"),
      arch: isSource ? sourceArch(header) : text(file, header, TAG.arch, "arch"),
    }),
    source: isSource ? null : sourceOf(file, header),
    signers: readSigners(file, signature),
  };
}

function text(file: BinaryFile, header: HeaderSection, tag: number, what: string): string {
  const value = header.string(tag) ?? file.fail(`the header has no ${what}`);
  return NAME.test(value) ? value : file.fail(`the ${what} has characters that none has: ${show(value)}`);
}

/** The header of a source package has the arch of the machine that made it. */
function sourceArch(header: HeaderSection): "src" | "nosrc" {
  return header.has(TAG.noSource) || header.has(TAG.noPatch) ? "nosrc" : "src";
}

/** Parts that cannot be told from each other again make no NEVRA. */
function checked(file: BinaryFile, nevra: Nevra): Nevra {
  const text = nevraText(nevra);
  const again = parseNevra(text);
  return again?.name === nevra.name && again.arch === nevra.arch
    ? nevra
    : file.fail(`name, version, release and arch make no NEVRA: ${show(text)}`);
}

/** `name-epoch:version-release.arch`, as rpms.json has it. */
export function nevraText({ name, epoch, version, release, arch }: Nevra): string {
  return `${name}-${epoch}:${version}-${release}.${arch}`;
}

/** `name-version-release.src.rpm`. */
const SOURCE_RPM = /^(.+)-([^-]+)-([^-]+)\.(src|nosrc)\.rpm$/;

function sourceOf(file: BinaryFile, header: HeaderSection): SourceNevra {
  const sourceRpm = text(file, header, TAG.sourceRpm, "name of the source package");
  const [, name = "", version = "", release = "", arch = ""] = SOURCE_RPM.exec(sourceRpm) ?? [];
  if (name === "") {
    file.fail(`the name of the source package is not one: ${show(sourceRpm)}`);
  }
  checked(file, { name, epoch: 0, version, release, arch });
  return { name, epoch: sourceEpoch(header, `${name}-`, `${version}-${release}`), version, release, arch };
}

/** From `name-[epoch:]version-release`, where the package has it and means the same source package. */
function sourceEpoch(header: HeaderSection, start: string, end: string): number | null {
  const nevr = header.string(TAG.sourceNevr);
  if (nevr === `${start}${end}`) {
    return 0;
  }
  if (nevr?.startsWith(start) !== true || !nevr.endsWith(`:${end}`)) {
    return null;
  }
  const epoch = nevr.slice(start.length, -(end.length + 1));
  return /^[0-9]{1,10}$/.test(epoch) ? Number(epoch) : null;
}

function readSigners(file: BinaryFile, signature: HeaderSection): Signer[] {
  const found: Signer[] = [];
  const add = (tag: number, bytes: Buffer) =>
    found.push(...signersOf(bytes, (problem) => file.fail(`the signature in tag ${tag}: ${problem}`)));
  const addBinary = (tag: number) => {
    const bytes = signature.binary(tag);
    if (bytes !== undefined) {
      add(tag, bytes);
    }
  };
  addBinary(SIGNATURE_TAG.rsa);
  addBinary(SIGNATURE_TAG.dsa);
  for (const base64 of signature.strings(SIGNATURE_TAG.openPgp)) {
    if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64)) {
      file.fail(`the signature in tag ${SIGNATURE_TAG.openPgp} is not base64`);
    }
    add(SIGNATURE_TAG.openPgp, Buffer.from(base64, "base64"));
  }
  addBinary(SIGNATURE_TAG.pgp);
  addBinary(SIGNATURE_TAG.gpg);
  return eachOnce(found);
}

/** Packages carry the same signature for old and new readers, and one over the header besides one over all. */
function eachOnce(signers: readonly Signer[]): Signer[] {
  const byKey = new Map<string, Signer>();
  for (const signer of signers) {
    const known = byKey.get(signer.keyId);
    if (known === undefined || known.fingerprint === null) {
      byKey.set(signer.keyId, signer);
    }
  }
  return [...byKey.values()];
}
