import { describe, expect, test } from "vitest";
import { releaseFacts } from "../../scripts/release-facts.mjs";

const changelog = `# Changelog

## Unreleased

* Later.

## 1.2.3 (2026-11-27)

### Added

* This.

## 1.2.30

* That.
`;
const repository = { version: "1.2.3", changelog, tags: ["v1", "v1.2.2", "v1.2.3", "v0.9.0", ""] };

describe("a release", () => {
  test("is what its tag, package.json and CHANGELOG.md say", () => {
    expect(releaseFacts("v1.2.3", repository)).toEqual({
      version: "1.2.3",
      major: "v1",
      newest: true,
      latest: true,
      notes: "### Added\n\n* This.\n",
    });
  });

  test.each([
    [["v1.10.0"], false, false],
    [["v1.2.4"], false, false],
    [["v2.0.0"], true, false],
    [["v1.1.9", "v0.20.0"], true, true],
  ])("beside %j", (others, newest, latest) => {
    const tags = [...repository.tags, ...others];
    expect(releaseFacts("v1.2.3", { ...repository, tags })).toMatchObject({ newest, latest });
  });

  test.each([
    ["v1.2", /no tag of a release/],
    ["v01.2.3", /no tag of a release/],
    ["v1.2.3-rc.1", /no tag of a release/],
    ["v1.2.30", /not what package.json says/],
  ])("%s is none", (tag, message) => expect(() => releaseFacts(tag, repository)).toThrow(message));

  test("is in the changelog", () => {
    const other = { ...repository, version: "1.2.31" };
    expect(() => releaseFacts("v1.2.31", other)).toThrow("CHANGELOG.md has no section 1.2.31");
    expect(releaseFacts("v1.2.30", { ...repository, version: "1.2.30" }).notes).toBe("* That.\n");
  });
});
