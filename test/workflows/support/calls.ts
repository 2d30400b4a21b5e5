import { type Definition, ownAction, ownPath } from "./definitions.ts";
import { type Mapping, mapping, textOf } from "./documents.ts";

/** An action of this repository that a step uses. */
export interface CalledAction {
  readonly uses: string;
  /** Undefined when there is no such action. */
  readonly definition: Definition | undefined;
}

/** The action of this repository that a step uses; undefined when it uses none. */
export function actionOf(step: Mapping): CalledAction | undefined {
  const uses = textOf(step["uses"]);
  const path = uses === undefined ? undefined : ownPath(uses);
  if (uses === undefined || path === undefined) return undefined;
  return { uses, definition: ownAction(path, mapping(step["with"])) };
}

/** What a call gives that is not there to be given, and what it lacks. */
export function checkGiven(
  given: Mapping,
  definitions: ReadonlyMap<string, boolean>,
  kind: "input" | "secret",
): string[] {
  const unknown = Object.keys(given)
    .filter((name) => !definitions.has(name))
    .map((name) => `there is no ${kind} ${name}`);
  const lacking = [...definitions]
    .filter(([name, required]) => required && !(name in given))
    .map(([name]) => `${kind} ${name} is required`);
  return [...unknown, ...lacking];
}
