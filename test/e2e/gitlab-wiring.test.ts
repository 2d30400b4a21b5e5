import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../support/dist.ts";

interface Job {
  readonly extends?: string;
  readonly needs?: readonly string[];
  readonly when?: string;
  readonly rules?: unknown;
  readonly parallel?: unknown;
  readonly variables?: Readonly<Record<string, string>>;
  readonly script?: readonly string[];
}

/** The inputs and the jobs of a component. */
function component(name: string) {
  const text = readFileSync(join(ROOT, "templates", name, "template.yml"), "utf8");
  const [header, body] = parseAllDocuments(text).map((document) => document.toJS());
  const jobs = body as Record<string, Job>;
  const short = (job: string) => job.replace("$[[ inputs.prefix ]]-", "");
  const variablesOf = ({ extends: base, variables }: Job): Record<string, string> => ({
    ...(base === undefined ? {} : variablesOf(jobs[base] ?? {})),
    ...variables,
  });
  const real = Object.entries(jobs).filter(([, { script }]) => script !== undefined);
  return {
    inputs: Object.keys(header.spec.inputs),
    header: header.spec.inputs as Record<string, { readonly default?: unknown }>,
    jobs: real.map(([job, content]) => ({
      ...content,
      name: short(job),
      needs: content.needs?.map(short) ?? [],
      variables: variablesOf(content),
      steps: [
        ...(content.script ?? [])
          .join("\n")
          .matchAll(/"\$COMPOSE_ACTIONS_HOME\/dist\/cli\/index\.js" ([a-z-]+)/g),
      ].map(([, step = ""]) => step),
    })),
  };
}

const variable = (input: string) => `COMPOSE_ACTIONS_${input.toUpperCase().replaceAll("-", "_")}`;
const given = (input: string) => `$[[ inputs.${input} ]]`;

/** What jobs wait for, and which steps they do. */
const ORDER = {
  "publish-compose": [
    { name: "push", needs: [], steps: ["record-artifacts", "push-oci"] },
    { name: "merge", needs: ["push"], steps: ["merge-metadata"] },
    { name: "verify", needs: ["merge"], steps: ["verify"] },
    // Nobody vouches for what was not proved: of the merge it has the variables.
    { name: "sign", needs: ["merge", "verify"], steps: [] },
  ],
  "mirror-compose": [
    { name: "download", needs: [], steps: ["localize"] },
    { name: "join", needs: ["download"], steps: ["localize"] },
    { name: "prove", needs: ["join"], steps: ["verify"] },
    { name: "report", needs: ["prove"], steps: ["verify"] },
  ],
} as const;

/** Jobs that run although one before them has failed: they say what is missing. */
const ALWAYS = ["join", "report"];

/**
 * Inputs that a step has as well, but that reach it otherwise or not at all: by input, the jobs that do without, and
 * what they have in its place.
 */
const EXCEPTIONS: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string | undefined>>>>>
> = {
  "publish-compose": {
    // A part is not the compose: the merge publishes.
    "publish-metadata": { push: undefined },
    // Handed to the last of two steps alone.
    "metadata-artifact": { push: undefined },
  },
  "mirror-compose": {
    // Only when all parts are there.
    prune: { download: undefined },
    "max-delete": { download: undefined },
    // What is proved is the mirror, with no network.
    compose: { prove: "$[[ inputs.output ]]/compose", report: "$[[ inputs.output ]]/compose" },
    ...Object.fromEntries(
      ["root-url", "allow-hosts", "auth-origins", "http-username", "registry", "registry-username"].map(
        (input) => [input, { prove: undefined, report: undefined }],
      ),
    ),
    // GitLab's own parallel says how many parts there are.
    shards: { download: undefined, join: undefined, prove: undefined, report: undefined },
  },
};

