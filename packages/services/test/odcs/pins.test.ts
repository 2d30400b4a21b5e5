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
    const asked = { type: "module", source: "nodejs:18 testmodule:master perl:5.36" };
    const { request, notes } = withPins(readOdcsRequest({ source: asked }), pins);
    expect(request.source.source).toEqual([
      "nodejs:18:20240101:abcd",
      "testmodule:master:20180515074419:c1",
      "perl:5.36",
    ]);
    expect(notes).toEqual(["the lock has no build of the module perl:5.36: it may be a newer one"]);
  });

  test("a configuration at its commit, and a branch is said to move", () => {
    const asked = readOdcsRequest({ source: { type: "raw_config", source: "demo#main" } });
    const pinned = withPins(asked, locked(done("raw_config (id 7)", { source: "demo#0123abcd" })));
    expect(pinned.request.source.source).toEqual(["demo#0123abcd"]);
    expect(pinned.notes).toEqual([]);
    expect(withPins(asked, locked(done("raw_config (id 7)", {}))).notes[0]).toContain(
      "main for a commit, which may have moved on",
    );
    expect(
      withPins(asked, locked(done("raw_config (id 7)", { source: "other#0123abcd" }))).notes[0],
    ).toContain("another raw config");
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
    const pulp = readOdcsRequest({ source: { type: "pulp", source: "a" } });
    expect(withPins(pulp, pins).notes[0]).toContain("it is not used");
    expect(withPins(pulp, locked(done("pulp (id 6)", {}))).notes[0]).toContain("cannot be pinned");
    expect(
      withPins(readOdcsRequest({ source: { type: "tag", source: "a" } }), locked(done("tag, minimal", {})))
        .notes,
    ).toEqual(["the lock has no koji_event: packages may be newer"]);
  });
});
