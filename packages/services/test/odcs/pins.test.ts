import { describe, expect, test } from "vitest";
import { odcsPinsSchema, pinsOf, readOdcsRequest, withPins } from "../../src/index.ts";
import { requestBody } from "../../src/odcs/request.ts";
import { composeSchema, type OdcsCompose } from "../../src/odcs/wire.ts";
import { recorded } from "../support/odcs/exchanges.ts";

const done = (title: string, more: object): OdcsCompose =>
  composeSchema.parse({ ...JSON.parse(recorded(title).body), state: 2, ...more });

/** As a lock comes back from a file. */
const locked = (compose: OdcsCompose) => odcsPinsSchema.parse(JSON.parse(JSON.stringify(pinsOf(compose))));

describe("asking for the same again", () => {
  test("a tag at the event, keys and arches of the time", () => {
    const pins = locked(done("tag, every common field", { koji_event: 111 }));
    const { request, notes } = withPins(
      readOdcsRequest({ source: { type: "tag", source: "f39-updates" } }),
      pins,
    );
    expect(requestBody(request)).toEqual({
      source: {
        type: "tag",
        source: "f39-updates",
        koji_event: 111,
        builds: ["httpd-2.4.58-1.fc39"],
        sigkeys: ["a15b79cc", ""],
      },
      arches: ["x86_64", "aarch64"],
    });
    expect(notes).toEqual([]);
  });

  test("modules down to their builds", () => {
    const source = "testmodule:master:20180515074419:c1 nodejs:18:20240101:abcd";
    const pins = locked(done("module (id 3)", { source, koji_event: 5 }));
    const asked = readOdcsRequest({ source: { type: "module", source: "nodejs:18 testmodule:master" } });
    const { request, notes } = withPins(asked, pins);
    expect(request.source.source).toEqual(["nodejs:18:20240101:abcd", "testmodule:master:20180515074419:c1"]);
    expect(notes).toEqual([]);
    const vague = locked(
      done("module (id 3)", { source: "testmodule:master:2018 nodejs:18", koji_event: 5 }),
    );
    expect(withPins(asked, vague).notes).toEqual([
      "the lock has no build of the module nodejs:18: it may be a newer one",
      "the lock has no build of the module testmodule:master: it may be a newer one",
    ]);
  });

  test("a configuration at its commit, and a branch is said to move", () => {
    const asked = readOdcsRequest({ source: { type: "raw_config", source: "demo#main" } });
    const pinned = withPins(asked, locked(done("raw_config (id 7)", { source: "demo#0123abcd" })));
    expect(pinned.request.source.source).toEqual(["demo#0123abcd"]);
    expect(pinned.notes).toEqual([]);
    expect(withPins(asked, locked(done("raw_config (id 7)", {}))).notes[0]).toContain(
      "main for a commit, which may have moved on",
    );
    const exact = readOdcsRequest({ source: { type: "raw_config", source: "demo#0123abcd4567" } });
    const branch = locked(done("raw_config (id 7)", {}));
    expect(withPins(exact, branch)).toMatchObject({ request: exact, notes: [] });
  });

  describe("of another source is refused, and both are named", () => {
    const tag = { type: "tag", source: "f41" };
    const recordedTag = { source: "f40" };
    test.each([
      ["a tag", tag, ["tag, minimal", recordedTag], 'tag "f40"', 'tag "f41"'],
      ["a type", tag, ["pulp (id 6)", { source: "a b" }], 'pulp "a", "b"', 'tag "f41"'],
      [
        "modules",
        { type: "module", source: "nodejs:18 perl:5.36" },
        ["module (id 3)", { source: "nodejs:18:2024:abcd" }],
        'module "nodejs:18:2024:abcd"',
        'module "nodejs:18", "perl:5.36"',
      ],
      [
        "a raw config",
        { type: "raw_config", source: "demo#main" },
        ["raw_config (id 7)", { source: "other#0123abcd" }],
        'raw_config "other#0123abcd"',
        'raw_config "demo#main"',
      ],
      [
        "a branch of it",
        { type: "raw_config", source: "demo#main" },
        ["raw_config (id 7)", { source: "demo#f41" }],
        'raw_config "demo#f41"',
        'raw_config "demo#main"',
      ],
      [
        "a commit of it",
        { type: "raw_config", source: "demo#99999999" },
        ["raw_config (id 7)", { source: "demo#0123abcd" }],
        'raw_config "demo#0123abcd"',
        'raw_config "demo#99999999"',
      ],
      [
        "builds",
        { type: "build", builds: ["bash-5-1"] },
        ["tag, minimal", { source_type: 6, source: "", builds: "ed-1-1" }],
        'build "ed-1-1"',
        'build "bash-5-1"',
      ],
    ] as const)("%s", (_, source, [title, more], made, asked) => {
      const message = `lock: it is of a compose from ${made}, and the request is for one from ${asked}`;
      const pins = locked(done(title, more));
      expect(() => withPins(readOdcsRequest({ source }), pins)).toThrowError(
        expect.objectContaining({ exitCode: 2, message }),
      );
    });

    test("where the server has written over what was asked for, by what the lock says of that", () => {
      const request = (source: string) => readOdcsRequest({ source: { type: "pulp", source } });
      const pins = { ...locked(done("pulp (id 6)", { source: "repo-1 repo-2" })), request: request("set-a") };
      expect(withPins(request("set-a"), pins).notes).toEqual([
        "what pulp holds cannot be pinned: it may have changed",
      ]);
      expect(() => withPins(request("set-b"), pins)).toThrowError(
        'lock: it is of a compose from pulp "set-a", and the request is for one from pulp "set-b"',
      );
      const { request: __, ...silent } = pins;
      expect(withPins(request("set-b"), silent).notes[0]).toBe("the lock does not say which source it is of");
    });
  });

  test("what else the request has otherwise than that of the lock is said", () => {
    const made = readOdcsRequest({
      source: { type: "tag", source: "f39-updates", packages: ["vim", "ed"] },
      flags: ["no_deps"],
      seconds_to_live: 60,
    });
    const pins = { ...locked(done("tag, every common field", { koji_event: 111 })), request: made };
    const asked = readOdcsRequest({
      source: { type: "tag", source: "f39-updates", packages: ["ed"] },
      results: ["iso"],
    });
    expect(withPins(asked, pins).notes).toEqual([
      'packages: the request has ["ed"], and that of the lock had ["ed","vim"]: the content will be another',
      'results: the request has ["iso"], and that of the lock had nothing: the content will be another',
      'flags: the request has nothing, and that of the lock had ["no_deps"]: the content will be another',
    ]);
    expect(withPins({ ...made, seconds_to_live: 90 }, pins).notes).toEqual([]);
  });

  test("what the request says counts more, and what cannot be pinned is said", () => {
    const pins = locked(done("tag, every common field", { koji_event: 111 }));
    const asked = readOdcsRequest({
      source: { type: "tag", source: "f39-updates", koji_event: 7 },
      arches: ["s390x"],
    });
    const { request, notes } = withPins(asked, pins);
    expect([request.source.koji_event, request.arches]).toEqual([7, ["s390x"]]);
    expect(notes).toEqual([
      "koji_event: the request has 7, and the lock 111",
      'arches: the request has ["s390x"], and the lock ["x86_64","aarch64"]',
    ]);
    const minimal = done("tag, minimal", {});
    const same = readOdcsRequest({ source: { type: "tag", source: minimal.source } });
    expect(withPins(same, locked(minimal)).notes).toEqual([
      "the lock has no koji_event: packages may be newer",
    ]);
  });
});
