// Writes what is generated from the steps: action.yml files, README tables, GitLab templates, report schemas,
// the tables of the reusable workflows.
// usage: node scripts/generate.mjs [--check]   with --check: lists the files that differ, exits 1 if there are any
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  actionYml,
  gitlabTemplate,
  newReadme,
  reportSchemaFile,
  umbrellaYml,
  updateInputTable,
  updateReadme,
  withReleaseTag,
} from "@compose-actions/ci/generate";
import { loadSteps, steps } from "../packages/cli/lib/index.js";
import { reusableWorkflows } from "./ghes-workflows.mjs";
import { withWorkflowTables } from "./workflow-tables.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const loaded = await loadSteps(steps);
const wanted = new Map([["action.yml", umbrellaYml(loaded)]]);
for (const step of loaded) {
  const readme = join("actions", step.name, "README.md");
  wanted.set(join("actions", step.name, "action.yml"), actionYml(step));
  wanted.set(readme, existsSync(join(root, readme)) ? updateReadme(present(readme), step) : newReadme(step));
  wanted.set(join("templates", step.name, "template.yml"), gitlabTemplate(step));
  wanted.set(join("docs", "schemas", `${step.name}-1.json`), reportSchemaFile(step));
}
for (const name of ["mirror-compose", "publish-compose"]) {
  const template = join("templates", name, "template.yml");
  wanted.set(template, withReleaseTag(present(template)));
}

// The first step is the one that the project's own page shows.
wanted.set("README.md", updateInputTable(present("README.md"), loaded[0]));

const workflowPage = join("docs", "workflows.md");
wanted.set(workflowPage, withWorkflowTables(present(workflowPage), reusableWorkflows()));

const differing = [...wanted].filter(([path, text]) => present(path) !== text);
if (process.argv.includes("--check")) {
  for (const [path] of differing)
    console.log(`${path} differs from what would be generated; run "npm run generate"`);
  process.exitCode = differing.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of differing) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}

function present(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
}
