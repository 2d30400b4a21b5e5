import { expect, test } from "vitest";
import { Sources } from "../../src/download/sources.ts";
import { withMirrors } from "../../src/index.ts";

test("mirrors come before the place in the metadata, in their order, each place once", () => {
  const rules = [
    { prefix: "https://a.example/", mirrors: ["https://m1.example/x/", "https://m2.example/"] },
    { prefix: "https://a.example/sub/", mirrors: ["https://m2.example/sub/", "https://m3.example/"] },
  ];
  expect(withMirrors(["https://a.example/sub/f", "https://b.example/f"], rules)).toEqual([
    "https://m1.example/x/sub/f",
    "https://m2.example/sub/f",
    "https://m3.example/f",
    "https://a.example/sub/f",
    "https://b.example/f",
  ]);
});

test("a rule is for what lies below its prefix, not for names that begin alike", () => {
  const rules = [{ prefix: "https://a.example/x/", mirrors: ["https://m.example/"] }];
  expect(withMirrors(["https://a.example/xy/f"], rules)).toEqual(["https://a.example/xy/f"]);
});

test("sources are asked in turn, those that were given up never again", () => {
  const sources = new Sources(["https://a.example/", "https://b.example/", "https://c.example/"]);
  const at = () => sources.current.hostname[0];
  expect([at(), sources.hasUntried, sources.next(), at()]).toEqual(["a", true, true, "b"]);
  expect([sources.drop(), at(), sources.hasUntried]).toEqual([true, "c", false]);
  expect([sources.next(), at(), sources.next(), at()]).toEqual([true, "a", true, "c"]);
  expect([sources.drop(), at(), sources.next(), sources.drop()]).toEqual([true, "a", false, false]);
});
