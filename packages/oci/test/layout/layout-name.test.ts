import fc from "fast-check";
import { expect, test } from "vitest";
import { layoutName } from "../../src/layout/layout-name.ts";
import { parseReference } from "../../src/reference.ts";

test.each([
  ["layout", "layout"],
  ["./out/Server/x86_64", "out-Server-x86_64"],
  ["../layouts/a", "layouts-a"],
  ["/home/runner/work/layout", "layout"],
  ["/", "layout"],
  [".", "layout"],
  ["a b/ü", "a-b"],
  [".hidden-", "hidden"],
])("%s is called %s", (path, name) => {
  expect(layoutName(path)).toBe(name);
});

test("every path has a name that can stand in a URL", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (path) => {
      expect(parseReference(`oci://oci-layout.localhost/${layoutName(path)}`)).toMatchObject({
        target: { kind: "layout" },
      });
    }),
  );
});
