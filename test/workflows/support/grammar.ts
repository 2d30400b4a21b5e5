import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import type { TemplateContext } from "@actions/workflow-parser/templates/template-context";

const trace = new NoOperationTraceWriter();

/** What GitHub's own grammar says against a workflow. */
export function workflowGrammar(text: string, name: string): readonly string[] {
  return errors(parseWorkflow({ name, content: text }, trace).context);
}

/** The same, with what only shows when jobs, steps and schedules are read. */
export async function workflowModel(text: string, name: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name, content: text }, trace);
  if (value === undefined) return errors(context);
  const template = await convertWorkflowTemplate(context, value);
  return [...new Set([...errors(context), ...(template.errors ?? []).map(({ Message }) => Message)])];
}

/** What GitHub's own grammar says against an `action.yml`. */
export function actionGrammar(text: string, name: string): readonly string[] {
  return errors(parseAction({ name, content: text }, trace).context);
}

function errors(context: TemplateContext): readonly string[] {
  return context.errors.getErrors().map((error) => error.message);
}
