import { type AnyMetadata, MergeError, type MergeOptions, merge, parse } from "@compose-actions/metadata";
import { digest, type Json, NEVRA, SRPM } from "./documents.ts";

export const model = (doc: Json): AnyMetadata => parse(JSON.stringify(doc)).model;
export const files = (docs: Readonly<Record<string, Json>>) =>
  Object.entries(docs).map(([file, doc]) => ({ file, model: model(doc) }));

/** The error that documents are refused with, by file name. */
export function refusal(docs: Readonly<Record<string, Json>>, options?: MergeOptions): MergeError {
  try {
    merge(files(docs), options);
  } catch (error) {
    if (error instanceof MergeError) {
      return error;
    }
    throw error;
  }
  throw new Error("the files were merged");
}

export const lines = (docs: Readonly<Record<string, Json>>) =>
  refusal(docs).conflicts.map(
    ({ rule, sides: [a, b] }) => `${rule} ${a.file} ${a.path} ${a.value} | ${b.file} ${b.path} ${b.value}`,
  );

export const SHA_A = `sha256:${digest()}`;
export const SHA_B = `sha256:${digest("b")}`;
export const P = "payload";
export const RPM = [P, "rpms", "Server", "x86_64", SRPM, NEVRA];
export const RPM_PATH = `payload.rpms.Server.x86_64["${SRPM}"]["${NEVRA}"]`;
export const IMAGE = "payload.images.Server.x86_64[0]";
export const VARIANT = [P, "variants", "Server"];
