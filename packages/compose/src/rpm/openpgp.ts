import { ByteReader } from "./byte-reader.ts";

/** Who made a signature, as far as the signature says. */
export interface Signer {
  /** The last (version 4) or first (version 6) eight bytes of the fingerprint, in lower-case hexadecimal. */
  readonly keyId: string;
  /** Only where the signature has it, as those of current programs do; in lower-case hexadecimal. */
  readonly fingerprint: string | null;
  /** Version of the key. */
  readonly keyVersion: number;
}

/** RFC 9580, 5: packet types, 5.2.3.7: subpacket types. */
const SIGNATURE_PACKET = 2;
const ISSUER_KEY_ID = 16;
const ISSUER_FINGERPRINT = 33;
/** No signature holds more packets or subpackets: an end to what could be read over and over. */
const MAX_PARTS = 256;

/**
 * The signers of the OpenPGP signatures in some bytes. Packets of other types and signatures of unknown versions are
 * passed over (RFC 9580, 4.3 and 5.2); a signature that does not say who made it has no signer.
 *
 * @param fail - says what is wrong, and throws
 */
export function signersOf(bytes: Buffer, fail: (problem: string) => never): Signer[] {
  const reader = new ByteReader(bytes, fail);
  const signers: Signer[] = [];
  for (let packets = 0; reader.left > 0; packets++) {
    if (packets === MAX_PARTS) {
      fail(`it has more than ${MAX_PARTS} packets`);
    }
    const { type, body } = nextPacket(reader);
    const signer = type === SIGNATURE_PACKET ? readSignature(body) : undefined;
    if (signer !== undefined) {
      signers.push(signer);
    }
  }
  return signers;
}

/** RFC 9580, 4.2. */
function nextPacket(reader: ByteReader): { readonly type: number; readonly body: ByteReader } {
  const first = reader.uint(1);
  if ((first & 0x80) === 0) {
    reader.fail("it is no OpenPGP packet");
  }
  if ((first & 0x40) !== 0) {
    return { type: first & 0x3f, body: reader.part(newLength(reader)) };
  }
  const sizes = [1, 2, 4] as const;
  const size = sizes[first & 0x03];
  // Of indeterminate length: up to the end.
  const length = size === undefined ? reader.left : reader.uint(size);
  return { type: (first >> 2) & 0x0f, body: reader.part(length) };
}

function newLength(reader: ByteReader): number {
  const first = reader.uint(1);
  if (first < 192) {
    return first;
  }
  if (first < 224) {
    return ((first - 192) << 8) + reader.uint(1) + 192;
  }
  return first === 255 ? reader.uint(4) : reader.fail("a packet comes in parts, which signatures must not");
}

/** RFC 9580, 5.2.2 and 5.2.3. */
function readSignature(body: ByteReader): Signer | undefined {
  const version = body.uint(1);
  switch (version) {
    case 2:
    case 3: {
      // Length of what is hashed, type, time.
      body.take(6);
      return { keyId: body.take(8).toString("hex"), fingerprint: null, keyVersion: 3 };
    }
    case 4:
      return readIssuers(body, 2);
    case 6:
      return readIssuers(body, 4);
    default:
      return undefined;
  }
}

function readIssuers(body: ByteReader, lengthBytes: 2 | 4): Signer | undefined {
  // Type, algorithms of key and hash.
  body.take(3);
  const issuers = [
    ...readSubpackets(body.part(body.uint(lengthBytes))),
    ...readSubpackets(body.part(body.uint(lengthBytes))),
  ];
  // A fingerprint says more than a key id, and what is hashed, which comes first, cannot have been changed since.
  return issuers.find(({ fingerprint }) => fingerprint !== null) ?? issuers[0];
}

/** RFC 9580, 5.2.3.7. */
function* readSubpackets(area: ByteReader): Generator<Signer> {
  for (let subpackets = 0; area.left > 0; subpackets++) {
    if (subpackets === MAX_PARTS) {
      area.fail(`a signature has more than ${MAX_PARTS} subpackets`);
    }
    const subpacket = area.part(subpacketLength(area));
    const type = subpacket.uint(1) & 0x7f;
    if (type === ISSUER_KEY_ID) {
      yield { keyId: subpacket.take(8).toString("hex"), fingerprint: null, keyVersion: 4 };
    } else if (type === ISSUER_FINGERPRINT) {
      const signer = readFingerprint(subpacket);
      if (signer !== undefined) {
        yield signer;
      }
    }
  }
}

function subpacketLength(area: ByteReader): number {
  const first = area.uint(1);
  if (first < 192) {
    return first;
  }
  return first === 255 ? area.uint(4) : ((first - 192) << 8) + area.uint(1) + 192;
}

/** Key ids are parts of fingerprints (RFC 9580, 5.5.4); of other versions than these nothing is known. */
function readFingerprint(subpacket: ByteReader): Signer | undefined {
  const keyVersion = subpacket.uint(1);
  if (keyVersion === 4) {
    const fingerprint = subpacket.take(20).toString("hex");
    return { keyId: fingerprint.slice(-16), fingerprint, keyVersion };
  }
  if (keyVersion === 6) {
    const fingerprint = subpacket.take(32).toString("hex");
    return { keyId: fingerprint.slice(0, 16), fingerprint, keyVersion };
  }
  return undefined;
}
