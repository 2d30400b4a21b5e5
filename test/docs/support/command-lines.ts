import { loadStep, parseArguments, steps } from "@compose-actions/cli";
import type { InputDefinitions, InputField } from "@compose-actions/step";

/** A call of the command line in a script: the step, and what follows. */
export interface Call {
  readonly step: string;
  readonly words: readonly string[];
}

/** How scripts on pages start the command line: the bundle, a function around it, or the image. */
const START = /(?:dist\/cli\/index\.js"?|(?<![\w-])step|(?<![\w/.-])compose-actions(?:@[\w.]+)?)$/;

/** The calls in a shell script. Words are as a shell has them; variables stay as they are written. */
export function callsIn(script: string): readonly Call[] {
  const calls: Call[] = [];
  for (const line of script.replace(/\\\n/g, " ").split("\n")) {
    for (const words of commandsIn(line)) {
      const start = words.findIndex((word) => START.test(word));
      const [step, ...rest] = start < 0 ? [] : words.slice(start + 1);
      if (step !== undefined && Object.hasOwn(steps, step)) calls.push({ step, words: rest });
      else if (start >= 0 && step !== undefined && /^[a-z]+(-[a-z]+)*$/.test(step)) {
        calls.push({ step, words: rest });
      }
    }
  }
  return calls;
}

/** The commands of a line, each as its words. */
function commandsIn(line: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let rest = line; rest !== ""; ) {
    const [token = ""] =
      /^(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{[^}]*\}|\$[\w@*#?]+|\s+|[0-9]?>+&?[0-9-]?|[;&|()<]+|[^\s'"\\$;&|()<>]+|.)/.exec(
        rest,
      ) ?? [];
    rest = rest.slice(token.length);
    if (/^\s/.test(token)) endWord();
    else if (word === undefined && token.startsWith("#")) break;
    else if (/^[0-9]?>/.test(token)) {
      endWord();
      rest = rest.replace(/^\s*\S*/, "");
    } else if (/^[;&|()<]/.test(token)) {
      endWord();
      commands.push([]);
    } else if (token.startsWith("'") && token.length > 1) word = (word ?? "") + token.slice(1, -1);
    else if (token.startsWith('"') && token.length > 1) {
      word = (word ?? "") + token.slice(1, -1).replace(/\\(["\\$`])/g, "$1");
    } else if (token.startsWith("\\")) word = (word ?? "") + token.slice(1);
    else word = (word ?? "") + token;
  }
  endWord();
  return commands;
}

/**
 * What is wrong with a call: flags that there are not, values that cannot be, inputs that are required.
 *
 * @param given - inputs that variables of the script give: `COMPOSE_ACTIONS_…`
 */
export async function callProblems(
  { step: name, words }: Call,
  given: ReadonlySet<string>,
): Promise<string[]> {
  const step = await loadStep(steps, name);
  if (step === undefined) return [`there is no step ${name}`];
  try {
    const { flags, help } = parseArguments(step.inputs, words, name);
    return help
      ? []
      : [...valueProblems(step.inputs, flags), ...lacking(step.inputs, flags, given)].map(
          (problem) => `${name}: ${problem}`,
        );
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}

/** Inputs that a script sets by their variables. */
export function variablesIn(script: string): ReadonlySet<string> {
  return new Set(
    [...script.matchAll(/\bCOMPOSE_ACTIONS_([A-Z0-9_]+)\s*[=:]/g)].map(([, name = ""]) =>
      name.toLowerCase().replaceAll("_", "-"),
    ),
  );
}

/** What no value of this input can be; what a variable or an expression stands in is not known. */
export function valueProblem(field: InputField, text: string): string | undefined {
  if (text.trim() === "" || /\$[\w{@(]|\{\{/.test(text)) return undefined;
  const { success } = field.schema.safeParse(text.trim());
  return success ? undefined : `${JSON.stringify(text)} is not ${field.expected}`;
}

function valueProblems(
  definitions: InputDefinitions,
  flags: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(flags).flatMap(([name, values]) => {
    const field = definitions[name];
    // The file of a secret.
    if (field === undefined) return [];
    const problem = valueProblem(field, values.join("\n"));
    return problem === undefined ? [] : [`${name}: ${problem}`];
  });
}

function lacking(
  definitions: InputDefinitions,
  flags: Readonly<Record<string, readonly string[]>>,
  given: ReadonlySet<string>,
): string[] {
  const isThere = (name: string) => name in flags || given.has(name);
  return Object.entries(definitions)
    .filter(([name, { required, unless }]) => required && !isThere(name) && !(unless && isThere(unless)))
    .map(([name]) => `${name} is required`);
}
