import { describe, expect, test } from "vitest";
import { anchorsOf, type Link, linkProblem, linksOf, slug } from "./support/links.ts";
import { allPages, type Page, trackedFiles } from "./support/pages.ts";

const pages = allPages();
const kept = trackedFiles();
const isKept = (path: string) => kept?.has(path) ?? true;
const problemsOf = (page: Page) =>
  linksOf(page).flatMap((link) => {
    const problem = linkProblem(page, link, isKept);
    return problem === undefined ? [] : [`${page.path}:${link.line}: ${link.target}: ${problem}`];
  });

test.each(pages.map((page) => [page.path, page] as const))("the links of %s lead somewhere", (_, page) => {
  expect(problemsOf(page)).toEqual([]);
});

test("links to elsewhere are few, and all of them are listed here: nobody asks for them", () => {
  const hosts = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ target }) => URL.canParse(target))
      .map(({ target }) => new URL(target).hostname),
  );
  expect([...new Set(hosts)].sort()).toMatchInlineSnapshot(`
    [
      "semver.org",
    ]
  `);
});

test("every page of docs/ is reached from its index", () => {
  const index = pages.find(({ path }) => path === "docs/README.md");
  const linked = new Set(
    index === undefined ? [] : linksOf(index).map(({ target }) => `docs/${target.split("#")[0]}`),
  );
  const others = pages.filter(({ path }) => path.startsWith("docs/") && path !== "docs/README.md");
  expect(others.map(({ path }) => path).filter((path) => !linked.has(path))).toEqual([]);
});

describe("the checker", () => {
  const page: Page = {
    path: "docs/here.md",
    text: '# One\n\n## `code` and (more): _two_\n\n## One\n\n```md\n[no](nothing)\n```\n\n`[no](nothing)` <a id="three"></a>\n',
  };
  const link = (target: string): Link => ({ line: 1, target });

  test("makes anchors as the hosts do", () => {
    expect([...anchorsOf(page)]).toEqual(["one", "code-and-more-_two_", "one-1", "three"]);
    expect(slug("Jenkins, Forgejo: `a/b.yml` [link](x)")).toBe("jenkins-forgejo-abyml-link");
  });

  test("sees no links in code", () => expect(linksOf(page)).toEqual([]));

  test.each([
    ["guide.md", undefined],
    ["#nowhere", /no heading/],
    ["nothing.md", /there is no docs\/nothing.md/],
    ["guide.md#nowhere", /no heading #nowhere/],
    ["../../elsewhere", /out of the repository/],
    ["/etc/passwd", /out of the repository/],
    ["schemas", undefined],
    ["http://example.com/", /in place of https/],
    ["https://localhost/", /no public host/],
    ["https://example.com/x", undefined],
    ["", /nowhere/],
  ])("says of %j: %j", (target, expected) => {
    const problem = linkProblem(page, link(target), isKept);
    if (expected === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(expected);
  });

  test("says what is not kept", () => {
    expect(linkProblem(page, link("guide.md"), () => false)).toMatch(/not kept/);
  });

  test("finds links with titles, images and references", () => {
    const text = '[a](x.md "t") ![b](y.png)\n[c]: z.md\n<https://example.com>\n<img src="w.png">';
    expect(linksOf({ path: "p.md", text }).map(({ target }) => target)).toEqual([
      "x.md",
      "y.png",
      "z.md",
      "https://example.com",
      "w.png",
    ]);
  });
});
