import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Signer, signersOf } from "../../src/rpm/openpgp.ts";
import {
  bodyOf,
  FINGERPRINT_4,
  FINGERPRINT_6,
  issuer,
  issuerFingerprint,
  KEY_ID,
  oldPacket,
  packet,
  signature3,
  signature4,
  signature6,
  subpacket,
} from "./make-signature.ts";

class Refused extends Error {}

const read = (bytes: Buffer): Signer[] =>
  signersOf(bytes, (problem) => {
    throw new Refused(problem);
  });

const OTHER = "8877665544332211";
const by3 = { keyId: KEY_ID, fingerprint: null, keyVersion: 3 };
const byId = { keyId: KEY_ID, fingerprint: null, keyVersion: 4 };
const by4 = { keyId: KEY_ID, fingerprint: FINGERPRINT_4, keyVersion: 4 };
const by6 = { keyId: KEY_ID, fingerprint: FINGERPRINT_6, keyVersion: 6 };

describe("who made a signature", () => {
  test.each<[string, Buffer, Signer[]]>([
    ["version 3", signature3(KEY_ID), [by3]],
    ["version 4, the key id hashed", signature4({ hashed: [issuer(KEY_ID)] }), [byId]],
    ["version 4, the key id not hashed", signature4({ unhashed: [issuer(KEY_ID)] }), [byId]],
    ["version 4, the fingerprint alone", signature4({ hashed: [issuerFingerprint(FINGERPRINT_4)] }), [by4]],
    [
      "version 4 as gpg writes it",
      signature4({ hashed: [issuerFingerprint(FINGERPRINT_4)], unhashed: [issuer(KEY_ID)] }),
      [by4],
    ],
    [
      "a hashed fingerprint before an added one",
      signature4({
        hashed: [issuerFingerprint(FINGERPRINT_4)],
        unhashed: [issuerFingerprint(`${"0".repeat(24)}${OTHER}`)],
      }),
      [by4],
    ],
    [
      "a hashed key id before an added one",
      signature4({ hashed: [issuer(KEY_ID)], unhashed: [issuer(OTHER)] }),
      [byId],
    ],
    ["version 6", signature6({ hashed: [issuerFingerprint(FINGERPRINT_6)] }), [by6]],
    [
      "a critical subpacket",
      signature4({ hashed: [Buffer.concat([Buffer.from([9, 16 | 0x80]), Buffer.from(KEY_ID, "hex")])] }),
      [byId],
    ],
    [
      "subpackets of all lengths",
      signature4({
        hashed: [subpacket(20, Buffer.alloc(300)), subpacket(20, Buffer.alloc(9000)), issuer(KEY_ID)],
      }),
      [byId],
    ],
    ["nobody", signature4({}), []],
    ["a key of an unknown version", signature4({ hashed: [subpacket(33, Buffer.alloc(41, 9))] }), []],
    ["a signature of an unknown version", packet(Buffer.from([9, 1, 2])), []],
    [
      "several packets",
      Buffer.concat([
        packet(Buffer.from("marker"), 10),
        signature3(OTHER),
        signature6({ hashed: [issuerFingerprint(FINGERPRINT_6)] }),
      ]),
      [{ ...by3, keyId: OTHER }, by6],
    ],
    ["nothing", Buffer.alloc(0), []],
  ])("%s", (_, bytes, signers) => {
    expect(read(bytes)).toEqual(signers);
  });

  test("stands in packets of the old format as well", () => {
    const body = bodyOf(signature4({ hashed: [issuer(KEY_ID)] }));
    for (const lengthType of [0, 1, 2, 3] as const) {
      expect(read(oldPacket(body, lengthType))).toEqual([byId]);
    }
  });

  test("stands in packets of any length", () => {
    for (const size of [50, 500, 20_000]) {
      const padding = [...Array(Math.ceil(size / 200)).keys()].map(() => subpacket(20, Buffer.alloc(200)));
      expect(read(signature4({ hashed: [...padding, issuer(KEY_ID)] }))).toEqual([byId]);
    }
  });
});

describe("bytes that are no signature", () => {
  test.each([
    ["no packet", Buffer.from("plain text"), "no OpenPGP packet"],
    ["a packet in parts", Buffer.from([0xc2, 0xe1, 0, 0]), "comes in parts"],
    ["a packet that is cut off", signature4({ hashed: [issuer(KEY_ID)] }).subarray(0, -1), "it ends early"],
    ["a packet without a length", Buffer.from([0xc2]), "it ends early"],
    [
      "an area that is longer than its packet",
      packet(Buffer.from([4, 0, 1, 8, 0xff, 0xff])),
      "it ends early",
    ],
    [
      "a subpacket that is longer than its area",
      signature4({ hashed: [Buffer.from([90, 16])] }),
      "it ends early",
    ],
    ["a subpacket without a type", signature4({ hashed: [Buffer.from([0])] }), "it ends early"],
    ["a key id that is too short", signature4({ hashed: [subpacket(16, Buffer.alloc(7))] }), "it ends early"],
    ["endless packets", Buffer.alloc(1000, Buffer.from([0xca, 0])), "more than 256 packets"],
    [
      "endless subpackets",
      signature4({ hashed: Array.from({ length: 300 }, () => subpacket(20, Buffer.alloc(0))) }),
      "more than 256 subpackets",
    ],
  ])("%s", (_, bytes, problem) => {
    expect(() => read(bytes)).toThrow(Refused);
    expect(() => read(bytes)).toThrow(problem);
  });

  test("never do anything but be refused", () => {
    const good = [
      signature3(KEY_ID),
      signature4({ hashed: [issuerFingerprint(FINGERPRINT_4)], unhashed: [issuer(KEY_ID)] }),
      signature6({ hashed: [issuerFingerprint(FINGERPRINT_6)] }),
    ];
    const attempt = (bytes: Buffer) => {
      try {
        read(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => attempt(Buffer.from(bytes))));
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.nat(), fc.nat(255), (bytes, at, value) => {
        const changed = Buffer.from(bytes);
        changed[at % changed.length] = value;
        attempt(changed);
      }),
      { numRuns: 1000 },
    );
  });
});
