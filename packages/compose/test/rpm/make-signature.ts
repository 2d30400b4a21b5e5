/** Makes OpenPGP signature packets (RFC 9580) that sign nothing. */

export const KEY_ID = "1122334455667788";
export const FINGERPRINT_4 = `${"ab".repeat(12)}${KEY_ID}`;
export const FINGERPRINT_6 = `${KEY_ID}${"cd".repeat(24)}`;

/** A subpacket: its length, its type, its body. */
export function subpacket(type: number, body: Buffer): Buffer {
  const length = body.length + 1;
  return Buffer.concat([lengthOf(length), Buffer.from([type]), body]);
}

export const issuer = (keyId: string): Buffer => subpacket(16, Buffer.from(keyId, "hex"));

export const issuerFingerprint = (fingerprint: string): Buffer =>
  subpacket(
    33,
    Buffer.concat([Buffer.from([fingerprint.length === 64 ? 6 : 4]), Buffer.from(fingerprint, "hex")]),
  );

/** The time of a signature, which every one has. */
const created = subpacket(2, Buffer.alloc(4));

export interface SignatureAreas {
  readonly hashed?: readonly Buffer[];
  readonly unhashed?: readonly Buffer[];
}

/** Version 3: the issuer stands in the middle. */
export function signature3(keyId: string): Buffer {
  return packet(
    Buffer.concat([
      Buffer.from([3, 5, 0, 0, 0, 0, 0]),
      Buffer.from(keyId, "hex"),
      Buffer.from([1, 8, 0, 0, 0, 8, 255]),
    ]),
  );
}

export function signature4({ hashed = [], unhashed = [] }: SignatureAreas): Buffer {
  return packet(
    Buffer.concat([
      Buffer.from([4, 0, 1, 8]),
      area([created, ...hashed], 2),
      area(unhashed, 2),
      Buffer.from([0, 0, 0, 8, 255]),
    ]),
  );
}

/** Version 6: longer areas, a salt before the signature itself. */
export function signature6({ hashed = [], unhashed = [] }: SignatureAreas): Buffer {
  return packet(
    Buffer.concat([
      Buffer.from([6, 0, 27, 10]),
      area([created, ...hashed], 4),
      area(unhashed, 4),
      Buffer.from([0, 0, 16]),
      Buffer.alloc(16, 7),
      Buffer.alloc(64, 9),
    ]),
  );
}

function area(subpackets: readonly Buffer[], lengthBytes: 2 | 4): Buffer {
  const body = Buffer.concat(subpackets);
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(body.length, 0, lengthBytes);
  return Buffer.concat([length, body]);
}

/** A packet in the new format; type 2 is a signature. */
export function packet(body: Buffer, type = 2): Buffer {
  return Buffer.concat([Buffer.from([0xc0 | type]), lengthOf(body.length), body]);
}

/** A packet in the old format, with a length of one, two, four or (3) no bytes. */
export function oldPacket(body: Buffer, lengthType: 0 | 1 | 2 | 3, type = 2): Buffer {
  const lengthBytes = [1, 2, 4, 0][lengthType] as number;
  const length = Buffer.alloc(lengthBytes);
  if (lengthBytes > 0) {
    length.writeUIntBE(body.length, 0, lengthBytes);
  }
  return Buffer.concat([Buffer.from([0x80 | (type << 2) | lengthType]), length, body]);
}

/** What a packet in the new format holds. */
export function bodyOf(bytes: Buffer): Buffer {
  return bytes.subarray(bytes[1] === 255 ? 6 : (bytes[1] as number) < 192 ? 2 : 3);
}

function lengthOf(length: number): Buffer {
  if (length < 192) {
    return Buffer.from([length]);
  }
  if (length < 8384) {
    return Buffer.from([((length - 192) >> 8) + 192, (length - 192) & 0xff]);
  }
  const long = Buffer.alloc(5, 255);
  long.writeUInt32BE(length, 1);
  return long;
}
