/** Tags of the main header (rpm: tags). */
export const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  arch: 1022,
  sourceRpm: 1044,
  noSource: 1051,
  noPatch: 1052,
  rpmFormat: 5114,
  /** name-[epoch:]version-release of the source package; from format 6 on. */
  sourceNevr: 5120,
} as const;

/** Tags of the signature header that hold OpenPGP signatures (rpm: signatures and digests). */
export const SIGNATURE_TAG = {
  dsa: 267,
  rsa: 268,
  /** A list of base64 texts, with any number of signatures: those of rpm 6. */
  openPgp: 278,
  /** Over header and payload, as format 3 has them. */
  pgp: 1002,
  gpg: 1005,
} as const;
