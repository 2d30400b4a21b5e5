import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { sourcePath } from "@compose-actions/compose";
import { locations } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeIso, rpm, workshops } from "./support/record.ts";

const make = workshops();

/** local_path and URL of the only artifact. */
async function place(
  files: Readonly<Record<string, string | Uint8Array>>,
  raw: Readonly<Record<string, string>>,
) {
  const shop = make(files);
  const { report } = await shop.run(raw);
  expect(report.artifacts).toHaveLength(1);
  const { localPath, url } = report.artifacts[0];
  return { localPath, url };
}

const FILE = { "sub dir/a b.txt": "x" };
const EXTRA = { "extra-files": "**/*.txt" };

describe("the place of an artifact in the tree", () => {
  test("is the usual one", async () => {
    expect(await place(FILE, EXTRA)).toMatchObject({ localPath: "Server/x86_64/os/a b.txt" });
    expect(await place({ "x/a.iso": makeIso() }, { images: "x/*" })).toMatchObject({
      localPath: "Server/x86_64/iso/a.iso",
    });
    expect(await place({ "x/a.raw": "x" }, { images: "x/*" })).toMatchObject({
      localPath: "Server/x86_64/images/a.raw",
    });
  });

  test.each([
    ["{source}", "sub dir/a b.txt"],
    ["{variant}/{arch}/os/{source}", "Server/x86_64/os/sub dir/a b.txt"],
    ["{kind}/{compose_id}/{initial}/{name}", "extra_file/Fedora-41-20260204.0/a/a b.txt"],
    ["a{{b}}/{name}", "a{b}/a b.txt"],
    ["fixed", "fixed"],
  ])("by the template %s", async (template, localPath) => {
    expect((await place(FILE, { ...EXTRA, "local-path": template })).localPath).toBe(localPath);
  });

  test("by the words of its kind", async () => {
    const image = { "a.raw.xz": "x" };
    const template = "{type}/{format}/{subvariant}/{name}";
    const inputs = { images: "*", subvariant: "KDE" };
    expect((await place(image, { ...inputs, "local-path": template })).localPath).toBe(
      "raw-xz/raw.xz/KDE/a.raw.xz",
    );
    const packages = { "b.rpm": rpm() };
    expect((await place(packages, { rpms: "*", "local-path": "{category}/{initial}" })).localPath).toBe(
      "binary/b",
    );
  });

  test.each([
    ["{path}", 'local-path: unknown placeholder "{path}"'],
    ["{type}", 'local-path: unknown placeholder "{type}"'],
    ["{name", 'local-path: a single "{" in "{name"'],
    [
      "/{name}",
      '"sub dir/a b.txt": the path is absolute; it must be relative to the compose directory: "/a b.txt"',
    ],
    [
      "../{name}",
      '"sub dir/a b.txt": the path has a ".." part, which may lead out of the compose directory: "../a b.txt"',
    ],
    ["{variant}//x", '"sub dir/a b.txt": the path has an empty part (two slashes): "Server//x"'],
  ])("not by %s", async (template, message) => {
    const error = await make(FILE).refusal({ ...EXTRA, "local-path": template });
    expect(error.message).toBe(message);
    expect(error.exitCode).toBe(2);
  });

  test("is no other artifact's", async () => {
    const shop = make({ "x/a.txt": "1", "y/a.txt": "2" });
    const error = await shop.refusal(EXTRA);
    expect(error.message).toBe('"x/a.txt" and "y/a.txt" would get the same place, "Server/x86_64/os/a.txt"');
    expect(error.remedy).toContain("{source}");
    await shop.run({ ...EXTRA, "local-path": "{variant}/{arch}/os/{source}" });
    expect(shop.payload("extra_files").extra_files.Server.x86_64).toHaveLength(2);
    shop.model("extra_files");
  });

  test("is not below another artifact", async () => {
    const shop = make({ "a.txt": "1", "b.txt": "2" });
    await shop.run({ "extra-files": "a.txt", "local-path": "x" });
    const error = await shop.refusal({ "extra-files": "b.txt", "local-path": "x/y" });
    expect(error.details.join("\n")).toContain("what is a file cannot be the directory of another");
  });
});

