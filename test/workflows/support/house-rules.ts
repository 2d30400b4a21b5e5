import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/dist.ts";
import { ownPath } from "./definitions.ts";
import { isMapping, listOf, type Mapping, mapping, parseMapping, strings, textOf } from "./documents.ts";

interface Pin extends Release {
  /** What servers without the newest services take instead. */
  readonly onServers?: Release;
}

interface Release {
  readonly version: string;
  readonly sha: string;
}

/** `owner/repository` → what may be used of it. */
export const pins = JSON.parse(readFileSync(join(ROOT, "scripts/pinned-actions.json"), "utf8")) as Readonly<
  Record<string, Pin>
>;

/**
 * What this project asks of its own workflows beyond that they work: nobody gets more permissions than they need, and
 * why they need them is written beside; nothing hangs for ever; what others make is pinned.
 */
export function checkHouseRules(text: string, name: string): string[] {
  const file = parseMapping(text);
  const jobs = Object.entries(mapping(file["jobs"])).map(([id, job]) => [id, mapping(job)] as const);
  const problems = [
    ...(isEmpty(file["permissions"]) ? [] : ["permissions at the top are not {}"]),
    ...jobs.flatMap(([id, job]) => jobRules(job).map((problem) => `jobs.${id}: ${problem}`)),
    ...pinProblems(text),
    ...reasonless(text),
    ...callRules(file),
  ];
  return problems.map((problem) => `${name}: ${problem}`);
}

function isEmpty(permissions: Mapping[string] | undefined): boolean {
  return isMapping(permissions) && Object.keys(permissions).length === 0;
}

function jobRules(job: Mapping): string[] {
  const checkouts = listOf(job["steps"])
    .map(mapping)
    .filter((step) => textOf(step["uses"])?.startsWith("actions/checkout@"));
  const careless = checkouts.some((step) => mapping(step["with"])["persist-credentials"] !== false);
  return [
    ...(isMapping(job["permissions"]) ? [] : ["no permissions"]),
    ...("uses" in job || "timeout-minutes" in job ? [] : ["no timeout-minutes"]),
    ...(careless ? ["checkout keeps the token for later steps: persist-credentials: false"] : []),
  ];
}

/** Every action of others, by the commit and the version that the table has. */
function pinProblems(text: string): string[] {
  return [...text.matchAll(/^\s*(?:- )?uses: (\S+)(?: # (\S+))?.*$/gm)].flatMap(([, uses = "", version]) => {
    if (ownPath(uses) !== undefined) return [];
    const [action = "", sha] = uses.split("@");
    const pin = pins[action.split("/", 2).join("/")];
    if (pin === undefined) return [`${action} is not in scripts/pinned-actions.json`];
    return pin.sha === sha && pin.version === version
      ? []
      : [`${uses} # ${version}: the table says ${pin.sha} # ${pin.version}`];
  });
}

/** Permissions without a reason on their line. */
function reasonless(text: string): string[] {
  return [...text.matchAll(/^ +[a-z-]+: (?:read|write)\s*$/gm)].map(
    ([line]) => `no reason beside "${line.trim()}"`,
  );
}

/** What can be given to a reusable workflow is described and used; it takes its actions from its own commit. */
function callRules(file: Mapping): string[] {
  const on = mapping(file["on"]);
  if (!("workflow_call" in on)) return [];
  const call = mapping(on["workflow_call"]);
  const texts = [...strings(file, "")].map(([, text]) => text).join("\n");
  const all = (["inputs", "secrets", "outputs"] as const).flatMap((kind) =>
    Object.entries(mapping(call[kind])).map(([name, definition]) => ({
      kind,
      name,
      definition: mapping(definition),
    })),
  );
  const uses = [...strings(file["jobs"], "")].filter(([place]) => place.endsWith(".uses"));
  return [
    ...all
      .filter(({ definition }) => textOf(definition["description"]) === undefined)
      .map(({ kind, name }) => `${kind}.${name} has no description`),
    ...all
      .filter(
        ({ kind, name }) => kind !== "outputs" && !new RegExp(`\\b${kind}\\.${name}(?![\\w-])`).test(texts),
      )
      .map(({ kind, name }) => `${kind}.${name} is not used`),
    ...uses
      .filter(([, text]) => ownPath(text) !== undefined && !text.startsWith("$/"))
      .map(([place, text]) => `${place}: ${text}: of its own commit, $/…`),
  ];
}

/** A job that stands for all the others: it needs each of them, and runs whatever they come to. */
export function checkNeedsAll(text: string, id: string): string[] {
  const jobs = mapping(parseMapping(text)["jobs"]);
  const job = mapping(jobs[id]);
  const needs = new Set(listOf(job["needs"]));
  const others = Object.keys(jobs).filter((other) => other !== id && !needs.has(other));
  return [
    ...others.map((other) => `${id} does not need ${other}`),
    ...(job["if"] === "always()" ? [] : [`${id} is skipped when others fail: if: always()`]),
  ];
}
