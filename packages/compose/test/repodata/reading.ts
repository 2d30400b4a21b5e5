import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type PrimaryPackage, type ReadPrimaryOptions, readPrimary } from "@compose-actions/compose";
import { expect } from "vitest";
import { metadataError } from "../support/metadata-error.ts";
import { scratch } from "../support/scratch.ts";
import { type PackageOptions, pkg, primary } from "./documents.ts";

export const many = (count: number, options: PackageOptions = {}) =>
  primary(Array.from({ length: count }, (_, i) => pkg({ ...options, name: `p${i}` })).join(""));
export const xz = (content: string | Uint8Array, ...options: string[]) =>
  execFileSync("xz", ["--compress", "--stdout", ...options], { input: content, maxBuffer: 2 ** 30 });

/** Reads what a file holds, or what it is refused with, in a folder for the tests of one file. */
export function usePrimary() {
  const make = scratch();
  const place = (content: string | Uint8Array) => join(make({ "primary.xml": content }), "primary.xml");

  async function read(
    content: string | Uint8Array,
    options: ReadPrimaryOptions = {},
  ): Promise<PrimaryPackage[]> {
    const found: PrimaryPackage[] = [];
    const count = await readPrimary(place(content), (entry) => found.push(entry), options);
    expect(count).toBe(found.length);
    return found;
  }

  async function refusal(content: string | Uint8Array, options: ReadPrimaryOptions = {}): Promise<string> {
    const error = await metadataError(() => read(content, { file: "repo/primary", ...options }));
    expect(error.message).toMatch(/^repo\/primary: /);
    return error.message.slice("repo/primary: ".length);
  }
  return { place, read, refusal };
}
