import type { InputField, Step } from "@compose-actions/step";
import { inputParagraph, mustBeGiven } from "../input-texts.ts";
import { yamlFile } from "./yaml-text.ts";

/** What the metadata of all our actions has in common. */
export const ACTION_AUTHOR = "The compose-actions authors";
export const ACTION_COLOUR = "blue";
/** The Node that runs actions. */
export const ACTION_RUNTIME = "node24";

/**
 * An input in `action.yml`. Defaults live in code: GitHub would hand them on as if the user had given them. Only what
 * the host alone knows is one here.
 */
export function actionInput(field: InputField, description = inputParagraph(field)) {
  const { actionDefault } = field;
  return {
    description,
    required: mustBeGiven(field),
    ...(actionDefault === undefined ? {} : { default: actionDefault }),
  };
}

/** `actions/<step>/action.yml`. */
export function actionYml(step: Step): string {
  return yamlFile({
    name: `compose-actions: ${step.name}`,
    description: `${step.title}. ${step.description}`,
    author: ACTION_AUTHOR,
    branding: { icon: step.icon, color: ACTION_COLOUR },
    inputs: mapValues(step.inputs, (field) => actionInput(field)),
    outputs: mapValues(step.outputs, ({ description }) => ({ description })),
    runs: {
      using: ACTION_RUNTIME,
      main: `../../dist/${step.name}/index.js`,
      ...(step.cleanUp === undefined ? {} : cleanUpEntry(`../../dist/${step.name}/post.js`)),
    },
  });
}

/** What is run at the end of a job that was cancelled. */
export function cleanUpEntry(post: string) {
  return { post, "post-if": "cancelled()" };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
