import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, copyOf, generate, metadataFile } from "../support/composes.ts";
import { action, flags, type Result, upgrade } from "../support/dist.ts";
import { contents, edit, type Json, readJson } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();

const NAMES = [
  "x\n::error::pwned",
  "x\r\n::error::pwned",
  "::error::pwned",
  "  ::add-mask::pwned",
  "x%0A::error::pwned",
  "##[command]pwned",
  "x\n##[error]pwned",
  "\u001b[31mpwned\u001b[0m",
  "\u202epwned",
  "x\u2028::error::pwned",
  "`pwned`|<img src=x onerror=pwned>",
  "``` | [pwned](javascript:pwned) @pwned #1",
  "</details><h1>pwned</h1>",
];

/** No text of metadata may hold these. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Nothing in what was printed may be a command, a colour or a hidden character that is not ours. */
function expectHarmless({ stdout, stderr, summary }: Result): void {
  const own =
    /^::(error|warning)(::| )|^::(group|endgroup)::|^::stop-commands::[0-9a-f-]{36}$|^::[0-9a-f-]{36}::$/;
  for (const line of (stdout + stderr).split(/\r\n|\r|\n|\u2028|\u2029/)) {
    if (/^\s*::/.test(line)) {
      expect(line).toMatch(own);
      expect(line).not.toMatch(/^::(error|add-mask)::pwned/);
    }
    expect(line).not.toMatch(/##\[/);
  }
  expect(stdout + stderr + summary).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2028\u2029]/,
  );
  // The runner undoes exactly %25, %0D and %0A in what a command says: a percent sign of ours must be %25 there.
  for (const line of stdout.split("\n").filter((one) => /^::(error|warning)/.test(one))) {
    expect(decodeURIComponent(line.replace(/%(?!25|0A|0D)/g, "%25"))).not.toMatch(/\n/);
  }
  expectEscaped(summary);
}

/** Without its code spans and escapes a summary holds no markup of others. */
function expectEscaped(summary: string): void {
  const bare = summary.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "").replace(/\\./g, "");
  for (const tag of bare.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(/^<\/?(details|summary|code)>$/);
  expect(bare).not.toMatch(/\]\(|onerror=pwned>|@pwned/);
  for (const row of summary.split("\n").filter((line) => line.startsWith("| "))) {
    const cells = summary
      .split("\n")
      .find((line) => line.startsWith("| Variant"))
      ?.split("|").length;
    expect(row.split("|")).toHaveLength(cells ?? 0);
  }
}

