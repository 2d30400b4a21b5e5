import { ErrorList, type OutputDirectory, type Source } from "@compose-actions/compose";
import { keepsEmpty, nameOf, visitFile } from "./convert-file.ts";
import type { Settings } from "./settings.ts";

/** The files that will be written. Only where it makes a difference a file is read to see whether it has anything to say. */
export async function namesToWrite(
  sources: readonly Source[],
  settings: Settings,
  output: OutputDirectory,
  signal: AbortSignal,
): Promise<string[]> {
  const errors = new ErrorList();
  const names: string[] = [];
  for (const source of sources) {
    const name = nameOf(source);
    const isCertain =
      keepsEmpty(settings.selector) || source.identity.type === "composeinfo" || !output.holds(name);
    let found = isCertain;
    if (!isCertain) {
      const visit = () => {
        found = true;
      };
      await errors.collect(() => visitFile(source, { settings, visit, visited: () => undefined, signal }));
    }
    if (found) {
      names.push(name);
    }
  }
  errors.throwAny();
  return names;
}
