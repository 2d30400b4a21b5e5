import { createSelector, type Selector } from "@compose-actions/metadata";
import { type InputValues, refuse, type selectionInputs } from "@compose-actions/step";

/** The artifacts that the selection inputs mean. @throws UserError for globs that are none */
export function readSelector(inputs: InputValues<typeof selectionInputs>): Selector {
  const { kinds, variants, arches, "image-types": imageTypes, include, exclude } = inputs;
  try {
    return createSelector({
      ...(kinds === undefined ? {} : { kinds }),
      ...(variants === undefined ? {} : { variants }),
      ...(arches === undefined ? {} : { arches }),
      ...(imageTypes === undefined ? {} : { imageTypes }),
      ...(include === undefined ? {} : { include }),
      ...(exclude === undefined ? {} : { exclude }),
    });
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw refuse(
        `include or exclude: ${error.message}`,
        "* and ? stay within a part of the path, ** crosses parts, [a-z] is one character of a set, {a,b} one of several texts",
      );
    }
    throw error;
  }
}
