import type { Step } from "@compose-actions/step";
import { inputParagraph } from "../input-texts.ts";
import { ACTION_AUTHOR, ACTION_COLOUR, ACTION_RUNTIME, cleanUpEntry } from "./action-yml.ts";
import { yamlFile } from "./yaml-text.ts";

/** What the Marketplace shows of the action; it takes no more than 125 characters. */
const DESCRIPTION =
  "CI steps for distributed composes (productmd 2.0): request, convert, record, push, merge, mirror and verify them";

/** The root `action.yml`: `command` picks a step, the other inputs and the outputs are those of all the steps. */
export function umbrellaYml(steps: readonly Step[]): string {
  const names = steps.map((step) => step.name);
  return yamlFile({
    name: "compose-actions",
    description: DESCRIPTION,
    author: ACTION_AUTHOR,
    branding: { icon: "package", color: ACTION_COLOUR },
    inputs: {
      command: {
        description: `The step to run. Required. Expected: one of ${names.join(", ")}.`,
        required: true,
      },
      ...withActionDefaults(
        steps,
        union(steps, (step) => mapTexts(step.inputs, inputParagraph), { required: false }),
      ),
    },
    outputs: union(steps, (step) => mapTexts(step.outputs, (output) => output.description), {}),
    runs: {
      using: ACTION_RUNTIME,
      main: "dist/main/index.js",
      ...(steps.some(({ cleanUp }) => cleanUp !== undefined) ? cleanUpEntry("dist/main/post.js") : {}),
    },
  });
}

function mapTexts<Value>(record: Readonly<Record<string, Value>>, text: (value: Value) => string) {
  return Object.entries(record).map(([name, value]) => [name, text(value)] as const);
}

/** What only the host knows is a default here as well, and has to be the same in all steps that have the input. */
function withActionDefaults<Entry extends object>(
  steps: readonly Step[],
  inputs: Readonly<Record<string, Entry>>,
): Record<string, Entry & { readonly default?: string }> {
  const defaultOf = (name: string): string | undefined => {
    const users = steps.flatMap((step) => step.inputs[name] ?? []);
    const defaults = new Set(users.map(({ actionDefault }) => actionDefault));
    if (defaults.size > 1) throw new Error(`the steps do not agree on the default of ${name}`);
    return users[0]?.actionDefault;
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, entry]) => {
      const text = defaultOf(name);
      return [name, text === undefined ? entry : { ...entry, default: text }];
    }),
  );
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
