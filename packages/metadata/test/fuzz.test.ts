import {
  type AnyMetadata,
  downgrade,
  locations,
  MetadataError,
  Parser,
  PathIndex,
  parse,
  readIdentity,
  serialize,
  treeFiles,
  upgrade,
  urlMapBuilder,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { document, type Json, ociLocation, type Step, TYPES } from "./support/documents.ts";

/** A seeded generator of numbers (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const DOCUMENTS: Json[] = TYPES.flatMap((type) =>
  ["0.2", "0.3", "1.0", "1.1", "1.2", "2.0"].map((version) => document(type, version)),
);
DOCUMENTS.push({
  ...document("images", "2.0"),
  payload: {
    ...document("images", "2.0").payload,
    images: {
      Server: {
        x86_64: [
          { ...document("images", "2.0").payload.images.Server.x86_64[0], location: ociLocation("set") },
        ],
      },
    },
  },
});

function outcome(read: () => { model: AnyMetadata }): AnyMetadata | undefined {
  try {
    return read().model;
  } catch (error) {
    if (error instanceof MetadataError) {
      expect(error.issues.length).toBeGreaterThan(0);
      expect(error.issues.length).toBeLessThanOrEqual(50);
      return undefined;
    }
    throw error;
  }
}

function parseChunks(bytes: Uint8Array, size: number) {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const parser = new Parser(readIdentity(chunks));
  for (const chunk of chunks) {
    parser.push(chunk);
  }
  return parser.finish();
}

const url = urlMapBuilder({ default: "https://cdn.example.com/{variant}/{arch}/{metadata_type}/{path}" });

/** Whatever is accepted can be written in both versions, and what is written is accepted. */
function useModel(model: AnyMetadata): void {
  const index = new PathIndex();
  for (const record of locations(model)) {
    for (const file of treeFiles(record.artifact, record)) {
      index.add(file);
    }
  }
  const results = [() => model, () => upgrade(model, { url }).model, () => downgrade(model).model].map(
    (convert) => outcome(() => ({ model: convert() })),
  );
  for (const written of results) {
    if (written !== undefined) {
      const text = serialize(written);
      const again = parse(text).model;
      expect(serialize(again)).toBe(text);
    }
  }
}

const TOKENS = [
  "{",
  "}",
  "[",
  "]",
  '"',
  ",",
  ":",
  "\\",
  "\\u0000",
  "null",
  "true",
  "1e9",
  "-0",
  "\ud800\udc00",
  "\0",
  "\n",
  '"a":1,',
  "[[",
  "\ufeff",
  "..",
  "/",
].map((token) => Buffer.from(token));

function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length);
  switch (random(5)) {
    case 0: {
      const copy = Buffer.from(bytes);
      copy[at] = random(256);
      return copy;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(20))]);
    case 2:
      return Buffer.concat([
        bytes.subarray(0, at),
        TOKENS[random(TOKENS.length)] as Buffer,
        bytes.subarray(at),
      ]);
    case 3: {
      const end = at + 1 + random(60);
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at, end), bytes.subarray(end)]);
    }
    default: {
      const from = random(bytes.length);
      return Buffer.concat([
        bytes.subarray(0, at),
        bytes.subarray(from, from + random(60)),
        bytes.subarray(at),
      ]);
    }
  }
}

describe("random changes", () => {
  test("of bytes: a file is read or refused, the same in chunks as at once", () => {
    const random = randomNumbers(20260101);
    let accepted = 0;
    for (let round = 0; round < 6000; round++) {
      let bytes = Buffer.from(JSON.stringify(DOCUMENTS[round % DOCUMENTS.length], null, round % 2)) as Buffer;
      for (let n = random(3); n >= 0; n--) {
        bytes = mutate(bytes, random);
      }
      const whole = outcome(() => parse(bytes));
      const chunked = outcome(() => parseChunks(bytes, 1 + random(40)));
      expect(chunked === undefined, bytes.toString()).toBe(whole === undefined);
      if (whole !== undefined && chunked !== undefined) {
        accepted += 1;
        expect(serialize(chunked)).toBe(serialize(whole));
        useModel(whole);
      }
    }
    expect(accepted).toBeGreaterThan(200);
  });

  test("of values: what is accepted can be written and read again", () => {
    const random = randomNumbers(41);
    const values: Json[] = [
      null,
      true,
      false,
      0,
      1,
      -1,
      5,
      "",
      "x",
      "..",
      "a/b",
      "src",
      "noarch",
      "1.0",
      "binary",
      "\ud800",
      "\u202e",
      "__proto__",
      "A".repeat(300),
      [],
      {},
      ["x"],
      [null],
      { x: "y" },
      { __proto__x: [] },
      { src: [] },
      { src: {} },
    ];
    let accepted = 0;
    for (let round = 0; round < 6000; round++) {
      const doc = structuredClone(DOCUMENTS[round % DOCUMENTS.length]);
      const places = everyPlace(doc);
      for (let n = random(2); n >= 0; n--) {
        const [target, step] = places[random(places.length)] as [Json, Step];
        const value = structuredClone(values[random(values.length)]);
        switch (random(4)) {
          case 0:
            delete target[step];
            break;
          case 1:
            target[
              typeof step === "number"
                ? step + 1
                : (["10", "src", "\ud800", "x:y", "SHA256", "é", "a b"][random(7)] as string)
            ] = structuredClone(target[step]);
            break;
          default:
            target[step] = value;
        }
      }
      const model = outcome(() => parse(JSON.stringify(doc)));
      if (model !== undefined) {
        accepted += 1;
        try {
          useModel(model);
        } catch (error) {
          throw new Error(`${error}\n${JSON.stringify(doc)}`, { cause: error });
        }
      }
    }
    expect(accepted).toBeGreaterThan(500);
  });
});

function everyPlace(value: Json): [Json, Step][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const steps: Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step): [Json, Step][] => [[value, step], ...everyPlace(value[step])]);
}
