import fc from "fast-check";
import { expect, test } from "vitest";
import { subjectLines } from "../src/subjects.ts";

const subject = (index: number) => `oci://r.example/a@sha256:${index}`;

test("subjects are a line each, the same one once", () => {
  expect(subjectLines([subject(1), subject(2), subject(1)], 0)).toEqual({
    text: `${subject(1)}\n${subject(2)}\n`,
    omitted: 0,
  });
});

test("the limits of the file are kept, the first ones being taken", () => {
  const many = Array.from({ length: 600 }, (_, index) => subject(index));
  const { text, omitted } = subjectLines(many, 0);
  expect([text.split("\n").length - 1, omitted]).toEqual([500, 100]);
  expect(subjectLines([subject(1)], 1024 * 1024)).toEqual({ text: "", omitted: 1 });
});

test("whatever a name is, a line is a subject and nothing else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const { text } = subjectLines([`oci://r.example/${name}@sha256:1`], 0);
      expect(text === "" || /^oci:\/\/[^\s=]+\n$/.test(text), text).toBe(true);
    }),
  );
});
