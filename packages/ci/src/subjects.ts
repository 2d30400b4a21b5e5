/** Limits of GitHub for the file `$GITHUB_ARTIFACTS`: bytes of a step, subjects of a job. */
const MAX_BYTES = 1024 * 1024;
const MAX_SUBJECTS = 500;

/** What the file takes as a subject: one line, without `=`, by a digest that attestations know. */
const SUBJECT = /^(?:oci|file):\/\/[^\s=\p{C}]+$/u;

/**
 * The lines that add subjects to `$GITHUB_ARTIFACTS`, from which `actions/attest` takes what it attests. Beyond the
 * limits of the file the job would fail: the first ones are taken as far as there is room.
 *
 * @param presentBytes - that the file has already
 */
export function subjectLines(
  subjects: readonly string[],
  presentBytes: number,
): { readonly text: string; readonly omitted: number } {
  const lines: string[] = [];
  let bytes = presentBytes;
  for (const subject of new Set(subjects)) {
    const size = Buffer.byteLength(subject) + 1;
    if (lines.length < MAX_SUBJECTS && bytes + size <= MAX_BYTES && SUBJECT.test(subject)) {
      lines.push(`${subject}\n`);
      bytes += size;
    }
  }
  return { text: lines.join(""), omitted: new Set(subjects).size - lines.length };
}
