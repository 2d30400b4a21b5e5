import type { Step } from "@compose-actions/step";
import { inputParagraph } from "../input-texts.ts";
import { ACTION_AUTHOR, ACTION_COLOUR, ACTION_RUNTIME } from "./action-yml.ts";
import { yamlFile } from "./yaml-text.ts";

/** The root `action.yml`: `command` picks a step, the other inputs and the outputs are those of all the steps. */
export function umbrellaYml(steps: readonly Step[]): string {
  const names = steps.map((step) => step.name);
  return yamlFile({
    name: "compose-actions",
    description: `Steps for distributed composes (productmd 2.0): ${names.join(", ")}`,
    author: ACTION_AUTHOR,
    branding: { icon: "package", color: ACTION_COLOUR },
    inputs: {
      command: {
        description: `The step to run. Required. Expected: one of ${names.join(", ")}.`,
        required: true,
      },
      ...union(steps, (step) => mapTexts(step.inputs, inputParagraph), { required: false }),
    },
    outputs: union(steps, (step) => mapTexts(step.outputs, (output) => output.description), {}),
    runs: { using: ACTION_RUNTIME, main: "dist/main/index.js" },
  });
}

function mapTexts<Value>(record: Readonly<Record<string, Value>>, text: (value: Value) => string) {
  return Object.entries(record).map(([name, value]) => [name, text(value)] as const);
}

/** One entry per name; where steps describe it differently, each description with the steps that it holds for. */
function union<Extra extends object>(
  steps: readonly Step[],
  entries: (step: Step) => readonly (readonly [string, string])[],
  extra: Extra,
): Record<string, { description: string } & Extra> {
  const texts = new Map<string, Map<string, string[]>>();
  for (const step of steps) {
    for (const [name, text] of entries(step)) {
      const variants = texts.get(name) ?? new Map<string, string[]>();
      variants.set(text, [...(variants.get(text) ?? []), step.name]);
      texts.set(name, variants);
    }
  }
  const merged = [...texts].map(([name, variants]) => {
    const users = [...variants].map(([text, names]) => `${text} Used by: ${names.join(", ")}.`);
    return [name, { description: users.join(" "), ...extra }] as const;
  });
  return Object.fromEntries(merged);
}
