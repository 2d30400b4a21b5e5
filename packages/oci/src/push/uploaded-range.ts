import { type Headers, headerOf } from "@compose-actions/transfer";

/**
 * How many bytes of an upload a registry has, as the Range of its answer says (distribution-spec 1.1.1, "Pushing a
 * blob in chunks"): `0-99` for a hundred.
 *
 * @param known - bytes that it has accepted before. Of no bytes and of one it says the same, `0-0`
 * @returns undefined when it does not say
 */
export function uploadedBytes(headers: Headers, known: number): number | undefined {
  const [, end] = /^(?:bytes[ =])?0-(\d{1,15})$/.exec(headerOf(headers, "range")?.trim() ?? "") ?? [];
  if (end === undefined) {
    return undefined;
  }
  if (end === "0") {
    return known === 1 ? 1 : 0;
  }
  return Number(end) + 1;
}
