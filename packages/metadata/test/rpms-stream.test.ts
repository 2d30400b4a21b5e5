import {
  type Artifact,
  type ArtifactContext,
  baseUrlBuilder,
  downgrade,
  OutOfOrderError,
  parse,
  RpmsStream,
  readIdentity,
  relocateArtifact,
  serialize,
  treeArtifact,
  upgrade,
  WarningLog,
} from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rpms } from "./support/arbitraries.ts";
import { document, type Json, refusal } from "./support/documents.ts";
import { vectors } from "./support/vectors.ts";

type Convert = (artifact: Artifact, context: ArtifactContext) => Artifact | undefined;

function stream(
  chunks: readonly Uint8Array[],
  version: "1.2" | "2.0",
  artifact: Convert,
  keepEmpty = true,
): string {
  const pieces: string[] = [];
  const converter = new RpmsStream(readIdentity(chunks), {
    version,
    artifact,
    keepEmpty,
    write: (text) => pieces.push(text),
  });
  for (const chunk of chunks) {
    converter.push(chunk);
  }
  converter.finish();
  return pieces.join("");
}

const same: Convert = (artifact) => artifact;
const url = baseUrlBuilder("https://cdn.example.com/");
const toDistributed: Convert = (artifact, context) =>
  relocateArtifact(artifact, context, { url }, new WarningLog());
const toTree: Convert = (artifact, context) => treeArtifact(artifact, context, {}, new WarningLog());

/** The same JSON with every character that may be raw written raw: multi-byte sequences instead of escapes. */
const raw = (text: string) =>
  text.replace(/"(?:[^"\\]|\\.)*"/g, (token) => JSON.stringify(JSON.parse(token)));

/** Bytes cut into pieces of the given lengths, over and over. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0, i = 0; start < bytes.length; i++) {
    const end = start + (lengths[i % lengths.length] as number);
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}

const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 400 })), {
  minLength: 1,
  maxLength: 4,
});

describe("streaming gives the same bytes as the model", () => {
  test("1.2 to 2.0, whatever the chunks", () => {
    fc.assert(
      fc.property(rpms(1), lengths, (model, sizes) => {
        const text = serialize(model);
        const expected = serialize(upgrade(model, { url }).model);
        expect(stream(cut(Buffer.from(text), sizes), "2.0", toDistributed)).toBe(expected);
        expect(stream(cut(Buffer.from(raw(text)), sizes), "2.0", toDistributed)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("2.0 to 1.2, whatever the chunks", () => {
    fc.assert(
      fc.property(rpms(2), lengths, (model, sizes) => {
        const expected = serialize(downgrade(model).model);
        expect(stream(cut(Buffer.from(raw(serialize(model))), sizes), "1.2", toTree)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("every single cut of a small file, within characters and escapes too", () => {
    const doc = document("rpms");
    doc.payload.compose.id = 'T-😀é-\\"-20260101.0';
    const bytes = Buffer.from(JSON.stringify(doc));
    const expected = stream([bytes], "1.2", same);
    expect(expected).toBe(serialize(parse(bytes).model));
    for (let at = 1; at < bytes.length; at++) {
      expect(stream([bytes.subarray(0, at), bytes.subarray(at)], "1.2", same)).toBe(expected);
    }
    expect(stream(cut(bytes, [1]), "1.2", same)).toBe(expected);
  });

  test.each(vectors)("vector $name", (vector) => {
    const text = vector.read("expected-2.0", "rpms.json");
    expect(stream(cut(Buffer.from(text), [997]), "2.0", same)).toBe(text);
    expect(stream(cut(Buffer.from(text), [997]), "1.2", toTree)).toBe(
      vector.read("expected-1.2", "rpms.json"),
    );
  });
});

test("what is left out leaves no empty variants, arches and groups behind", () => {
  fc.assert(
    fc.property(rpms(1), (model) => {
      const bytes = Buffer.from(serialize(model));
      const nothing = serialize({ ...model, rpms: new Map() });
      expect(stream([bytes], "1.2", () => undefined, false)).toBe(nothing);
    }),
    { numRuns: 50 },
  );
});

const group = (path: string) => ({
  "a-0:1-1.src": { "a-0:1-1.noarch": { path, sigkey: null, category: "binary" } },
});

function withRpms(table: Json): Uint8Array {
  const doc = document("rpms");
  doc.payload.rpms = table;
  return Buffer.from(JSON.stringify(doc));
}

describe("a file that is not sorted is refused for streaming", () => {
  test.each([
    ["variants", { B: { noarch: group("b") }, A: { noarch: group("a") } }],
    ["arches", { A: { x86_64: group("b"), noarch: group("a") } }],
    ["source packages", { A: { noarch: { "b-0:1-1.src": {}, ...group("a") } } }],
    [
      "packages",
      {
        A: {
          noarch: { "a-0:1-1.src": { "b-0:1-1.noarch": { path: "b" }, "a-0:1-1.noarch": { path: "a" } } },
        },
      },
    ],
    [
      "astral characters before U+FFFF",
      { "\u{10000}": { noarch: group("b") }, "\uffff": { noarch: group("a") } },
    ],
  ])("%s", (_what, table) => {
    const bytes = withRpms(table);
    expect(() => stream([bytes], "1.2", same)).toThrow(OutOfOrderError);
    expect(serialize(parse(serialize(parse(bytes).model)).model)).toBe(serialize(parse(bytes).model));
  });

  test("entries before the compose section", () => {
    const { header, payload } = document("rpms");
    const bytes = Buffer.from(
      JSON.stringify({ header, payload: { rpms: payload.rpms, compose: payload.compose } }),
    );
    expect(() => stream([bytes], "1.2", same)).toThrow(OutOfOrderError);
  });
});

test("reading alone takes a file in any order", () => {
  const bytes = withRpms({ B: { noarch: group("b") }, A: { noarch: group("a") } });
  const seen: string[] = [];
  const reader = new RpmsStream(readIdentity([bytes]), {
    version: "1.2",
    keepEmpty: true,
    artifact: (artifact, { variant }) => {
      seen.push(`${variant} ${artifact.localPath}`);
      return artifact;
    },
  });
  reader.push(bytes);
  expect(reader.finish().compose.id).toBe("Test-1.0-20260101.0");
  expect(seen).toEqual(["B b", "A a"]);
});

test("an invalid file has the same issues in a stream as in a model", () => {
  const bytes = withRpms({
    A: { noarch: { "a-0:1-1.src": { x: { path: "../x", category: "odd" }, y: null } } },
  });
  const { issues } = refusal(bytes);
  expect(issues).toHaveLength(3);
  try {
    stream([bytes], "1.2", same);
    expect.unreachable();
  } catch (error) {
    expect((error as ReturnType<typeof refusal>).issues).toEqual(issues);
  }
});
