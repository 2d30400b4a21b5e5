import { baseName, describeUndeclared, MAX_EXAMPLES, type Warning } from "@compose-actions/metadata";
import type { Recorded } from "./documents.ts";
import type { RecordArtifactsInputs } from "./inputs.ts";
import type { Added } from "./output.ts";
import type { Notice } from "./result.ts";

/** What a person should know of the result. */
export function noticesOf(
  inputs: RecordArtifactsInputs,
  { artifacts: { images, rpms }, places }: Pick<Recorded, "artifacts" | "places">,
  { completed }: Pick<Added, "completed">,
  warnings: readonly Warning[],
): readonly Notice[] {
  const guessed = images.flatMap(({ source, content: { facts, others } }) =>
    others.length === 0 ? [] : [`${source}: ${facts.type}, not ${others.join(", ")}`],
  );
  const misnamed = rpms.flatMap(({ source, content: { nevra } }) => {
    const usual = `${nevra.name}-${nevra.version}-${nevra.release}.${nevra.arch}.rpm`;
    return baseName(places.get(source)?.localPath ?? "") === usual ? [] : [`${source}: ${usual}`];
  });
  // Metadata that steps before this one made grows; one that the user named should be complete.
  const undeclared = inputs.composeinfo === undefined ? [] : completed.map(describeUndeclared);
  return [
    ...warnings,
    ...notice(
      "guessed-image-type",
      "images of this format have several types, and the name tells none; type does",
      guessed,
    ),
    ...notice("package-name", "packages whose place has another file name than their own", misnamed),
    ...notice("undeclared-variant", "not declared by composeinfo; added to the metadata", undeclared),
  ];
}

function notice(code: string, message: string, occurrences: readonly string[]): Notice[] {
  const count = occurrences.length;
  return count === 0
    ? []
    : [{ code, message: `${message} (${count})`, count, examples: occurrences.slice(0, MAX_EXAMPLES) }];
}
