import {
  type ArtifactContext,
  baseUrlBuilder,
  encodePath,
  UrlTemplateError,
  urlMapBuilder,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";

const context: ArtifactContext = { kind: "rpm", variant: "BaseOS", arch: "x86_64", fieldName: "n" };
const at = (map: unknown, path: string, more: Partial<ArtifactContext> = {}) =>
  urlMapBuilder(map)(path, { ...context, ...more });

function problem(build: () => unknown): UrlTemplateError {
  try {
    build();
  } catch (error) {
    if (error instanceof UrlTemplateError) {
      return error;
    }
    throw error;
  }
  throw new Error("it was accepted");
}

describe("L21: a path in a URL", () => {
  test.each([
    ["a/b+c^d~e.rpm", "a/b+c^d~e.rpm"],
    ["a b", "a%20b"],
    ["a#b", "a%23b"],
    ["a?b", "a%3Fb"],
    ["a%20b", "a%2520b"],
    ["é", "%C3%A9"],
    ["😀", "%F0%9F%98%80"],
    ["a\tb", "a%09b"],
    ["a\x7f", "a%7F"],
    ["a:b@c&d=e,f;g!h$i'(j)*[k]", "a:b@c&d=e,f;g!h$i'(j)*[k]"],
  ])("%j becomes %s", (path, url) => {
    expect(encodePath(path)).toBe(url);
    expect(decodeURIComponent(new URL(`https://x/${url}`).pathname)).toBe(`/${path}`);
  });

  test("no path of printable ASCII changes where the URL points", () => {
    for (let code = 0x20; code < 0x7f; code++) {
      const char = String.fromCharCode(code);
      if (char === "\\" || char === "/") {
        continue;
      }
      const { pathname, search, hash } = new URL(`https://x/a${encodePath(char)}b`);
      expect(decodeURIComponent(pathname)).toBe(`/a${char}b`);
      expect(search + hash).toBe("");
    }
  });
});

describe("base-url", () => {
  test.each([
    ["https://cdn.example.com", "https://cdn.example.com/a/b"],
    ["https://cdn.example.com/", "https://cdn.example.com/a/b"],
    ["https://cdn.example.com/x", "https://cdn.example.com/x/a/b"],
    ["https://cdn.example.com/x//", "https://cdn.example.com/x//a/b"],
    ["http://[::1]:8080/x", "http://[::1]:8080/x/a/b"],
  ])("%s", (base, url) => {
    expect(baseUrlBuilder(base)("a/b", context)).toBe(url);
  });

  test.each([
    ["", "not a web address"],
    ["cdn.example.com/x", "not a web address"],
    ["/x", "not a web address"],
    ["https://", "not a web address"],
    ["https:///x", "not a web address"],
    ["https://a b/", "not a web address"],
    ["ftp://x/", "not a web address"],
    ["file:///x", "not a web address"],
    ["https://x/?y=", "query or a fragment"],
    ["https://x/#y", "query or a fragment"],
    ["HTTPS://x/", "lower case"],
    ["https://user:hunter2@x/", "a user name or a password"],
    ["https://x/\n", "characters that no URL has"],
    ["https://x/<y>", "characters that no URL has"],
    ["https://x/{path}", "characters that no URL has"],
    ["https://x/a%zz", 'has "%zz", where'],
    ["https://x/a%2", 'has "%2", where'],
    ["oci://registry/a", "without a digest"],
    [`oci://registry/a@sha256:${"a".repeat(64)}`, "without a digest"],
  ])("%j is refused", (base, expected) => {
    const error = problem(() => baseUrlBuilder(base));
    expect(error.message).toContain(expected);
    expect(`${error.message} ${error.remedy}`).not.toContain("hunter2");
  });
});

describe("url-map", () => {
  test("by kind, with every placeholder", () => {
    const map = { rpm: "https://r/{variant}/{arch}/{metadata_type}/{path}", default: "https://d/{path}" };
    expect(at(map, "a b")).toBe("https://r/BaseOS/x86_64/rpm/a%20b");
    expect(at(map, "a", { kind: "module" })).toBe("https://d/a");
    expect(at({ rpm: "https://r/{path}" }, "a b", { kind: "image" })).toBe("a%20b");
    expect(urlMapBuilder({}, baseUrlBuilder("https://b"))("a", context)).toBe("https://b/a");
  });

  test.each(["image", "rpm", "extra_file", "module", "variant_path"] as const)(
    "U10: {metadata_type} of %s is the bare word",
    (kind) => {
      expect(at({ default: "https://x/{metadata_type}" }, "a", { kind })).toBe(`https://x/${kind}`);
    },
  );

  test("variant and arch cannot break out of their place", () => {
    expect(at({ default: "https://x/{variant}/{arch}" }, "a", { variant: "A/../B?#%", arch: "é" })).toBe(
      "https://x/A%2F..%2FB%3F%23%25/%C3%A9",
    );
  });

  test("{{ and }} are braces", () => {
    expect(at({ default: "https://x/{{{path}}}{{}}" }, "a")).toBe("https://x/{a}{}");
  });

  test("text of a path is no placeholder", () => {
    expect(at({ default: "https://x/{path}" }, "{variant}/$&")).toBe("https://x/{variant}/$&");
  });

  test.each([
    [null, "not an object"],
    [[], "not an object"],
    ["https://x/{path}", "not an object"],
    [{ rpms: "https://x" }, 'unknown key "rpms"'],
    [{ __proto: "x" }, "unknown key"],
    [JSON.parse('{"__proto__": "https://x"}'), 'unknown key "__proto__"'],
    [{ rpm: 5 }, 'the template of "rpm" is not a string'],
    [{ rpm: null }, "is not a string"],
    [{ rpm: "https://x/{file}" }, 'unknown placeholder "{file}"'],
    [{ rpm: "https://x/{}" }, 'unknown placeholder "{}"'],
    [{ rpm: "https://x/{path!r}" }, "unknown placeholder"],
    [{ rpm: "https://x/{path" }, "a single"],
    [{ rpm: "https://x/path}" }, "a single"],
    [{ rpm: "https://user:hunter2@x/{path}" }, "a user name or a password"],
    [{ rpm: "/{path}" }, "starts with a slash"],
    [{ rpm: "" }, "blank"],
    [{ rpm: "OCI://r/{path}" }, "not a web address"],
    [{ rpm: "https://x/\n{path}" }, "not the template of a URL"],
    [{ rpm: "https://" }, "not the template of a URL"],
    [{ rpm: "https://{variant}.example.com/{path}" }, "not the template of a URL"],
    [{ rpm: "https://x y/{path}" }, "not the template of a URL"],
    [{ rpm: "https://x/ü/{path}" }, "not the template of a URL"],
    [{ rpm: "ftp://x/{path}" }, "not a web address"],
    [{ rpm: "https://x/%zz/{path}" }, 'has "%zz", where'],
    [{ rpm: "https://x/%{path}" }, 'has "%{p", where'],
    [{ rpm: "https://x/<{path}>" }, "characters that no URL has"],
  ])("U10: %j is refused", (map, expected) => {
    const error = problem(() => urlMapBuilder(map));
    expect(error.message).toContain(expected);
    expect(`${error.message} ${error.remedy}`).not.toContain("hunter2");
  });

  test("U10: an oci:// template without a digest is refused with what to do instead", () => {
    const error = problem(() => urlMapBuilder({ rpm: "oci://registry/rpms:{variant}-{arch}" }));
    expect(error.message).toBe("url-map, rpm gives oci:// URLs without a digest, which a Location must have");
    expect(error.remedy).toContain("the digest is known only after a push");
  });
});
