import { createSelector, type Selector, show } from "@compose-actions/metadata";
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

/**
 * Refuses a selection that finds no artifact. A composeinfo.json may name directories alone; a selection must find an
 * artifact.
 *
 * @param leftOut - why artifacts that are named were not taken
 * @throws UserError
 */
export function refuseNothing(
  selector: Selector,
  found: { artifacts: number; directories: number },
  leftOut: readonly string[] = [],
): void {
  if (selector.restricts && found.artifacts === 0) {
    const unmatched = selector.unmatched();
    const vain =
      unmatched.length === 0 ? "" : `there is nothing of the name ${unmatched.map(show).join(", ")}: `;
    throw refuse(
      "No artifacts are selected",
      `${vain}check kinds, variants, arches, image-types, include and exclude`,
      leftOut,
    );
  }
  if (found.artifacts === 0 && found.directories === 0) {
    throw leftOut.length === 0
      ? refuse("The metadata names no artifacts")
      : refuse("The metadata names no artifacts that can be kept", undefined, leftOut);
  }
}
