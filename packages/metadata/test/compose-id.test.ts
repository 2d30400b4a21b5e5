import {
  COMPOSE_TYPES,
  type ComposeIdParts,
  makeComposeId,
  parseComposeId,
  parseReleaseName,
  RELEASE_TYPES,
} from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const FEDORA = { short: "Fedora", version: "41", type: "ga" } as const;
const RHEL_5 = { short: "RHEL", version: "5.11", type: "ga" } as const;
const parts = (changes: Partial<ComposeIdParts> = {}): ComposeIdParts => ({
  release: FEDORA,
  baseProduct: null,
  firstVariant: "Server",
  date: "20260204",
  type: "production",
  respin: 0,
  ...changes,
});

describe("the id of a compose", () => {
  test.each<[string, Partial<ComposeIdParts>]>([
    ["Fedora-41-20260204.0", {}],
    ["Fedora-41-20260204.3", { respin: 3 }],
    ["Fedora-41-20260204.n.0", { type: "nightly" }],
    ["Fedora-41-20260204.ci.0", { type: "ci" }],
    ["Fedora-41-20260204.t.0", { type: "test" }],
    ["Fedora-41-20260204.d.0", { type: "development" }],
    ["Fedora-41-updates-testing-20260204.0", { release: { ...FEDORA, type: "updates-testing" } }],
    [
      "Ceph-5-RHEL-9-20260204.0",
      {
        release: { short: "Ceph", version: "5", type: "ga" },
        baseProduct: { short: "RHEL", version: "9", type: "ga" },
      },
    ],
    [
      "Ceph-5-fast-RHEL-9-eus-20260204.n.1",
      {
        release: { short: "Ceph", version: "5", type: "fast" },
        baseProduct: { short: "RHEL", version: "9", type: "eus" },
        type: "nightly",
        respin: 1,
      },
    ],
    ["RHEL-5.11-RHEL-5.11-Server-20260204.0", { release: RHEL_5, baseProduct: RHEL_5 }],
    [
      "RHEL-5.11-RHEL-5.11-Client-20260204.0",
      { release: RHEL_5, baseProduct: RHEL_5, firstVariant: "Client" },
    ],
    ["RHEL-5.11-RHEL-5.11-20260204.0", { release: RHEL_5, baseProduct: RHEL_5, firstVariant: "Workstation" }],
    ["RHEL-5.11-20260204.0", { release: RHEL_5 }],
    [
      "RHEL-55-RHEL-5-20260204.0",
      { release: { ...RHEL_5, version: "55" }, baseProduct: { ...RHEL_5, version: "5" } },
    ],
  ])("%s", (id, changes) => {
    expect(makeComposeId(parts(changes))).toBe(id);
  });

  test("says again what it was made of", () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,8}$/);
    fc.assert(
      fc.property(
        fc.record({ short: word, version: word, type: fc.constantFrom(...RELEASE_TYPES) }),
        fc.constantFrom(...COMPOSE_TYPES),
        fc.stringMatching(/^[0-9]{8}$/),
        fc.nat(1000),
        (release, type, date, respin) => {
          // A version that is called like a type cannot be told from one.
          fc.pre(!RELEASE_TYPES.includes(release.version as "ga"));
          const known = parseComposeId(makeComposeId(parts({ release, type, date, respin })));
          expect(known).toMatchObject({ date, type, respin });
          expect(parseReleaseName(known?.name ?? "")).toEqual(release);
        },
      ),
    );
  });
});

describe("what an id says", () => {
  test.each([
    ["Fedora-Rawhide-20230502.n.0", { name: "Fedora-Rawhide", date: "20230502", type: "nightly", respin: 0 }],
    ["20230502", { name: "", date: "20230502", type: "production", respin: 0 }],
    ["F-20230502.nightly", { name: "F", date: "20230502", type: "nightly", respin: 0 }],
    ["F-12345678-20230502.test.4", { name: "F-12345678", date: "20230502", type: "test", respin: 4 }],
    ["Fedora-41", undefined],
    ["Fedora-20230502.x.0", undefined],
    ["Fedora-20230502.0-rc1", undefined],
  ])("%s", (id, facts) => {
    expect(parseComposeId(id)).toEqual(facts);
  });

  test.each([
    ["Fedora-41", { short: "Fedora", version: "41", type: "ga" }],
    ["Fedora-41-updates", { short: "Fedora", version: "41", type: "updates" }],
    ["Fedora-41-updates-testing", { short: "Fedora", version: "41", type: "updates-testing" }],
    ["Ceph-5-RHEL-9", undefined],
    ["Fedora", undefined],
    ["Fedora-", undefined],
    ["", undefined],
  ])("%s, before the date", (name, release) => {
    expect(parseReleaseName(name)).toEqual(release);
  });
});
