import { join } from "node:path";
import { crc32 } from "node:zlib";
import { Journal } from "../../src/files/journal.ts";
import type { FileRecord } from "../../src/files/journal-records.ts";
import { restoreIo, scratch } from "./support.ts";

export const SHA256 = `sha256:${"1".repeat(64)}`;
export const SHA512 = `sha512:${"2".repeat(128)}`;
export const OTHER = `sha256:${"3".repeat(64)}`;
export const MD5 = `md5:${"4".repeat(32)}`;
export const record = (path: string, more: Partial<FileRecord> = {}): FileRecord => ({
  path,
  size: 5,
  mtimeNs: 1_764_000_000_123_456_789n,
  ctimeNs: 1_764_000_001_123_456_789n,
  ino: 2n ** 63n + 1n,
  checksums: [SHA256],
  ...more,
});
export const write = (path: string, call: (journal: Journal) => void) => {
  const journal = Journal.open(path);
  call(journal);
  journal.close();
};
export const line = (text: string) => `${crc32(text).toString(16).padStart(8, "0")} ${text}\n`;

/** Fresh folders, and places for journals in them; what was changed of the disk is put back after each test. */
export function useJournals() {
  const make = scratch();
  restoreIo();
  return { make, place: () => join(make(), "journal") };
}