describe("the URL of an artifact", () => {
  test("is its path below root when nobody says where it lies; from it the file is found", async () => {
    const found = await place(FILE, EXTRA);
    expect(found.url).toBe("sub%20dir/a%20b.txt");
    expect(sourcePath(found)).toBe("sub dir/a b.txt");
  });

  test.each([
    [{ "base-url": "https://cdn.example.com/41" }, "https://cdn.example.com/41/Server/x86_64/os/a%20b.txt"],
    [{ url: "https://cdn.example.com/{path}" }, "https://cdn.example.com/Server/x86_64/os/a%20b.txt"],
    [{ url: "https://cdn.example.com/{source}?v=1" }, "https://cdn.example.com/sub%20dir/a%20b.txt?v=1"],
    [
      { url: "https://cdn.example.com/{compose_id}/{kind}/{variant}/{arch}/{name}" },
      "https://cdn.example.com/Fedora-41-20260204.0/extra_file/Server/x86_64/a%20b.txt",
    ],
    [{ url: "files/{name}" }, "files/a%20b.txt"],
    [
      { url: `oci://quay.example.com/files:1@sha256:${"a".repeat(64)}` },
      `oci://quay.example.com/files:1@sha256:${"a".repeat(64)}`,
    ],
  ])("is made by %j", async (raw, url) => {
    expect((await place(FILE, { ...EXTRA, ...raw })).url).toBe(url);
  });

  test("has a subvariant as one part", async () => {
    const inputs = { images: "*", subvariant: "a/b?", url: "https://x.example/{subvariant}/{type}" };
    expect((await place({ "a.raw": "x" }, inputs)).url).toBe("https://x.example/a%2Fb%3F/raw");
  });

  test.each([
    ["oci://quay.example.com/files:{arch}", /gives oci:\/\/ URLs without a digest/],
    ["ftp://x.example/{path}", /is not a web address/],
    ["https://{variant}.example.com/{path}", /is not the template of a URL/],
    ["https://user:secret@x.example/{path}", /must not carry credentials/],
    ["{category}", /unknown placeholder "\{category\}"/],
    ["/{path}", /starts with a slash/],
  ])("is not made by %s", async (url, rule) => {
    const error = await make(FILE).refusal({ ...EXTRA, url });
    expect(error.message).toMatch(rule);
    expect(error.message).not.toContain("secret");
  });

  test.each(["url", "base-url"])(
    "in a registry without a digest is not made by %s, and push-oci is advised",
    async (name) => {
      const error = await make(FILE).refusal({ ...EXTRA, [name]: "oci://quay.example.com/files:1" });
      expect([error.exitCode, error.remedy]).toEqual([2, expect.stringContaining("push-oci")]);
      expect(error.remedy).not.toContain("url-map");
    },
  );

  test.each([
    "X-Amz-Date=1&X-Amz-Signature=hunter2",
    "X-Goog-Signature=hunter2",
    "sv=1&sig=hunter2",
    "token=hunter2",
    "access_token=hunter2",
    "%73ig=hunter2",
  ])("with a credential in it is not made: %s", async (query) => {
    const error = await make(FILE).refusal({ ...EXTRA, url: `https://x.example/{path}?${query}` });
    expect([error.exitCode, error.message]).toEqual([2, expect.stringContaining("looks like a credential")]);
    expect(`${error.message} ${error.remedy} ${error.details.join()}`).not.toContain("hunter2");
  });

  test("is not made by a base that is none", async () => {
    const error = await make(FILE).refusal({ ...EXTRA, "base-url": "cdn.example.com" });
    expect(error.message).toBe('base-url "cdn.example.com" is not a web address');
  });
});

describe("files", () => {
  test("that nothing matches, and links that lead out of root, are refused before anything is written", async () => {
    const shop = make(FILE);
    symlinkSync("/etc/passwd", join(shop.root, "link.txt"));
    for (const [raw, message] of [
      [{ images: "*.iso" }, 'images: nothing matches "*.iso"'],
      [{ rpms: "**/*.rpm" }, 'rpms: nothing matches "**/*.rpm"'],
      [{ "extra-files": "link.txt" }, 'extra-files: "link.txt" is a symbolic link that leads out of root'],
      [{ "extra-files": "../*" }, 'extra-files: "../*" is not relative to root'],
    ] as const) {
      expect((await shop.refusal(raw)).message).toBe(message);
    }
    expect(() => shop.names()).toThrow("ENOENT");
  });

  test("in the output are none of the artifacts", async () => {
    const shop = make(FILE);
    const output = join(shop.root, "metadata");
    await shop.run({ "extra-files": "**", output });
    const { report } = await shop.run({ "extra-files": "**", output });
    expect(report.artifacts.map(({ source }: { source: string }) => source)).toEqual(["sub dir/a b.txt"]);
  });

  test("of several kinds may be recorded at once", async () => {
    const shop = make({ "a.raw": "x", "b.rpm": rpm(), "c.txt": "y" });
    const { report, outputs } = await shop.run({ images: "*.raw", rpms: "*.rpm", "extra-files": "*.txt" });
    expect(report.artifacts.map(({ kind }: { kind: string }) => kind)).toEqual([
      "image",
      "rpm",
      "extra_file",
    ]);
    expect(report.totals).toEqual({ image: 1, rpm: 1, extra_file: 1 });
    expect(outputs["artifacts"]).toBe("3");
    expect(shop.names()).toEqual(["composeinfo.json", "extra_files.json", "images.json", "rpms.json"]);
  });
});

test("files of any name become valid metadata, or are refused", async () => {
  const character = fc.oneof(
    fc.constantFrom(..." .-_+~^%#?&:@!$()[]{}*'\"\\<>|;,=\u00e4\u202e\u2028\n\t\u{1f600}"),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  const name = fc
    .array(character, { minLength: 1, maxLength: 12 })
    .map((characters) => characters.join(""))
    .filter((text) => !/[\0/]|^\.\.?$/.test(text) && text.isWellFormed() && Buffer.byteLength(text) < 200);
  let recorded = 0;
  await fc.assert(
    fc.asyncProperty(name, fc.boolean(), async (text, published) => {
      const shop = make({ [text]: "x", ".keep/x": "" });
      const raw = {
        "extra-files": "{.*,*}",
        ...(published ? { "base-url": "https://cdn.example.com/" } : {}),
      };
      const run = await shop.run(raw).catch((error: unknown) => {
        expect(error).toHaveProperty("exitCode", 2);
      });
      if (run !== undefined) {
        recorded += 1;
        const [found, ...others] = locations(shop.model("extra_files"));
        expect(others).toEqual([]);
        expect(found?.localPath).toBe(`Server/x86_64/os/${text}`);
        expect(published || sourcePath(found?.location as { url: string; localPath: string }) === text).toBe(
          true,
        );
        shop.model("composeinfo");
      }
    }),
    { numRuns: 150 },
  );
  expect(recorded).toBeGreaterThan(50);
});
