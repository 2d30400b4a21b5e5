import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FAILURE_CLASSES } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { anchorsOf } from "./support/links.ts";

const path = "docs/troubleshooting.md";
const text = readFileSync(join(ROOT, path), "utf8");
const anchors = anchorsOf({ path, text });
/** What stands under a heading, as far as the next one. */
const sections = new Map(
  text.split(/^#{2,3} /m).map((section) => {
    const [heading = "", ...lines] = section.split("\n");
    return [heading, lines.join("\n").trim()];
  }),
);

describe("the page of troubleshooting", () => {
  test.each(FAILURE_CLASSES)("has a section for %s", (name) => {
    expect(anchors).toContain(name);
    expect(sections.get(name)?.length).toBeGreaterThan(40);
  });

  test("has what hosts link to", () => {
    const directory = join(ROOT, "packages/ci/src");
    const linked = readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [
        ...readFileSync(join(directory, file), "utf8").matchAll(
          /(?:sectionUrl\(|ALL_CLASSES = )"([a-z-]+)"/g,
        ),
      ])
      .map(([, name]) => name);
    expect(linked.length).toBeGreaterThan(4);
    expect([...anchors]).toEqual(expect.arrayContaining(linked));
  });

  test("has every class that verify gives", () => {
    const folders = ["actions/verify/src", "packages/compose/src/verify"].map((folder) => join(ROOT, folder));
    const given = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/failure: "([a-z-]+)"/g)])
        .map(([, name]) => name),
    );
    expect(given.length).toBeGreaterThan(3);
    expect([...anchors]).toEqual(expect.arrayContaining(given));
  });

  test("speaks of no class that there is not", () => {
    const classes = text.slice(text.indexOf("## Failure classes"));
    const headings = [...classes.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.toSorted()).toEqual([...FAILURE_CLASSES, "treeinfo"].toSorted());
  });
});
