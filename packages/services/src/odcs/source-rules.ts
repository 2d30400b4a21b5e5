import type { SourceType } from "./codes.ts";
import type { OdcsRequest, OdcsSource } from "./request-schema.ts";

/** Streams of these are no modules that a compose could be made of (server/odcs/server/api_utils.py). */
const BASE_MODULES: ReadonlySet<string> = new Set(["platform", "bootstrap"]);

/** What is wrong with the source of a request, by the rules of its type. */
export function sourceProblems({ source }: OdcsRequest): readonly string[] {
  return [...RULES[source.type](source, source.source ?? []), ...commonProblems(source)].map(
    (problem) => `source.${problem}`,
  );
}

type Rule = (source: OdcsSource, names: readonly string[]) => readonly string[];

const RULES: Readonly<Record<SourceType, Rule>> = {
  tag: (_, names) => exactlyOne(names, "the Koji tag"),
  repo: (_, names) => exactlyOne(names, "the path of the repository on the server"),
  pulp: (_, names) => (names.length === 0 ? ["source: name content sets or repositories of Pulp"] : []),
  module: (source, names) => [
    ...(names.length === 0 && (source.scratch_modules ?? []).length === 0
      ? ["source: name modules as name:stream, or give scratch_modules"]
      : []),
    ...names.flatMap(moduleProblems),
    ...(source.packages === undefined ? [] : ["packages: cannot be chosen from modules"]),
  ],
  raw_config: (_, names) => {
    const problems = exactlyOne(names, "the name of a configuration and a commit, as name#commit");
    return problems.length > 0 || /^[^#]+#[^#]+$/.test(names[0] ?? "")
      ? problems
      : ["source: expected name#commit"];
  },
  build: (source, names) => [
    ...(names.length === 0 ? [] : ["source: is empty for builds; name them in builds"]),
    ...((source.builds ?? []).length === 0
      ? ["builds: name at least one build, as name-version-release"]
      : []),
  ],
  pungi_compose: (_, names) => {
    const problems = exactlyOne(names, "the URL of a variant's folder in a compose");
    return problems.length > 0 || /^https?:\/\/./.test(names[0] ?? "")
      ? problems
      : ["source: expected a URL"];
  },
};

function exactlyOne(names: readonly string[], what: string): readonly string[] {
  return new Set(names).size === 1 ? [] : [`source: expected ${what}, and one alone`];
}

function moduleProblems(module: string): readonly string[] {
  const parts = module.split(":");
  if (parts.length < 2 || parts.length > 4 || parts.includes("")) {
    return [`source: ${module} is not of the form n:s, n:s:v or n:s:v:c`];
  }
  return BASE_MODULES.has(parts[0] ?? "")
    ? [`source: ${module} is a base module, of which ODCS makes no compose`]
    : [];
}

function commonProblems(source: OdcsSource): readonly string[] {
  const problems: string[] = [];
  if ((source.module_defaults_url === undefined) !== (source.module_defaults_commit === undefined)) {
    problems.push("module_defaults_url: must be given together with module_defaults_commit");
  }
  const {
    base_module_br_stream_version_gte: least = -Infinity,
    base_module_br_stream_version_lte: most = Infinity,
  } = source;
  if (least > most) {
    problems.push("base_module_br_stream_version_gte: is greater than base_module_br_stream_version_lte");
  }
  return problems;
}
