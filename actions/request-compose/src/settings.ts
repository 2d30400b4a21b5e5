import { countOf, refuse } from "@compose-actions/step";
import { busPlace } from "./bus-place.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { isWriting } from "./output-probe.ts";
import { probeTextFile } from "./write-text-file.ts";

/** Those that have something to write, unless nobody waits. */
const WRITING: ReadonlySet<string> = new Set(["create", "wait", "renew"]);

/** @throws UserError for inputs that contradict each other, or lack one another */
export function checkInputs(inputs: RequestComposeInputs): void {
  const { operation, service, store } = inputs;
  const ids = inputs["compose-id"] ?? [];
  const needsId =
    operation === "wait" || operation === "get" || operation === "renew" || operation === "delete";
  if (needsId && ids.length === 0) {
    throw refuse(`compose-id: required with operation ${operation}`);
  }
  if (!needsId && operation !== "create" && ids.length > 0) {
    throw refuse(`compose-id says nothing with operation ${operation}`, "leave it out");
  }
  if (operation === "create" && ids.length === 0 && service !== "odcs" && inputs.request === undefined) {
    throw refuse(
      "request: required, unless compose-id names composes that are there",
      "give the path of a JSON or YAML file with the request in the words of the service, or its text",
    );
  }
  if (inputs["poll-max"] < inputs["poll-interval"]) {
    throw refuse("poll-max is shorter than poll-interval");
  }
  if (inputs.lock !== undefined && operation !== "create") {
    throw refuse(`lock says nothing with operation ${operation}`, "leave it out");
  }
  const unwritten = (["output", "lock-output"] as const).find((name) => inputs[name] !== undefined);
  if (unwritten !== undefined && !WRITING.has(operation)) {
    throw refuse(`${unwritten}: nothing is written with operation ${operation}`, "leave it out");
  }
  if (store !== "none" && service === "odcs") {
    throw refuse(
      "store is for images that osbuild-composer makes",
      "leave it out: composes of ODCS stay where they are",
    );
  }
  if (store !== "none" && inputs.output === undefined) {
    throw refuse("store needs output: without metadata nobody would know what was stored");
  }
  if (store === "push-oci" && inputs.repository === undefined) {
    throw refuse("repository: required with store push-oci");
  }
  busPlace(inputs);
  const lock = inputs["lock-output"];
  if (lock !== undefined && isWriting(inputs)) {
    probeTextFile("lock-output", lock);
  }
  if (inputs.filters !== undefined && operation !== "list") {
    throw refuse("filters are for operation list", "leave them out");
  }
}

/**
 * Composes that are named for what came of a request are told apart by their order alone.
 *
 * @param wanted - how many the request is for; 0 without one
 * @throws UserError when they are not as many
 */
export function checkNamed(
  { operation, "compose-id": ids = [] }: RequestComposeInputs,
  wanted: number,
): void {
  const isHeld = operation === "create" || operation === "wait";
  if (isHeld && wanted > 0 && ids.length > 0 && ids.length !== wanted) {
    throw refuse(
      `compose-id names ${countOf(ids.length, "compose", "composes")}, and the request is for ${wanted}`,
      "name what came of each, in the order of the request, or leave out one of the two",
    );
  }
}

/** @throws UserError */
export function readFilters(lines: readonly string[]): Readonly<Record<string, string>> {
  const filters = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || value === "") {
      throw refuse(
        `filters: ${JSON.stringify(line)} is no filter`,
        "write name=value, for instance state=done",
      );
    }
    if (filters.has(name)) {
      throw refuse(`filters: ${JSON.stringify(name)} is given twice`);
    }
    filters.set(name, value);
  }
  return Object.fromEntries(filters);
}
