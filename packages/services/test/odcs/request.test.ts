import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLAGS } from "../../src/odcs/codes.ts";
import { readOdcsRequest, requestBody } from "../../src/odcs/request.ts";
import { exchangesOf } from "../support/odcs/exchanges.ts";

/** All that is wrong with a request, in one text. */
function problems(request: unknown): string {
  try {
    readOdcsRequest(request);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(2);
    return [error.message, ...error.details].join("\n");
  }
  return "";
}

const tag = (more: object = {}, source: object = {}) => ({
  source: { type: "tag", source: "f39", ...source },
  ...more,
});

describe("what ODCS takes", () => {
  const creations = exchangesOf("2").map(
    ({ title, request }) => [title, JSON.parse(request.body ?? "")] as const,
  );

  test.each(creations)("%s is sent as it is", (_, body) => {
    const source = String(body.source.source ?? "");
    const sent = requestBody(readOdcsRequest(body)) as typeof body;
    expect(sent).toEqual(
      source === "" ? { ...body, source: { ...body.source, source: sent.source.source } } : body,
    );
  });

  test("every flag, and names in a list", () => {
    const request = readOdcsRequest({
      source: { type: "module", source: ["nodejs:18", "perl:5.36"] },
      flags: FLAGS,
    });
    expect(requestBody(request)).toEqual({
      source: { type: "module", source: "nodejs:18 perl:5.36" },
      flags: FLAGS,
    });
  });

  test("keys without a value, as YAML has them, are absent", () => {
    expect(requestBody(readOdcsRequest(tag({ label: null }, { packages: null })))).toEqual(tag());
  });

  test("what is there twice is sent once", () => {
    expect(
      requestBody(readOdcsRequest(tag({ arches: ["x86_64", "x86_64"] }, { source: "f39 f39" }))),
    ).toEqual(tag({ arches: ["x86_64"] }));
  });

  test("packages may have any characters", () => {
    expect(problems(tag({}, { packages: ["gcc-c++", "foo@bar", "a=b"] }))).toBe("");
  });
});

