import { TransferFailure } from "../failure.ts";
import { type AddressRules, literalAddress } from "./address.ts";
import type { Provenance } from "./dispatchers.ts";

/** @throws TransferFailure when the URL must not be asked for */
export function refuseUrl(url: URL, provenance: Provenance, addresses: AddressRules): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TransferFailure("scheme", `URLs of the kind ${url.protocol} are not fetched`, {
      remedy: "elsewhere",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new TransferFailure("scheme", "the URL holds a user name or a password", { remedy: "elsewhere" });
  }
  const address = literalAddress(url);
  if (address !== undefined && !addresses.permits({ hostname: url.hostname, address, origin: provenance })) {
    throw new TransferFailure(
      "forbidden-address",
      `the address ${address} is private, which is not allowed`,
      { remedy: "elsewhere" },
    );
  }
}

/**
 * Where a redirect leads.
 *
 * @throws TransferFailure when it must not be followed
 */
export function redirectTarget(from: URL, location: string, allowInsecure: boolean): URL {
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    throw new TransferFailure("redirect", "a redirect leads to something that is no URL", {
      remedy: "elsewhere",
    });
  }
  target.hash = "";
  if (from.protocol === "https:" && target.protocol === "http:" && !allowInsecure) {
    throw new TransferFailure("redirect", "a redirect leads from https to http", { remedy: "elsewhere" });
  }
  if (target.href === from.href) {
    throw new TransferFailure("redirect", "a redirect leads to where it comes from", {
      remedy: "elsewhere",
    });
  }
  return target;
}
