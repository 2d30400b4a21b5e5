import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { pins } from "../support/house-rules.ts";
import { field, literal, noTrace, pairs, rootOf, text, WorkflowError } from "./tokens.ts";

/** A JavaScript action. */
export interface ActionFile {
  readonly directory: string;
  readonly inputs: Readonly<Record<string, ActionInput>>;
  readonly outputs: readonly string[];
  readonly main: string;
  readonly post: string | undefined;
  readonly postIf: string;
}

export interface ActionInput {
  readonly required: boolean;
  readonly fallback: TemplateToken | undefined;
}

/** The actions of others that we play ourselves, by what comes before the `@`. */
const STAND_INS = new Map([
  ["actions/checkout", "checkout"],
  ["actions/cache", "cache"],
  ["actions/cache/restore", "cache-restore"],
  ["actions/cache/save", "cache-save"],
  ["actions/upload-artifact", "upload-artifact"],
  ["actions/download-artifact", "download-artifact"],
  ["actions/attest", "attest"],
]);

/** The versions that servers have a service for are others: tags of v3, and what is pinned for servers. */
const FOR_SERVERS = new Set(
  Object.values(pins).flatMap(({ onServers }) => (onServers === undefined ? [] : [onServers.sha])),
);

const stands = join(import.meta.dirname, "actions");

/** Where an action is looked for: `$/` in the repository of the workflow, `./` in what was checked out. */
export interface ActionPlaces {
  readonly repository: string;
  readonly workspace: string;
}

/**
 * The action that a `uses:` names.
 * @throws WorkflowError when it is not there, or is one that we do not play
 */
export function findAction(uses: string, { repository, workspace }: ActionPlaces): ActionFile {
  if (uses.startsWith("$/")) {
    if (uses.includes("@")) throw new WorkflowError([`${uses}: $/ takes no @`]);
    return readAction(join(repository, uses.slice(2)), uses);
  }
  if (uses === "." || uses.startsWith("./")) return readAction(join(workspace, uses), uses);
  const [name = "", version] = uses.split("@");
  const standIn = STAND_INS.get(name);
  if (standIn === undefined) throw new WorkflowError([`${uses}: this action is not emulated`]);
  if (version === undefined || version === "") throw new WorkflowError([`${uses}: no version`]);
  const older = FOR_SERVERS.has(version) || (name.endsWith("-artifact") && /^v3\b/.test(version));
  return readAction(join(stands, older ? `${standIn}-v3` : standIn), uses);
}

function readAction(directory: string, uses: string): ActionFile {
  const path = ["action.yml", "action.yaml"].map((name) => join(directory, name)).find(existsSync);
  if (path === undefined)
    throw new WorkflowError([`${uses}: no action.yml there. Was the code checked out?`]);
  const root = rootOf(uses, parseAction({ name: uses, content: readFileSync(path, "utf8") }, noTrace));
  const runs = field(root, "runs");
  const [using, main] = [text(field(runs, "using")), text(field(runs, "main"))];
  if (using !== "node24") throw new WorkflowError([`${uses}: using ${using} is not emulated`]);
  if (field(runs, "pre") !== undefined) throw new WorkflowError([`${uses}: pre is not emulated`]);
  if (main === undefined || !existsSync(join(directory, main))) {
    throw new WorkflowError([`${uses}: ${main} is not there`]);
  }
  return {
    directory,
    inputs: Object.fromEntries(
      pairs(field(root, "inputs")).map(([name, input]) => [
        name,
        { required: literal(field(input, "required")) === true, fallback: field(input, "default") },
      ]),
    ),
    outputs: pairs(field(root, "outputs")).map(([name]) => name),
    main,
    post: text(field(runs, "post")),
    postIf: text(field(runs, "post-if")) ?? "always()",
  };
}
