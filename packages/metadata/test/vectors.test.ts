import { downgrade, parse, serialize, upgrade } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { vectors } from "./support/vectors.ts";

test("there are vectors to try", () => {
  expect(vectors.filter(({ computesChecksums }) => !computesChecksums).length).toBeGreaterThanOrEqual(7);
});

describe.each(vectors.filter(({ computesChecksums }) => !computesChecksums))("vector $name", (vector) => {
  test.each(vector.files)("upgrading %s gives the reference's bytes", (file) => {
    const { model } = upgrade(parse(vector.read("input", file)).model, { url: vector.url });
    expect(serialize(model)).toBe(vector.read("expected-2.0", file));
  });
});

describe.each(vectors)("vector $name", (vector) => {
  test.each(vector.files)("downgrading %s gives the reference's bytes", (file) => {
    const { model } = downgrade(parse(vector.read("expected-2.0", file)).model);
    expect(serialize(model)).toBe(vector.read("expected-1.2", file));
  });

  test.each(vector.files)("%s comes out as it went in, in both versions", (file) => {
    for (const part of ["expected-2.0", "expected-1.2"] as const) {
      const text = vector.read(part, file);
      expect(serialize(parse(text).model)).toBe(text);
    }
  });

  test.each(vector.files)("the bytes of %s say the same as its text", (file) => {
    const text = vector.read("expected-2.0", file);
    expect(parse(Buffer.from(text))).toEqual(parse(text));
  });

  test.each(vector.files)("no step changes the model of %s that it was given", (file) => {
    const frozen = deepFreeze(parse(vector.read("input", file)).model);
    const before = serialize(frozen);
    const { model } = upgrade(frozen, { url: vector.url });
    downgrade(deepFreeze(model));
    expect(serialize(frozen)).toBe(before);
  });
});

/** Objects and lists throw when they are changed; maps are compared by the caller. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const part of value instanceof Map ? value.values() : Object.values(value)) {
      deepFreeze(part);
    }
  }
  return value;
}
