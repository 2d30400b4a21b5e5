import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./dist.ts";

/** A row of FAULTS.md. */
export interface FaultRow {
  readonly number: number;
  readonly title: string;
  readonly cases: readonly string[];
  readonly tests: readonly (readonly [file: string, title: string])[];
  /** What of it is not played, and why. */
  readonly note: string;
}

export function faultRows(): FaultRow[] {
  const text = readFileSync(join(ROOT, "test", "FAULTS.md"), "utf8");
  return [...text.matchAll(/^\| (\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map(
    ([, number, title = "", named = "", tests = "", note = ""]) => ({
      number: Number(number),
      title: title.trim(),
      cases: [...named.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
      tests: [...tests.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(
        ([, file = "", title = ""]) => [file, title] as const,
      ),
      note: note.trim(),
    }),
  );
}

/** A line for everything that the table excludes: faults that nothing stands for, and parts of the others. */
export function exclusions(rows: readonly FaultRow[]): string[] {
  return rows
    .filter(({ note }) => note !== "")
    .map(({ number, title, cases, tests, note }) => {
      const what = cases.length + tests.length === 0 ? "not played" : "played in part";
      return `${what}: ${number}, ${title}: ${note}`;
    });
}