describe.concurrent.each(NAMES.map((name) => [JSON.stringify(name), name] as const))(
  "79, 80: %s",
  (_, name) => {
    test("in texts that may hold anything it is kept in the files and harmless in the log", async () => {
      const compose = generate(scratch, { images: 4 });
      edit(metadataFile(compose, "images"), ({ payload }) => {
        payload.images.BaseOS.x86_64[0].volume_id = name;
        payload.images.BaseOS.x86_64[0].subvariant = name;
        payload.images.BaseOS.x86_64[0].unheard_of = name;
        payload.images.BaseOS.x86_64[0][name] = 1;
      });
      edit(metadataFile(compose, "composeinfo"), ({ payload }) => {
        payload.variants.BaseOS.name = name;
        payload.release.name = name;
      });
      const output = scratch.fresh();
      const result = await action("upgrade-metadata", { compose, output, "base-url": BASE_URL });
      expectHarmless(result);
      if (CONTROL.test(name)) {
        expect(result.code).toBe(1);
        expect(result.summary).toContain("control character");
        return;
      }
      expect(result.code).toBe(0);
      const images = readJson(join(output, "images.json")).payload.images.BaseOS.x86_64;
      expect(images.map((image: Json) => image.volume_id)).toContain(name);
      // The fields that the format does not know are named, safely.
      expect(result.stdout).toMatch(/^::warning::.*unheard_of/m);
    });

    test("in places that have a form it is refused, every one of them named", async () => {
      const images = metadataFile(copyOf(scratch), "images");
      edit(images, ({ payload }) => {
        const [image] = payload.images.BaseOS.x86_64;
        const { checksums } = image;
        payload.compose.id = name;
        payload.compose.type = name;
        payload.images.BaseOS.x86_64 = [
          { ...image, path: `BaseOS/../${name}` },
          { ...image, path: 7, volume_id: name },
          { ...image, size: name },
          { ...image, bootable: name },
          { ...image, implant_md5: name },
          { ...image, checksums: { [name]: "00" } },
          { ...image, checksums: { ...checksums, sha256: name } },
        ];
      });
      const output = scratch.fresh();
      const result = await action("upgrade-metadata", { compose: images, output, "base-url": BASE_URL });
      expect(result.code).toBe(1);
      expectHarmless(result);
      expect(
        result.stdout.match(/^payload\.(compose|images\.BaseOS\.x86_64\[\d\])\S*: /gm)?.length,
      ).toBeGreaterThanOrEqual(8);
      expect(contents(output)).toBeUndefined();
    });

    test("as a path, a variant, an arch, a type or a format it is refused or harmless", async () => {
      const images = metadataFile(copyOf(scratch), "images");
      edit(images, ({ payload }) => {
        const [image] = payload.images.BaseOS.x86_64;
        payload.images = {
          BaseOS: { x86_64: [{ ...image, path: `BaseOS/${name}` }] },
          [name]: { x86_64: [{ ...image, type: name, path: "a" }] },
          Server: { [name]: [{ ...image, format: name, path: "b" }] },
        };
      });
      const output = scratch.fresh();
      const result = await action("upgrade-metadata", { compose: images, output, "base-url": BASE_URL });
      expect([0, 1]).toContain(result.code);
      expectHarmless(result);
      expect(contents(output) === undefined).toBe(result.code === 1);
    });

    test("in the header it is refused", async () => {
      const compose = copyOf(scratch);
      edit(metadataFile(compose, "images"), ({ header }) => (header.version = name));
      edit(metadataFile(compose, "rpms"), ({ header }) => (header.type = name));
      const result = await action("upgrade-metadata", {
        compose,
        output: scratch.fresh(),
        "base-url": BASE_URL,
      });
      expect(result.code).toBe(1);
      expect(result.stdout).toMatch(/images\.json: header\.version.*\n.*rpms\.json: header\.type/);
      expectHarmless(result);
    });

    test("in inputs it is harmless as well", async () => {
      const compose = copyOf(scratch);
      for (const inputs of [
        { compose: name },
        {
          compose,
          "base-url": name,
          kinds: name,
          arches: name,
          include: name,
          "to-version": name,
          root: name,
        },
        { compose, "url-map": JSON.stringify({ [name]: name }) },
      ]) {
        const result = await action("upgrade-metadata", { output: scratch.fresh(), ...inputs });
        expect(result.code).toBe(2);
        expectHarmless(result);
      }
    });
  },
);

describe("79: a file whose very name is a command", () => {
  test.each(["::error::pwned", "::add-mask::pwned", "##[error]pwned", "%0A::error::pwned"])(
    "%s",
    async (name) => {
      const compose = copyOf(scratch);
      edit(metadataFile(compose, "images"), ({ payload }) => (payload.images.BaseOS.x86_64[0].path = name));
      const inputs = { compose, output: scratch.fresh(), "base-url": BASE_URL, "strict-checksums": "true" };
      for (const result of [await action("upgrade-metadata", inputs), await upgrade(flags(inputs))]) {
        expect(result.code).toBe(1);
        expect(result.stdout + result.stderr).toContain("pwned");
        expectHarmless(result);
      }
    },
  );
});

