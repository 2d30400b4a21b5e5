import { formatCount } from "@compose-actions/step";
import type { AnnotationLevel } from "./host.ts";

/** How many annotations of a level a host shows for a step; GitHub drops further ones without a word. */
export const ANNOTATION_LIMIT = 10;

/** Counts annotations, so that a flood of them ends in the log alone. */
export interface AnnotationBudget {
  /** Whether one more of this level may be shown as an annotation. */
  take(level: AnnotationLevel): boolean;
  /** One line for each level of which some were not shown. */
  remainder(): readonly string[];
}

export function createAnnotationBudget(limit: number = ANNOTATION_LIMIT): AnnotationBudget {
  const taken = new Map<AnnotationLevel, number>();
  return {
    take(level) {
      const count = (taken.get(level) ?? 0) + 1;
      taken.set(level, count);
      return count <= limit;
    },
    remainder() {
      return [...taken]
        .filter(([, count]) => count > limit)
        .map(([level, count]) => {
          const more = count - limit;
          return `${formatCount(more)} more ${level}${more === 1 ? " is" : "s are"} in the log only`;
        });
    },
  };
}
