import {
  MetadataError,
  type MetadataType,
  Parser,
  parse,
  readIdentity,
  serialize,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  digest,
  document,
  ENTRY,
  firstIssue,
  NEVRA,
  refusal,
  type Step,
  TYPES,
  withToken,
} from "./support/documents.ts";

const images = document("images", "2.0");
const text = JSON.stringify(images);

/** Reads chunk by chunk, as files are read. */
function parseChunks(chunks: readonly Uint8Array[]) {
  const parser = new Parser(readIdentity(chunks));
  for (const chunk of chunks) {
    parser.push(chunk);
  }
  return parser.finish();
}

describe("case 62: the bytes of a file", () => {
  test("a byte order mark is skipped with a warning", () => {
    const { warnings, model } = accept(`\ufeff${text}`);
    expect(warnings.map(({ code, count }) => ({ code, count }))).toEqual([
      { code: "byte-order-mark", count: 1 },
    ]);
    expect(serialize(model)).toBe(serialize(accept(text).model));
  });

  test("a second byte order mark is refused", () => {
    expect(firstIssue(`\ufeff\ufeff${text}`)).toMatch(/not valid JSON|UTF-8/);
  });

  test.each([
    ["UTF-16 LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 LE", Buffer.from(text, "utf16le")],
    ["UTF-16 BE with a mark", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-16 BE", Buffer.from(text, "utf16le").swap16()],
  ])("%s is refused by name", (_what, bytes) => {
    expect(firstIssue(bytes)).toMatch(/the file is not UTF-8 \(it looks like UTF-16/);
  });

  const broken: [string, number[]][] = [
    ["a lone continuation byte", [0x80]],
    ["a cut sequence", [0xe2, 0x82]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["0xff", [0xff]],
  ];
  test.each(broken)("%s is refused in values, in keys, and outside of strings", (_what, bytes) => {
    for (const [before, after] of [
      ['"subvariant":"', "Server"],
      ['{"', "payload"],
      ['"Server":{"', "x86_64"],
      ['"', "arch"],
      ['"unknown":"', '","header":'],
      ["", '{"arch"'],
    ] as const) {
      const at =
        before === '"unknown":"'
          ? text.indexOf('"header":')
          : text.indexOf(`${before}${after}`) + before.length;
      expect(at).toBeGreaterThan(-1);
      const lead = before === '"unknown":"' ? Buffer.from('"unknown":"') : Buffer.alloc(0);
      const tail = before === '"unknown":"' ? Buffer.from('",') : Buffer.alloc(0);
      const bad = Buffer.concat([
        Buffer.from(text.slice(0, at)),
        lead,
        Buffer.from(bytes),
        tail,
        Buffer.from(text.slice(at)),
      ]);
      expect(refusal(bad).message).toMatch(/the text is not valid UTF-8|not valid JSON/);
    }
  });

  test("a replacement character in the file is a character like any other", () => {
    expect(() => accept(changed(images, [...ENTRY.images, "subvariant"], "\ufffd"))).not.toThrow();
  });

  test("a text with half of a surrogate pair is no file", () => {
    expect(firstIssue(text.replace("Server", "\ud800"))).toContain("half of a surrogate pair");
  });

  test.each(["", " ", "\n\t ", "\ufeff"])("the empty file %j", (empty) => {
    expect(firstIssue(empty)).toMatch(/^: the file is empty( \(line 2\))?$/);
  });
});

describe("case 58: duplicate keys", () => {
  /** A text of a document in which a key is there twice. */
  const twice = (type: MetadataType, version: string, path: readonly Step[], key: string) => {
    const doc = document(type, version);
    let target = doc;
    for (const step of path) {
      target = target[step];
    }
    const member = JSON.stringify(target[key]);
    const rest = JSON.stringify(target).slice(1);
    const escaped = `"\\u${key.charCodeAt(0).toString(16).padStart(4, "0")}${key.slice(1)}"`;
    return [JSON.stringify(key), escaped].map((again) =>
      path.length === 0 ? `{${again}:${member},${rest}` : withToken(doc, path, `{${again}:${member},${rest}`),
    );
  };

  const places: [MetadataType, string, readonly Step[], string][] = [
    ["images", "2.0", [], "header"],
    ["images", "2.0", [], "payload"],
    ["images", "2.0", ["header"], "version"],
    ["images", "2.0", ["payload"], "compose"],
    ["images", "2.0", ["payload"], "images"],
    ["images", "2.0", ["payload", "compose"], "id"],
    ["images", "2.0", ["payload", "images"], "Server"],
    ["images", "2.0", ["payload", "images", "Server"], "x86_64"],
    ["images", "2.0", ENTRY.images, "arch"],
    ["images", "2.0", [...ENTRY.images, "location"], "url"],
    ["images", "1.2", [...ENTRY.images, "checksums"], "sha256"],
    ["rpms", "1.2", ENTRY.rpms.slice(0, -2), ENTRY.rpms.at(-2) as string],
    ["rpms", "1.2", ENTRY.rpms.slice(0, -1), NEVRA],
    ["rpms", "2.0", ENTRY.rpms, "sigkey"],
    ["extra_files", "2.0", [...ENTRY.extra_files, "location"], "checksum"],
    ["modules", "2.0", ENTRY.modules.slice(0, -1), ENTRY.modules.at(-1) as string],
    ["modules", "2.0", ENTRY.modules, "name"],
    ["composeinfo", "2.0", ["payload"], "release"],
    ["composeinfo", "2.0", ["payload", "release"], "name"],
    ["composeinfo", "2.0", ["payload", "variants"], "Server"],
    ["composeinfo", "2.0", [...ENTRY.composeinfo, "paths"], "os_tree"],
  ];
  test.each(places)("%s %s, in %j: %s", (type, version, path, key) => {
    for (const doc of twice(type, version, path, key)) {
      expect(() => JSON.parse(doc)).not.toThrow();
      expect(refusal(doc).message).toMatch(/is there twice in the same object; remove one of the two/);
      const bytes = Buffer.from(doc);
      expect(() => parseChunks(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toThrow(MetadataError);
    }
  });

  test("the error names the key", () => {
    const [doc] = twice("images", "2.0", ENTRY.images, "arch");
    expect(firstIssue(doc)).toContain('payload.images.Server.x86_64[0]: the key "arch" is there twice');
  });

  test("the same key in different objects, and in strings, is none", () => {
    const doc = changed(images, [...ENTRY.images, "unknown"], {
      arch: { arch: [{ arch: 1 }, { arch: '"a":1,"a":2' }] },
    });
    expect(accept(doc).warnings.map(({ code }) => code)).toEqual(["unknown-field"]);
  });
});

describe("case 57: nesting", () => {
  const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
  /** An entry of images.json stands at level 6. */
  test.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("64 levels of %s are read, 65 refused", (open, close) => {
    const at = [...ENTRY.images, "unknown"];
    const inner = (levels: number) => withToken(images, at, deep(levels, open, close).replace(":}", ":0}"));
    expect(accept(inner(58)).warnings.map(({ code }) => code)).toEqual(["unknown-field"]);
    expect(firstIssue(inner(59))).toContain("nested deeper than 64 levels");
  });

  test.each(["[", '{"a":', '[{"a":'])("200,000 levels of %s", (open) => {
    for (const path of [
      ["unknown"],
      ["header"],
      ["payload"],
      ["payload", "compose"],
      ["payload", "images"],
      [...ENTRY.images],
      [...ENTRY.images, "x"],
    ]) {
      expect(refusal(withToken(images, path, open.repeat(200_000))).message).toContain(
        "nested deeper than 64 levels",
      );
    }
    expect(refusal(open.repeat(200_000)).message).toMatch(/nested deeper than 64 levels/);
  });
});

describe("what is not a JSON document", () => {
  test.each(["{}", "x", ",", "]", "}", '"', "null", "\0", "/* */", "#"])(
    "garbage %j behind it",
    (garbage) => {
      for (const gap of ["", "\n"]) {
        expect(refusal(text + gap + garbage).message).toMatch(
          /not valid JSON: expected nothing after the document, found /,
        );
      }
    },
  );

  test("white space behind it is none", () => {
    expect(() => accept(`${text}\r\n\t \n`)).not.toThrow();
  });

  test.each([
    [',"x":}', "a value"],
    [',"x":,"y":1}', "a value"],
    [",}", "a key"],
    [',"x"}', "a colon"],
    [",x:1}", "a key"],
    [",'x':1}", "a key"],
    [" 5}", '"," or "}"'],
    [',"x":tru}', "Unexpected end"],
    [',"x":"\n"}', "Bad control character"],
    [',"x":"\\q"}', "Bad escaped character"],
    [',"x":[1,]}', "unexpected character"],
    [',"x":[1}]', ""],
    [',"x":{"a":1,}}', "Expected"],
    [',"x":-}', ""],
    [',"x":1 2}', '"," or "}"'],
  ])("%j at the end of the object", (end, expected) => {
    const { message } = refusal(text.slice(0, -1) + end);
    expect(message).toContain("not valid JSON");
    expect(message).toContain(expected);
  });

  test("the error names line and place", () => {
    const lines = JSON.stringify(images, null, 4).split("\n");
    const index = lines.findIndex((line) => line.includes('"arch"'));
    lines[index] = "nonsense";
    const message = firstIssue(lines.join("\n"));
    expect(message).toMatch(/^payload\.images\.Server\.x86_64\[0\]: not valid JSON: .*\(line \d+\)$/);
  });

  test.each(TYPES)("V5: %s cut anywhere is refused", (type) => {
    const bytes = Buffer.from(
      JSON.stringify(changed(document(type, "2.0"), ["payload", "compose", "label"], "RC-1.0"), null, 1),
    );
    for (let end = 0; end < bytes.length; end++) {
      const { message } = refusal(bytes.subarray(0, end));
      expect(message).toMatch(/the file is empty|the file ends before|not valid JSON|expected/);
      expect(() => parseChunks([bytes.subarray(0, end)])).toThrow(MetadataError);
    }
    expect(() => accept(bytes)).not.toThrow();
  });
});

test.each(["{", '{ "', '{"other": {}, "pay'])(
  "%j: the path of a document that ends at a key is that of its object",
  (text) => {
    expect(() => parseChunks([Buffer.from(text)])).toThrow(/^the file ends before/);
  },
);

describe("case 56: size", () => {
  const entry = (megabytes: number) =>
    Buffer.from(
      withToken(images, [...ENTRY.images, "unknown"], JSON.stringify("x".repeat(megabytes * 1024 * 1024))),
    );
  const inChunks = (bytes: Uint8Array) =>
    Array.from({ length: Math.ceil(bytes.length / 2 ** 20) }, (_, i) =>
      bytes.subarray(i * 2 ** 20, (i + 1) * 2 ** 20),
    );

  test("an entry above 64 MiB is refused while it is read", () => {
    expect(() => parseChunks(inChunks(entry(65)))).toThrow("an entry is larger than 64 MiB");
  });

  test("the limit does not depend on how the entry comes", () => {
    expect(() => parseChunks([entry(65)])).toThrow("an entry is larger than 64 MiB");
  });

  test("an entry of 60 MiB is read", () => {
    expect(parseChunks(inChunks(entry(60))).warnings.map(({ code }) => code)).toEqual(["unknown-field"]);
  });
});

describe("case 59: names that objects inherit are plain data", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

  test.each(NAMES)("%s as a variant, an arch, a source package and a package", (name) => {
    const doc = document("rpms");
    const entry = { path: "a", sigkey: null, category: "binary" };
    const raw = withToken(
      doc,
      ["payload", "rpms"],
      `{"${name}":{"${name}":{"${name}":{"${name}":${JSON.stringify(entry)}}}}}`,
    );
    const { model } = accept(raw);
    const text = serialize(model);
    expect(text.split(`"${name}": {`)).toHaveLength(5);
    expect(serialize(parse(text).model)).toBe(text);
    expect(({} as Record<string, unknown>)["path"]).toBeUndefined();
  });

  test.each(NAMES)("%s as a variant of images and extra files, and as an arch of paths", (name) => {
    for (const type of ["images", "extra_files"] as const) {
      const raw = withToken(document(type), ["payload", type], `{"${name}":{"${name}":[]}}`);
      expect(serialize(accept(raw).model)).toContain(`"${name}": {\n                "${name}": []`);
    }
    const raw = withToken(
      document("composeinfo"),
      [...ENTRY.composeinfo, "paths"],
      `{"os_tree":{"${name}":"a"}}`,
    );
    expect(serialize(accept(raw).model)).toContain(`"${name}": "a"`);
  });

  test.each(NAMES)("%s as a field does not stand in for a missing one", (name) => {
    const location = { url: "u", local_path: "p", size: 5, checksum: `sha256:${digest()}` };
    const raw = withToken(images, [...ENTRY.images, "location"], `{"${name}":${JSON.stringify(location)}}`);
    expect(firstIssue(raw)).toMatch(/location\.url: expected a URL, but it is missing/);
    const header = withToken(images, ["header"], `{"${name}":{"type":"productmd.images","version":"2.0"}}`);
    expect(firstIssue(header)).toMatch(/^header\.version: .*missing/);
  });

  test.each(NAMES)("%s as a section below payload is unknown", (name) => {
    const raw = withToken(images, ["payload", "zz"], "5").replace(
      '"zz":5',
      `"${name}":{"Server":{"x86_64":[5]}}`,
    );
    expect(accept(raw).warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["unknown-field", [`payload.${name}`]],
    ]);
  });
});

test("case 60: keys that look like integers are sorted as text", () => {
  const doc = changed(document("rpms"), ["payload", "rpms"], {
    10: { noarch: {} },
    9: { noarch: {} },
    a: { 10: {}, 9: {} },
  });
  const [, table = ""] = serialize(accept(doc).model).split('"rpms": ');
  const order = [...table.matchAll(/^ {12,16}"([^"]+)":/gm)].map(([, name]) => name);
  expect(order).toEqual(["10", "noarch", "9", "noarch", "a", "10", "9"]);
});

describe("names of variants and arches", () => {
  test.each(["", ".", "..", "a b", "a/b", "a\\b", "a\nb", "a\0", "\u2028", "a\u00a0b", "\x9b", "\ud800"])(
    "%j is refused",
    (name) => {
      for (const type of ["images", "rpms", "extra_files", "modules"] as const) {
        const asVariant = changed(document(type), ["payload", type], { [name]: {} });
        expect(firstIssue(asVariant)).toContain("the name of a variant or an arch");
        const asArch = changed(document(type), ["payload", type, "Server"], {
          [name]: type === "images" || type === "extra_files" ? [] : {},
        });
        expect(firstIssue(asArch)).toContain("the name of a variant or an arch");
      }
      const arches = changed(document("composeinfo"), [...ENTRY.composeinfo, "arches"], [name]);
      expect(firstIssue(arches)).toMatch(/^payload\.variants\.Server\.arches\[0\]: /);
      const places = changed(document("composeinfo"), [...ENTRY.composeinfo, "paths", "os_tree"], {
        [name]: "a",
      });
      expect(firstIssue(places)).toMatch(/^payload\.variants\.Server\.paths\.os_tree/);
    },
  );
});
