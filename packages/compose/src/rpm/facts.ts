import type { Artifact, Rpm } from "@compose-actions/metadata";
import type { Signer } from "./openpgp.ts";
import type { RpmPackage } from "./read-rpm.ts";

/** Such names are made by rpmbuild: foo-debuginfo, foo-debugsource, kernel-debuginfo-common-x86_64. */
const DEBUG = /-debug(?:info|source)(?:-|$)/;

/** What a package is for, as rpms.json tells it. */
export function rpmCategory({ nevra, source }: RpmPackage): NonNullable<Rpm<Artifact>["category"]> {
  if (source === null) {
    return "source";
  }
  return DEBUG.test(nevra.name) ? "debug" : "binary";
}

/**
 * The keys that signed a package, as rpms.json has them: of keys up to version 4 the last eight digits of their id, as
 * composes have always listed them (productmd: rpms); of newer keys, which have no such short id, the fingerprint.
 */
export function sigkeysOf({ signers }: RpmPackage): readonly string[] {
  return [...new Set(signers.map(sigkey))];
}

function sigkey({ keyId, fingerprint, keyVersion }: Signer): string {
  return keyVersion <= 4 ? keyId.slice(-8) : (fingerprint ?? keyId);
}