describe("what it would take for something else, or refuse after a long wait", () => {
  test.each([
    ["a text where a list belongs", tag({ arches: "x86_64" }), "arches: expected a list"],
    ["flags as a text", tag({ flags: "no_deps" }), "flags: expected a list"],
    [
      "tags of modules as a text",
      tag({}, { modular_koji_tags: "f39" }),
      "source.modular_koji_tags: expected a list",
    ],
    ["an arch that there is not", tag({ arches: ["x86-64"] }), "arches[0]: expected an architecture"],
    ["an unknown flag", tag({ flags: ["nope"] }), "flags[0]: expected one of no_deps"],
    ["an unknown result", tag({ results: ["raw"] }), "results[0]: expected one of repository"],
    ["an unknown method", tag({ multilib_method: ["iso"] }), "multilib_method[0]: expected one of none"],
    ["methods without arches", tag({ multilib_method: ["devel"] }), "no effect without multilib_arches"],
    ["arches without methods", tag({ multilib_arches: ["x86_64"] }), "no effect without multilib_method"],
    ["a spelling of its own", tag({ seconds_to_life: 5 }), 'ODCS has no "seconds_to_life" here'],
    ["the old name", tag({ "seconds-to-live": "5" }), "it is called seconds_to_live"],
    ["no time to live", tag({ seconds_to_live: 0 }), "seconds_to_live: expected a whole number from 1 on"],
    ["a negative time", tag({ seconds_to_live: -5 }), "seconds_to_live: expected a whole number from 1 on"],
    ["a number as a text", tag({ seconds_to_live: "5" }), "seconds_to_live: expected a whole number"],
    ["a boolean as a number", tag({ seconds_to_live: true }), "seconds_to_live: expected a whole number"],
    ["a label that Pungi refuses", tag({ label: "not-a-label" }), "label: expected a label such as RC-1.0"],
    [
      "a type that is run as a test",
      tag({ compose_type: "whatever" }),
      "compose_type: expected one of test, nightly",
    ],
    [
      "a query in a URL",
      tag({ lookaside_repos: ["https://x/y?a=b"] }),
      'lookaside_repos[0]: has the character "="',
    ],
    ["a path for a URL", tag({ lookaside_repos: ["/srv/repo"] }), "lookaside_repos[0]: expected a URL"],
    ["a forbidden character", tag({}, { source: "f39;rm" }), 'source.source[0]: has the character ";"'],
    ["blanks in an item", tag({}, { builds: ["a-1-1 b-1-1"] }), "source.builds[0]: expected no blanks"],
    ["numbers for packages", tag({}, { packages: [1, 2] }), "source.packages[0]: expected text"],
    ["an event as a text", tag({}, { koji_event: "12" }), "source.koji_event: expected a whole number"],
    [
      "one half of a pair",
      tag({}, { module_defaults_url: "https://x/y.git" }),
      "together with module_defaults_commit",
    ],
    ["two tags", tag({}, { source: "f39 f40" }), "source.source: expected the Koji tag, and one alone"],
    ["no tag", { source: { type: "tag" } }, "source.source: expected the Koji tag"],
    ["an unknown type", { source: { type: "nope" } }, "source.type: expected one of tag, module"],
    ["no type", { source: { source: "f39" } }, "source.type: expected one of tag"],
    ["no source", {}, "source: expected an object"],
    ["a source that is a text", { source: "f39" }, "source: expected an object"],
    ["no object at all", [1], "the request: expected an object"],
    ["nothing", undefined, "the request: expected an object"],
    [
      "a module without a stream",
      { source: { type: "module", source: "nodejs" } },
      "nodejs is not of the form n:s",
    ],
    [
      "a base module",
      { source: { type: "module", source: "platform:f39" } },
      "platform:f39 is a base module",
    ],
    [
      "packages of modules",
      { source: { type: "module", source: "a:b", packages: ["x"] } },
      "source.packages: cannot be chosen",
    ],
    ["modules without any", { source: { type: "module" } }, "source.source: name modules"],
    [
      "a config without a commit",
      { source: { type: "raw_config", source: "demo" } },
      "source.source: expected name#commit",
    ],
    ["two configs", { source: { type: "raw_config", source: "demo#a demo#b" } }, "and one alone"],
    [
      "production without a label",
      { source: { type: "raw_config", source: "demo#main" }, compose_type: "production" },
      "label: a production compose needs one, or the flag no_label",
    ],
    ["builds without any", { source: { type: "build" } }, "source.builds: name at least one build"],
    [
      "builds by their source",
      { source: { type: "build", source: "a", builds: ["a-1-1"] } },
      "source.source: is empty for builds",
    ],
    [
      "a compose by its name",
      { source: { type: "pungi_compose", source: "Fedora-39" } },
      "source.source: expected a URL",
    ],
    ["nothing of Pulp", { source: { type: "pulp" } }, "source.source: name content sets"],
    [
      "a range that is none",
      tag({}, { base_module_br_stream_version_gte: 40, base_module_br_stream_version_lte: 39 }),
      "is greater than base_module_br_stream_version_lte",
    ],
  ])("%s", (_, request, expected) => {
    expect(problems(request)).toContain(expected);
  });

  test("all of it at once", () => {
    const text = problems(tag({ arches: "x", flags: ["y"], label: "z" }));
    expect(text).toContain("3 things are wrong");
    expect(text.split("\n")).toHaveLength(4);
  });

  test("names that speak to the runner stay text", () => {
    expect(problems({ source: { type: "tag", source: "x\n::error::boo" } })).not.toMatch(/^::/m);
  });
});

test("whatever comes is either refused or can be sent", () => {
  const word = fc.oneof(fc.constantFrom("tag", "source", "type", "x86_64", "no_deps", "f39"), fc.string());
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("any")),
      fc.dictionary(word, tie("any")),
    ),
  })).any;
  const request = fc.record(
    { source: fc.oneof(value, fc.dictionary(word, value)), arches: value, flags: value, label: value },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(value, request), (given) => {
      try {
        JSON.stringify(requestBody(readOdcsRequest(given)));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 500 },
  );
});
