import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { refuse, systemCodeText } from "@compose-actions/step";

/** A certificate and its key, as TLS takes them: PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
  /** What may be the matter with it when a server refuses it. One line. */
  readonly warning: string | undefined;
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*(?:-----END [A-Z0-9 ]+-----)?/g;

/**
 * Reads authorities that are to be trusted. One that cannot be read would be left out by TLS without a word, and the
 * servers that it vouches for be refused.
 *
 * @param input - the input that names the file
 * @throws UserError
 */
export function readAuthorities(input: string, file: string): string {
  const text = readPem(input, file, "CERTIFICATE");
  for (const [index, [block]] of [...text.matchAll(CERTIFICATE)].entries()) {
    certificateOf(block, `${input}: ${file}: certificate ${index + 1}`);
  }
  return text;
}

/**
 * Reads a certificate and its key, and tries whether TLS takes them: what it does not would look like a connection that
 * fails.
 *
 * @param inputs - the inputs that name the files
 * @throws UserError
 */
export function readKeyPair(
  inputs: { readonly certificate: string; readonly key: string },
  certificateFile: string,
  keyFile: string,
): KeyPair {
  const certificate = readPem(inputs.certificate, certificateFile, "CERTIFICATE");
  const key = readPem(inputs.key, keyFile, "PRIVATE KEY");
  const shownKey = `${inputs.key}: ${keyFile}`;
  if (/^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(key)) {
    throw refuse(
      `${shownKey}: the key is encrypted, and nobody can be asked for its password`,
      `decrypt it: openssl pkey -in ${keyFile} -out plain.key`,
    );
  }
  const shown = `${inputs.certificate}: ${certificateFile}`;
  const first = certificateOf(certificate.match(CERTIFICATE)?.[0] ?? "", `${shown}: the certificate`);
  try {
    createSecureContext({ cert: certificate, key });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    throw code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH"
      ? refuse(
          `${shownKey}: the key is not that of the certificate in ${certificateFile}`,
          "name the two files that were made together",
        )
      : refuse(`${shown} and ${keyFile} cannot be used: ${code}`, "give the certificate and its key as PEM");
  }
  return { certificate, key, warning: timeProblem(first, shown) };
}

function certificateOf(block: string, shown: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch {
    throw refuse(`${shown} cannot be read`, "give it whole, as PEM");
  }
}

/** Our clock may be wrong, and the server decides: it is tried all the same. */
function timeProblem({ validFrom, validTo }: X509Certificate, shown: string): string | undefined {
  const now = Date.now();
  if (Date.parse(validTo) < now) {
    return `${shown}: the certificate has expired: ${validTo}`;
  }
  return Date.parse(validFrom) > now
    ? `${shown}: the certificate is not valid before ${validFrom}`
    : undefined;
}

function readPem(input: string, file: string, kind: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw refuse(
      `${input}: ${file} cannot be read: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
    );
  }
  if (!text.includes("-----BEGIN ") || !text.includes(`${kind}-----`)) {
    throw refuse(`${input}: ${file} holds no ${kind} in PEM form`);
  }
  return text;
}
