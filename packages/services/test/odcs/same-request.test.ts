import { describe, expect, test } from "vitest";
import { type OdcsRequest, readOdcsRequest } from "../../src/index.ts";
import { sameness } from "../../src/odcs/same-request.ts";
import { composeSchema, type OdcsCompose } from "../../src/odcs/wire.ts";
import { exchangesOf } from "../support/odcs/exchanges.ts";

const RECORDED = exchangesOf("2").map(({ title, request, response }): [string, OdcsRequest, OdcsCompose] => [
  title,
  readOdcsRequest(JSON.parse(request.body ?? "")),
  composeSchema.parse(JSON.parse(response.body)),
]);

/** What a compose is not asked for, or what the server fills in. */
const OF_THE_SERVER = new Set([
  "id",
  "owner",
  "state",
  "state_name",
  "state_reason",
  "koji_task_id",
  "removed_by",
]);
const isOfTheServer = (name: string): boolean =>
  OF_THE_SERVER.has(name) || /^(?:time|result_repo|toplevel|pungi)/.test(name);

describe("composes that were recorded", () => {
  test.each(RECORDED)("%s is what was asked for", (_, request, compose) => {
    expect(sameness(request, compose)).toBe("same");
  });

  test.each(RECORDED)("%s is nothing else that was asked for", (title, _, compose) => {
    const others = RECORDED.filter(([name]) => name !== title);
    expect(others.map(([, request]) => sameness(request, compose))).toEqual(others.map(() => "different"));
  });

  test.each(RECORDED)("%s would not be the same with any other field", (_, request, compose) => {
    for (const [name, value] of Object.entries(compose)) {
      const isOpen =
        (name === "koji_event" && request.source.koji_event === undefined) ||
        (name === "arches" && request.arches === undefined) ||
        (name === "sigkeys" && request.source.sigkeys === undefined);
      if (isOfTheServer(name) || isOpen) continue;
      const other = Array.isArray(value)
        ? [...value, "no_such"]
        : typeof value === "number"
          ? value + 16
          : `${value ?? ""}x`;
      const isNumber = /koji_event|version_|source_type|multilib_method/.test(name);
      const changed = { ...compose, [name]: value === null && isNumber ? 5 : other };
      // The commit of a configuration may be the server's own; here the name differs, or the commit does.
      const expected = name === "source" && request.source.type === "raw_config" ? "maybe" : "different";
      expect(sameness(request, changed), name).toBe(expected);
    }
  });
});

describe("what workers write over", () => {
  const compose = (title: string, more: Partial<OdcsCompose>): OdcsCompose => {
    const found = RECORDED.find(([name]) => name.startsWith(title))?.[2];
    if (found === undefined) throw new Error(title);
    return { ...found, state: 1, ...more };
  };
  const request = (title: string): OdcsRequest => {
    const found = RECORDED.find(([name]) => name.startsWith(title))?.[1];
    if (found === undefined) throw new Error(title);
    return found;
  };

  test("modules are completed to builds", () => {
    const full = "nodejs:18:20240101:abcd testmodule:master:20180515074419:c1";
    expect(sameness(request("module (id 3)"), compose("module (id 3)", { source: full }))).toBe("same");
    const other = "nodejs:20:20240101:abcd testmodule:master:20180515074419:c1";
    expect(sameness(request("module (id 3)"), compose("module (id 3)", { source: other }))).toBe("different");
    const twice = "testmodule:master:20180515074419:c1 testmodule:master:20180515074419:c2";
    expect(sameness(request("module (id 3)"), compose("module (id 3)", { source: twice }))).toBe("different");
  });

  test.each<[string, Partial<OdcsCompose>]>([
    ["pulp", { source: "repo-1 repo-2" }],
    ["pulp", { arches: "x86_64 ppc64le", sigkeys: "a15b79cc" }],
    ["pungi_compose", { builds: "a-1-1", packages: "a", arches: "s390x", sigkeys: "k" }],
  ])("%s: nobody can tell any more, once a worker has begun", (title, more) => {
    const overwritten = { ...compose(title, more) };
    const asked = { ...request(title), arches: ["x86_64"] } as OdcsRequest;
    expect(sameness(asked, overwritten)).toBe("maybe");
    expect(sameness(asked, { ...overwritten, state: 0 })).toBe("different");
    expect(sameness(asked, { ...overwritten, label: "RC-1.0" })).toBe("different");
  });

  test("another configuration is another, whatever the commit", () => {
    expect(sameness(request("raw_config"), compose("raw_config", { source: "demo#0123abcd" }))).toBe("maybe");
    expect(sameness(request("raw_config"), compose("raw_config", { source: "other#main" }))).toBe(
      "different",
    );
  });
});
