import { expect, test } from "vitest";
import { loadCases } from "../conformance/src/load-cases.mjs";
import { lacking } from "../conformance/src/machine.mjs";
import { play } from "../conformance/src/play.mjs";
import { readProfile, unsuited } from "../conformance/src/profile.mjs";

/** A case of the conformance corpus. */
export type Case = ReturnType<typeof loadCases>[number];

/** Makes a test of every case that is wanted: the built command line is put to it. Names those that cannot be played. */
export function testCases(wanted: (one: Case) => boolean): void {
  const profile = readProfile("compose-actions");
  for (const one of loadCases().filter(wanted)) {
    const reason = unsuited(profile, one) ?? lacking(one);
    if (reason !== undefined) {
      console.info(`not run: ${one.name}: ${reason}`);
    }
    test.skipIf(reason !== undefined)(titleOf(one), async () => {
      const { problems, said } = await play(one, profile);
      expect(problems, said).toEqual([]);
    });
  }
}

/** With the weaknesses that it stands for: each can be asked for by its id. */
function titleOf({ name, title, weaknesses }: Case): string {
  return `${name}: ${title}${weaknesses.length === 0 ? "" : ` (${weaknesses.join(", ")})`}`;
}