describe.concurrent("35: paths that are nowhere", () => {
  test.each([
    ["a\nb", /control character/],
    ["a\u0000b", /control character/],
    ["a\u0085b", /control character/],
    ["a\u2028b", /control character/],
    ["a\u202eb", /direction/],
    ["a\udc00b", /surrogate/],
    ["../b", /out of the compose/],
    ["a/../../b", /out of the compose/],
    ["/a", /absolute/],
    ["C:/a", /drive letter/],
    ["\\\\server\\a", /backslash/],
    ["~/a", /~/],
    ["a//b", /empty part/],
    ["./a", /"\." part/],
    ["a/", /ends with a slash/],
    ["", /blank/],
    [`${"a".repeat(256)}`, /longer than 255 bytes/],
    [`${"ü".repeat(128)}`, /longer than 255 bytes/],
    [`${"a/".repeat(2048)}b`, /longer than 4096 bytes/],
  ])("%j", async (path, expected) => {
    const compose = copyOf(scratch);
    edit(metadataFile(compose, "images"), ({ payload }) => (payload.images.BaseOS.x86_64[0].path = path));
    edit(
      metadataFile(compose, "extra_files"),
      ({ payload }) => (payload.extra_files.BaseOS.x86_64[0].file = path),
    );
    edit(metadataFile(compose, "rpms"), ({ payload }) => {
      const [group] = Object.values<Json>(payload.rpms.BaseOS.x86_64);
      Object.values<Json>(group)[0].path = path;
    });
    const { code, stderr } = await upgrade([compose, "--output", scratch.fresh(), "--base-url", BASE_URL]);
    expect(code).toBe(1);
    for (const file of ["images.json", "extra_files.json", "rpms.json"]) {
      const line = stderr.split("\n").find((one) => one.includes(`${file}: payload`)) ?? "";
      expect(line).toMatch(/\.(path|file): /);
      expect(line).toMatch(expected);
    }
  });
});

describe("82: what is secret in a URL is never shown", () => {
  const urls = [
    "https://me:SECRET@x.example/a",
    "https://SECRET@x.example/a",
    "HTTPS://x.example/a?X-Amz-Signature=SECRET",
    "oci://me:SECRET@r.example/a:1",
    "https://x.example/a\n?sig=SECRET",
  ];

  test.each(urls)("of metadata: %j", async (url) => {
    const compose = generate(scratch, { version: "2.0" });
    edit(
      metadataFile(compose, "images"),
      ({ payload }) => (payload.images.BaseOS.x86_64[0].location.url = url),
    );
    const report = "report.json";
    const cwd = scratch.folder();
    const inputs = { compose, output: "v2", "base-url": BASE_URL, report };
    const result = await action("upgrade-metadata", inputs, { cwd });
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(".url: ");
    const written = JSON.stringify(readJson(join(cwd, report)));
    expect(result.stdout + result.stderr + result.summary + written).not.toContain("SECRET");
  });

  test("of a query that is legal and gets lost in a downgrade", async () => {
    const compose = generate(scratch, { version: "2.0" });
    edit(metadataFile(compose, "images"), ({ payload }) => {
      payload.images.BaseOS.x86_64[0].location.url = "https://x.example/a?X-Amz-Signature=SECRET";
    });
    const output = scratch.fresh();
    const result = await action("upgrade-metadata", { compose, output, "to-version": "1.2" });
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr + result.summary).not.toContain("SECRET");
  });

  test("of url-map", async () => {
    const compose = copyOf(scratch);
    for (const template of [
      "https://me:SECRET@x.example/{path}",
      "https://x.example/{nosuch}?sig=SECRET",
      "oci://me:SECRET@r.example/{path}",
    ]) {
      const inputs = { compose, output: scratch.fresh(), "url-map": JSON.stringify({ default: template }) };
      const result = await action("upgrade-metadata", inputs);
      expect(result.code).toBe(2);
      expect(result.stdout + result.stderr + result.summary).not.toContain("SECRET");
    }
  });

  test("of the host's own tokens, wherever they turn up", async () => {
    const token = "ghs_0123456789abcdefSECRET";
    const result = await action(
      "upgrade-metadata",
      { compose: `/nowhere/${token}`, output: scratch.fresh(), "base-url": BASE_URL },
      { env: { GITHUB_TOKEN: token } },
    );
    expect(result.code).toBe(2);
    expect(result.stdout + result.stderr + result.summary).not.toContain("SECRET");
    expect(result.stdout).toContain("/nowhere/***");
  });
});