describe.each(["publish-compose", "mirror-compose"] as const)("the component %s", (name) => {
  const { inputs, jobs } = component(name);

  test("has jobs that wait for those before them", () => {
    expect(jobs.map(({ name, needs, steps }) => ({ name, needs, steps }))).toEqual(ORDER[name]);
    const always = jobs.filter(({ when }) => when === "always").map(({ name }) => name);
    expect(always).toEqual(ALWAYS.filter((job) => jobs.some(({ name }) => name === job)));
  });

  test("gives every step the inputs that both have", () => {
    const found: string[] = [];
    for (const job of jobs) {
      for (const step of job.steps) {
        const own = component(step).inputs.filter((input) => !JOB_INPUTS.includes(input));
        for (const input of own.filter((input) => inputs.includes(input))) {
          const exceptions = EXCEPTIONS[name]?.[input] ?? {};
          const expected = job.name in exceptions ? exceptions[job.name] : given(input);
          expect(job.variables[variable(input)], `${job.name}: ${input}`).toBe(expected);
          found.push(`${job.name} ${input}`);
        }
      }
    }
    const excepted = Object.entries(EXCEPTIONS[name] ?? {}).flatMap(([input, of]) =>
      Object.keys(of).map((job) => `${job} ${input}`),
    );
    expect(excepted.filter((exception) => !found.includes(exception))).toEqual([]);
  });

  test("has every variable from the input of its name", () => {
    for (const { name: job, variables } of jobs) {
      for (const [key, value] of Object.entries(variables)) {
        const [, input] = /^\$\[\[ inputs\.([a-z0-9-]+) \]\]$/.exec(value) ?? [];
        if (input === undefined || OTHER_NAMES[key] === input) continue;
        expect(key, job).toBe(variable(input));
      }
    }
  });

  test("has the same bundle in every job that starts it", () => {
    for (const { steps, variables, name: job } of jobs) {
      if (steps.length === 0) continue;
      for (const input of ["bundle", "bundle-sha256", "ref"]) {
        expect(variables[variable(input)], job).toBe(given(input));
      }
    }
  });
});

/** What every component has for its jobs. */
const JOB_INPUTS = ["job-name", "stage", "rules", "image", "bundle", "bundle-sha256", "ref"];
/** Variables that no step reads. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  PUSHED_METADATA: "metadata-artifact",
  PUBLISH_COMPOSE_REPOSITORY: "repository",
  PUBLISH_COMPOSE_METADATA: "publish-metadata",
  PUBLISH_COMPOSE_SIGN: "sign",
};

test("a compose is published and mirrored from the default branch, and published from protected tags", () => {
  const rules = (name: string) => component(name).header["rules"]?.default;
  const branch = { if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" };
  expect(rules("publish-compose")).toEqual([
    branch,
    { if: '$CI_COMMIT_TAG && $CI_COMMIT_REF_PROTECTED == "true"' },
  ]);
  expect(rules("mirror-compose")).toEqual([branch]);
});

test("what is pushed is handed on under the name that the merge looks for", () => {
  const { jobs } = component("publish-compose");
  const push = jobs.find(({ name }) => name === "push");
  expect(push?.script?.at(-1)).toMatch(/push-oci .*\n.*--metadata-artifact="\$PUSHED_METADATA"/);
  expect(push?.variables["PUSHED_METADATA"]).toBe(given("metadata-artifact"));
});

test("parts are handed on under the name that those who join them look for", () => {
  const { jobs } = component("mirror-compose");
  const of = (job: string, input: string) =>
    jobs.find(({ name }) => name === job)?.variables[variable(input)];
  expect(of("join", "shard-reports")).toBe(`artifact:${of("download", "report-artifact")}`);
  expect(of("report", "shard-reports")).toBe(`artifact:${of("prove", "report-artifact")}`);
  for (const job of ["download", "prove"]) expect(of(job, "shard")).toBe("ci-node");
  for (const { name, parallel } of jobs) {
    expect(parallel).toBe(["download", "prove"].includes(name) ? "$[[ inputs.shards ]]" : undefined);
  }
});
