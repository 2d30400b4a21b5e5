// Writes the reusable workflows as GitHub Enterprise Server and older servers understand them.
// usage: node scripts/ghes-workflows.mjs --repository owner/name --sha <commit> --version vX.Y.Z <output folder>
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseDocument, visit } from "yaml";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, ".github", "workflows");
const pins = JSON.parse(readFileSync(join(root, "scripts", "pinned-actions.json"), "utf8"));

/** Where the steps put what they hand on when there is no service for it: see their input metadata-artifact. */
const CARRIED = "compose-actions-artifacts";
/** Servers know neither the permission nor the service. */
const UNKNOWN_JOB = "attest";

/**
 * One reusable workflow for servers. It does the same, but for attestations. What differs:
 * - nothing goes to ghcr.io by itself, as the token of a run is the server's;
 * - actions of this project are named by repository and commit, for `$/` is not known;
 * - artifacts go through the last actions that servers have a service for. Steps find none, and put what they hand on
 *   into a directory, which is carried from job to job.
 *
 * @param {string} text
 * @param {{repository: string, sha: string, version: string}} release
 * @returns {string}
 */
export function forServers(text, release) {
  const document = parseDocument(text);
  withoutAttestation(document);
  withoutLogin(document);
  const jobs = document.get("jobs").items;
  const carriers = jobs.filter(({ value: job }) => carries(job.get("steps"))).map(({ key }) => key.value);
  for (const { value: job } of jobs) {
    const steps = job.get("steps");
    for (const step of steps.items) pinned(step, release);
    if (carries(steps)) {
      const takes = [job.toJSON().needs ?? []].flat().some((need) => carriers.includes(need));
      const before = takes ? [cleared(document), fetched(document)] : [cleared(document)];
      steps.items.unshift(...before);
      steps.items.push(kept(document));
    }
  }
  const title = `# Made of ${release.version} of ${release.repository} for GitHub Enterprise Server.`;
  return `${title}\n${document.toString({ lineWidth: 0, flowCollectionPadding: false })}`;
}

/** @param {import("yaml").Document} document */
function withoutAttestation(document) {
  const call = ["on", "workflow_call"];
  const of = new RegExp(`\\bjobs\\.${UNKNOWN_JOB}\\b`);
  document.deleteIn(["jobs", UNKNOWN_JOB]);
  document.deleteIn([...call, "inputs", UNKNOWN_JOB]);
  const outputs = document.getIn([...call, "outputs"]);
  for (const { key, value } of [...outputs.items]) {
    if (of.test(value.get("value"))) outputs.delete(key);
  }
}

/**
 * What a run on github.com may push to ghcr.io without a login, no run of a server may.
 *
 * @param {import("yaml").Document} document
 */
function withoutLogin(document) {
  for (const { value: input } of document.getIn(["on", "workflow_call", "inputs"]).items) {
    if (!String(input.get("default")).startsWith("ghcr.io/")) continue;
    input.delete("default");
    input.set("required", true);
  }
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string") node.value = node.value.replace(" Not needed for ghcr.io.", "");
      if (node.comment?.includes("ghcr.io")) node.comment = " where the login is the run's own token";
    },
  });
}

/** @param {import("yaml").YAMLMap} step */
function pinned(step, { repository, sha, version }) {
  const uses = step.get("uses", true);
  if (uses === undefined) return;
  if (uses.value.startsWith("$/")) {
    uses.value = `${repository}/${uses.value.slice(2)}@${sha}`;
    uses.comment = ` ${version}`;
    return;
  }
  const [action] = uses.value.split("@");
  const server = pins[action]?.onServers;
  if (server !== undefined) {
    uses.value = `${action}@${server.sha}`;
    uses.comment = ` ${server.version}`;
  }
}

/** Whether a step hands something on, or takes what was handed on. */
function carries(steps) {
  return steps.items.some((step) => {
    const given = step.get("with")?.items ?? [];
    return given.some(
      ({ key, value }) => /^(?:metadata|report)-artifact$/.test(key.value) || /^artifact:/.test(value.value),
    );
  });
}

/** A runner that is kept still has what an earlier run handed on. */
function cleared(document) {
  return document.createNode({
    name: "Forget what an earlier run has handed on",
    shell: "bash",
    run: `rm -rf ${CARRIED}`,
  });
}

function fetched(document) {
  return artifactStep(document, "Fetch what earlier jobs hand on", "actions/download-artifact", {
    "continue-on-error": true, // there may be nothing
    with: { name: CARRIED, path: CARRIED },
  });
}

/** Artifacts of one name become one there, and the same file replaces itself. */
function kept(document) {
  return artifactStep(document, "Keep what this job hands on", "actions/upload-artifact", {
    if: "always()",
    with: { name: CARRIED, path: CARRIED, "if-no-files-found": "ignore" },
  });
}

function artifactStep(document, name, action, rest) {
  const { if: condition, ...others } = rest;
  const when = condition === undefined ? {} : { if: condition };
  const { sha, version } = pins[action].onServers;
  const step = document.createNode({ name, ...when, uses: `${action}@${sha}`, ...others });
  step.get("uses", true).comment = ` ${version}`;
  return step;
}

/** The reusable workflows of this project: name → text. */
export function reusableWorkflows() {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
  return new Map(files.filter(([, text]) => /^ {2}workflow_call:/m.test(text)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { repository: { type: "string" }, sha: { type: "string" }, version: { type: "string" } },
    allowPositionals: true,
  });
  const { repository = "", sha = "", version = "" } = values;
  const [output] = positionals;
  if (
    !/^[\w.-]+\/[\w.-]+$/.test(repository) ||
    !/^[0-9a-f]{40}$/.test(sha) ||
    !/^v\d+\.\d+\.\d+$/.test(version) ||
    output === undefined
  ) {
    console.error(
      "usage: ghes-workflows.mjs --repository owner/name --sha <commit> --version vX.Y.Z <output folder>",
    );
    process.exit(2);
  }
  mkdirSync(output, { recursive: true });
  for (const [name, text] of reusableWorkflows()) {
    writeFileSync(join(output, name), forServers(text, { repository, sha, version }));
    console.log(`wrote ${join(output, name)}`);
  }
}
