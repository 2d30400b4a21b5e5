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
const repository = { version: "1.2.3", changelog };

describe("a release", () => {
  test("is what its tag, package.json and CHANGELOG.md say", () => {
    expect(releaseFacts("v1.2.3", repository)).toEqual({
      version: "1.2.3",
      major: "v1",
      notes: "### Added\n\n* This.\n",
    });
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
