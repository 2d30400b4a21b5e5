/** What a code of the system or of TLS means, for people who have not met it. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it was broken off",
  EAI_AGAIN: "names cannot be looked up at the moment",
  ENOTFOUND: "there is no host of that name",
  EHOSTUNREACH: "there is no way to the host",
  ENETUNREACH: "there is no way to its network",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet, or the clock here is wrong",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is of no authority, or of one that is not trusted here",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on this port",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is of an authority that is not trusted here",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate is of an authority that is not trusted here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is of an authority that is not trusted here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "it does not send the certificates between its own and an authority",
};

/** A code, and what it means where that is known: `ENOTFOUND (there is no host of that name)`. */
export function codeInWords(code: string): string {
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return words === undefined ? code : `${code} (${words})`;
}
