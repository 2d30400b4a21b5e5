import { KeptOrders } from "@compose-actions/compose";
import type { ArtifactContext, ArtifactKind } from "@compose-actions/metadata";
import { expect, test } from "vitest";

/** Which keys stay together, when these lists are divided. */
function together(lists: readonly (readonly string[])[], kind: ArtifactKind = "extra_file"): string[][] {
  const orders = new KeptOrders();
  for (const [at, list] of lists.entries()) {
    const context = { kind, variant: "Server", arch: `arch-${at}` } as ArtifactContext;
    for (const path of list) orders.add(context, path, path);
  }
  const keyOf = orders.keys();
  return [...Map.groupBy(new Set(lists.flat()), keyOf).values()].map((keys) => keys.toSorted());
}

test("a list that is sorted by path can be divided, and so can all others than extra files", () => {
  expect(together([["EULA", "GPL", "a"], ["x"]])).toEqual([["EULA"], ["GPL"], ["a"], ["x"]]);
  expect(together([["b", "a"]], "image")).toEqual([["b"], ["a"]]);
});

test("a list in another order is one piece, with others that share a file with it", () => {
  expect(
    together([
      ["GPL", "EULA"],
      ["x", "y"],
    ]),
  ).toEqual([["EULA", "GPL"], ["x"], ["y"]]);
  expect(
    together([
      ["b", "a"],
      ["d", "c"],
      ["z", "c", "b"],
      ["p", "q"],
    ]),
  ).toEqual([["a", "b", "c", "d", "z"], ["p"], ["q"]]);
  // A file that is listed twice has no place of its own.
  expect(together([["a", "b", "b"]])).toEqual([["a", "b"]]);
});

test("what stays together has the same key whatever list comes first", () => {
  const lists = [
    ["b", "a"],
    ["d", "c"],
    ["d", "b"],
  ];
  const keyOf = (order: readonly (readonly string[])[]) => {
    const orders = new KeptOrders();
    for (const [at, list] of order.entries()) {
      for (const path of list) {
        orders.add({ kind: "extra_file", variant: "V", arch: `${at}` } as ArtifactContext, path, path);
      }
    }
    return ["a", "b", "c", "d"].map(orders.keys());
  };
  expect(keyOf(lists)).toEqual(["a", "a", "a", "a"]);
  expect(keyOf(lists.toReversed())).toEqual(["a", "a", "a", "a"]);
});
