import { VERSION } from "@compose-actions/step";

/** The page for what went wrong, as it was in this version. */
const PAGE = `https://github.com/compose-actions/compose-actions/blob/v${VERSION}/docs/troubleshooting.md`;

/** Where the page begins to speak of classes. */
const ALL_CLASSES = "failure-classes";

/** An error wraps the one that made it, and so on; no further than this. */
const MAX_CAUSES = 8;

/** The section of the page for a kind of failure, or a class of them: its name is its anchor. */
export function sectionUrl(name: string): string {
  return `${PAGE}#${name}`;
}

/** What is a class at all: reports of other jobs name some as well. */
const CLASS = /^[a-z]+(?:-[a-z]+)*$/;

/** The section for a failure of these classes; undefined without any. */
export function classesUrl(classes: readonly string[]): string | undefined {
  const [first, ...others] = new Set(classes.filter((name) => CLASS.test(name)));
  return first === undefined ? undefined : sectionUrl(others.length === 0 ? first : ALL_CLASSES);
}

/** The class of the failure that an error is, or comes from. Known by its shape: hosts know nothing of transfers. */
export function failureClassOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (current.name === "TransferFailure" && "failure" in current && typeof current.failure === "string") {
      return current.failure;
    }
    current = current.cause;
  }
  return undefined;
}
