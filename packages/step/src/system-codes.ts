/** What a code of the system means, for people who have not met it. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EDQUOT: "the disk quota is used up",
  EEXIST: "something is there already",
  EIO: "the disk reports an error",
  EISDIR: "it is a directory",
  ELOOP: "too many symbolic links, or one where none is followed",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long for the file system",
  ENFILE: "too many files are open on this machine",
  ENOENT: "there is no such file or directory",
  ENOSPC: "no space is left on the disk",
  ENOTDIR: "a file is where a directory must be",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
};

/** A code with its meaning, where that is known: `EACCES (permission denied)`. */
export function systemCodeText(code: string | undefined): string {
  const words = code !== undefined && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return words === undefined ? String(code) : `${code} (${words})`;
}
