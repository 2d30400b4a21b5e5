import {
  describeWarning,
  MAX_EXAMPLES,
  type Selector,
  show,
  type WarningLog,
} from "@compose-actions/metadata";
import type { LayoutDirectories } from "@compose-actions/oci";
import { countOf } from "@compose-actions/step";
import type { Parcels } from "./parcels.ts";
import { isWithin } from "./targets.ts";

/** What a person should know of a run: warnings, and notes that need nobody to do anything. */
export interface Notices {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

export interface NoticesOptions {
  readonly inputs: { readonly output: string };
  readonly settings: { readonly selector: Selector };
  readonly log: WarningLog;
  readonly parcels: Parcels;
  readonly layouts: LayoutDirectories;
}

const MAX_DOUBTS = 10;

/** @param doubts - what registries may not take */
export function noticesOf(
  { inputs, settings, log, parcels, layouts }: NoticesOptions,
  doubts: readonly string[],
  isUnpublished: boolean,
): Notices {
  const unmatched = settings.selector.unmatched();
  const outside = [...layouts.values()].filter((directory) => !isWithin(directory, inputs.output));
  return {
    warnings: [
      ...log.warnings().map(describeWarning),
      ...(doubts.length > MAX_DOUBTS
        ? [...doubts.slice(0, MAX_DOUBTS), `and ${doubts.length - MAX_DOUBTS} more like this`]
        : doubts),
      ...line(unmatched.map(show), "selected, but there is nothing of that name"),
      ...(isUnpublished
        ? ["the metadata was not published, since not everything that it should name is there"]
        : []),
    ],
    notes: [
      ...line(
        parcels.fitted.map(([meant, target]) => `${show(meant)} is ${show(target)}`),
        `${countOf(parcels.fitted.length, "name was", "names were")} made to fit what a repository may be called`,
      ),
      ...line(
        outside.map(show),
        "not below the directory of the metadata; who reads it has to allow that with layout-root",
      ),
    ],
  };
}

function line(examples: readonly string[], message: string): string[] {
  if (examples.length === 0) {
    return [];
  }
  const more = examples.length > MAX_EXAMPLES ? ", …" : "";
  return [`${message}: ${examples.slice(0, MAX_EXAMPLES).join(", ")}${more}`];
}
