import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, copyOf, generate, metadataFile } from "../support/composes.ts";
import { action, type RunOptions, upgrade } from "../support/dist.ts";
import { contents, edit, type Json, names, readJson } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const tiny = vector("tiny");

/** Runs an upgrade of the smallest vector that must be refused before any work; returns all that it says. */
async function refused(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const folder = scratch.folder();
  const all = [...(args.includes("--output") ? [] : ["--output", join(folder, "v2")]), ...args];
  const { code, stdout, stderr } = await upgrade(all, options);
  expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: "" });
  expect(names(folder)).toEqual([]);
  expect(stderr).not.toMatch(/\n\s+at |Unexpected error/);
  return stderr;
}

/** Runs an upgrade that must work; returns a function that reads a written file. */
async function upgraded(args: readonly string[], options: RunOptions = {}): Promise<(type: string) => Json> {
  const output = scratch.fresh();
  const result = await upgrade(["--output", output, ...args], options);
  expect(result).toMatchObject({ code: 0 });
  return (type) => readJson(join(output, `${type}.json`));
}

const firstImage = (read: (type: string) => Json) => {
  const [arches] = Object.values<Record<string, Json[]>>(read("images").payload.images);
  return Object.values(arches ?? {})[0]?.[0].location;
};
const firstUrl = async (args: readonly string[], options?: RunOptions): Promise<string> =>
  firstImage(await upgraded([tiny.compose, ...args], options)).url;

describe("where a value comes from", () => {
  const flag = ["--base-url", "https://flag.example/"];
  const input = { "INPUT_BASE-URL": "https://input.example/" };
  const underscored = { INPUT_BASE_URL: "https://underscored.example/" };
  const own = { COMPOSE_ACTIONS_BASE_URL: "https://own.example/" };

  test.each([
    ["the flag is first", flag, { ...input, ...underscored, ...own }, "https://flag.example/"],
    ["then INPUT_", [], { ...input, ...underscored, ...own }, "https://input.example/"],
    ["which a shell can set too", [], { ...underscored, ...own }, "https://underscored.example/"],
    ["then COMPOSE_ACTIONS_", [], own, "https://own.example/"],
    ["blank is absent", ["--base-url", ""], { "INPUT_BASE-URL": "  ", ...own }, "https://own.example/"],
  ])("%s", async (_, args, env, base) => {
    expect(await firstUrl(args, { env })).toMatch(new RegExp(`^${base}`));
  });

  test("and the default at last", async () => {
    const read = await upgraded([tiny.compose, "--base-url", BASE_URL, "--to-version", ""]);
    expect(read("images").header.version).toBe("2.0");
    const output = scratch.fresh();
    const env = { COMPOSE_ACTIONS_TO_VERSION: "1.2" };
    expect(await upgrade([tiny.compose, "--output", output], { env })).toMatchObject({ code: 0 });
    expect(readJson(join(output, "images.json")).header.version).toBe("1.2");
  });

  test("the compose may be given without its flag, several as lines, repeated or in JSON", async () => {
    const images = metadataFile(tiny.compose, "images");
    const rpms = metadataFile(tiny.compose, "rpms");
    for (const args of [
      [images, rpms],
      ["--compose", images, "--compose", rpms],
      ["--compose", `${images}\n  ${rpms}\n`],
      [`--compose=${JSON.stringify([images, rpms])}`],
      ["--", images, rpms],
    ]) {
      const output = scratch.fresh();
      expect(await upgrade(["--output", output, "--base-url", BASE_URL, ...args])).toMatchObject({ code: 0 });
      expect(names(output)).toEqual(["images.json", "rpms.json"]);
    }
  });

  test.each([
    [["--kinds", "image", "--kinds", "rpm"]],
    [["--kinds", "image,rpm"]],
    [["--kinds", " image \n\nrpm,"]],
    [["--kinds", '["image", "rpm"]']],
  ])("lists: %j", async (args) => {
    const output = scratch.fresh();
    await upgrade([tiny.compose, "--output", output, "--base-url", BASE_URL, ...args]);
    expect(names(output)).toEqual(["composeinfo.json", "images.json", "rpms.json"]);
  });

  test.each(["true", "True", "TRUE"])("booleans: %s", async (value) => {
    const args = ["--base-url", BASE_URL, "--strict-checksums", "--compute-checksums"];
    expect(await upgrade([tiny.compose, "--output", scratch.fresh(), ...args])).toMatchObject({ code: 1 });
    const env = { "INPUT_STRICT-CHECKSUMS": value };
    const output = scratch.fresh();
    expect(await upgrade([tiny.compose, "--output", output, "--base-url", BASE_URL], { env })).toMatchObject({
      code: 1,
    });
    expect(contents(output)).toBeUndefined();
  });

  test.each(["false", "False", "FALSE", ""])("booleans: '%s' is no", async (value) => {
    const read = await upgraded([tiny.compose, "--base-url", BASE_URL, `--strict-checksums=${value}`]);
    expect(read("images").header.version).toBe("2.0");
  });
});

describe("what is refused before any work, with a word on what to do", () => {
  const base = ["--base-url", BASE_URL];
  test.each<[string, string[], RegExp]>([
    ["a typo", [tiny.compose, "--base-ulr", "x"], /no --base-ulr, did you mean --base-url\?/],
    ["a negated flag", [tiny.compose, "--no-compute-checksums"], /did you mean --compute-checksums=false\?/],
    ["a flag without its value", [tiny.compose, "--base-url"], /--base-url needs a value/],
    ["a word of yes", [tiny.compose, ...base, "--compute-checksums=yes"], /"yes", expected true or false/],
    [
      "a boolean's value apart",
      [tiny.compose, ...base, "--compute-checksums", "false"],
      /false does not exist/,
    ],
    ["one input twice", [tiny.compose, ...base, ...base], /base-url: given 2 times, expected once/],
    ["another version", [tiny.compose, "--to-version", "1.1"], /"1\.1", expected one of 2\.0, 1\.2/],
    ["no compose", base, /compose: required/],
    ["an unknown kind", [tiny.compose, ...base, "--kinds", "image,iso"], /"iso", expected one of image, rpm/],
    ["no thread", [tiny.compose, ...base, "--parallel-checksums", "0"], /a whole number from 1 to 256/],
    ["half a thread", [tiny.compose, ...base, "--parallel-checksums", "1.5"], /a whole number from 1 to 256/],
    ["an open bracket", [tiny.compose, ...base, "--include", "a[b"], /include.*bracket/],
    ["a control character", [`a\u0007b`, ...base], /compose: "a\\u\{7\}b", expected no control characters/],
    [
      "neither base-url nor url-map",
      [tiny.compose],
      /needs a URL for every artifact.*\n.*give base-url or url-map/,
    ],
    ["a folder that is not there", ["/nowhere", ...base], /compose: \/nowhere does not exist/],
    ["FTP", ["ftp://x.example/compose", ...base], /is a URL of a kind that cannot be read\n.*https:/],
    ["an upper-case URL of a file", ["FILE:///compose", ...base], /is a URL of a kind/],
    ["a registry without a tag", ["oci://x.example/c", ...base], /neither tag nor digest/],
    ["a repository in capitals", ["oci://x.example/C:1", ...base], /must be in lower case/],
    ["1.2 with URLs", [tiny.compose, "--to-version", "1.2", ...base], /make no sense with to-version 1\.2/],
    [
      "a root that is none",
      [tiny.compose, ...base, "--compute-checksums", "--root", "/nowhere"],
      /root: \/nowhere/,
    ],
  ])("%s", async (_, args, expected) => {
    expect(await refused(args)).toMatch(expected);
  });

  test.each([
    ["no output", [tiny.compose, ...base], /output: required/],
    ["an unknown step", [], /There is no step "upgrade-metdata", did you mean upgrade-metadata\?/],
  ])("%s", async (what, args, expected) => {
    const { cli } = await import("../support/dist.ts");
    const { code, stdout, stderr } = await cli([
      what === "no output" ? "upgrade-metadata" : "upgrade-metdata",
      ...args,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(expected);
  });

  test("every wrong input at once", async () => {
    const said = await refused(["--to-version", "3", "--kinds", "x", "--parallel-checksums", "many"]);
    for (const name of ["compose", "to-version", "kinds", "parallel-checksums"])
      expect(said).toContain(`${name}: `);
  });

  test.each([
    ["https://x.example/?token=SECRET", /query or a fragment/],
    ["https://x.example/#SECRET", /query or a fragment/],
    ["https://user:SECRET@x.example/", /user name or a password/],
    ["https://SECRET@x.example/", /user name or a password/],
    ["ftp://x.example/SECRET", /not a web address/],
    ["cdn/SECRET", /not a web address/],
    ["//x.example/SECRET", /not a web address/],
    ["https://", /not a web address/],
    ["HTTPS://x.example/", /lower case/],
    ["oci://registry.example/compose", /oci:\/\/ URLs without a digest.*\n.*push/],
  ])("base-url %s", async (url, expected) => {
    const said = await refused([tiny.compose, "--base-url", url]);
    expect(said).toMatch(expected);
    // What may be a password or a token is not shown; a path is.
    if (/[?#@]/.test(url)) expect(said).not.toContain("SECRET");
  });
});

describe("url-map", () => {
  const image = { image: "https://images.example/{variant}/{arch}/{metadata_type}/{path}" };

  test("inline, in several lines, in a file: the same", async () => {
    const texts = [JSON.stringify(image), `\n${JSON.stringify(image, undefined, 2)}\n`];
    const args = ["--base-url", BASE_URL, "--url-map"];
    const file = scratch.file("map.json", JSON.stringify(image));
    const urls = await Promise.all([...texts, file].map((map) => firstUrl([...args, map])));
    expect(new Set(urls).size).toBe(1);
    expect(urls[0]).toMatch(/^https:\/\/images\.example\/BaseOS\/x86_64\/image\/BaseOS\/x86_64\/iso\/Fedora/);
    const output = scratch.fresh();
    const inputs = { compose: tiny.compose, output, "base-url": BASE_URL, "url-map": texts[1] ?? "" };
    expect(await action("upgrade-metadata", inputs)).toMatchObject({ code: 0 });
    expect(firstImage((type) => readJson(join(output, `${type}.json`))).url).toBe(urls[0]);
  });

  test("kinds without a template fall back to default, then to base-url", async () => {
    const read = await upgraded([tiny.compose, "--base-url", BASE_URL, "--url-map", JSON.stringify(image)]);
    expect(JSON.stringify(read("rpms"))).toMatch(/"url":"https:\/\/cdn\.example\.com\/BaseOS/);
    const map = JSON.stringify({ ...image, default: "https://default.example/{path}" });
    const other = await upgraded([tiny.compose, "--base-url", BASE_URL, "--url-map", map]);
    expect(JSON.stringify(other("rpms"))).not.toContain("cdn.example.com");
    expect(JSON.stringify(other("rpms"))).toContain("https://default.example/BaseOS");
  });

  test.each<[string, RegExp]>([
    ['{"default": "https://x.example/{paht}"}', /unknown placeholder "\{paht\}".*\n.*\{path\}, \{variant\}/],
    ['{"default": "https://x.example/{path"}', /a single "\{"/],
    ['{"default": "https://x.example/{}"}', /unknown placeholder "\{\}"/],
    ['{"images": "https://x.example/{path}"}', /unknown key "images".*\n.*image, rpm/],
    ['{"__proto__": "https://x.example/{path}"}', /unknown key "__proto__"/],
    ['{"constructor": "https://x.example/{path}"}', /unknown key "constructor"/],
    ['{"rpm": 7}', /the template of "rpm" is not a string/],
    ['{"rpm": null}', /the template of "rpm" is not a string/],
    ['{"rpm": "https://u:p@x.example/{path}"}', /user name or a password/],
    ['{"rpm": "/mnt/{path}"}', /starts with a slash/],
    ['{"rpm": ""}', /blank/],
    ['{"rpm": "oci://registry.example/rpms"}', /has no tag/],
    ['{"rpm": "oci://{arch}.example/rpms:1"}', /must be named in full/],
    ['{"rpm"', /url-map: .*(JSON|ends|expected)/],
    ["nowhere.json", /cannot read nowhere\.json: ENOENT/],
  ])("%s", async (map, expected) => {
    expect(await refused([tiny.compose, "--url-map", map], { cwd: scratch.path })).toMatch(expected);
  });

  test.each(["[]", '"x"', "null", "7"])("a file that holds %s", async (json) => {
    expect(await refused([tiny.compose, "--url-map", scratch.file("map.json", json)])).toMatch(
      /not an object/,
    );
  });

  test("U10: {metadata_type} is the bare word for every kind", async () => {
    const map = '{"default": "https://x.example/{metadata_type}/{path}"}';
    const read = await upgraded([generate(scratch), "--url-map", map]);
    const words = (type: string) => new Set(JSON.stringify(read(type)).match(/(?<=x\.example\/)[^/]+/g));
    expect(
      Object.fromEntries(
        ["images", "rpms", "extra_files", "modules", "composeinfo"].map((type) => [type, [...words(type)]]),
      ),
    ).toEqual({
      images: ["image"],
      rpms: ["rpm"],
      extra_files: ["extra_file"],
      modules: ["module"],
      composeinfo: ["variant_path"],
    });
  });
});

describe("2.0 input", () => {
  const oci = `oci://registry.example/set@sha256:${"a".repeat(64)}`;

  test("U2: without a URL it is refused", async () => {
    const compose = scratch.fresh();
    await upgrade([tiny.compose, "--output", compose, "--base-url", BASE_URL]);
    expect(await refused([compose])).toMatch(
      /The metadata is 2\.0 already\n.*checksums and contents are kept/,
    );
  });

  test("U2: with a new base-url everything but the URLs is kept", async () => {
    const compose = generate(scratch, { version: "2.0", files: true, nested: true, baseUrl: BASE_URL });
    const before = readJson(metadataFile(compose, "rpms"));
    const read = await upgraded([compose, "--base-url", "https://new.example/at"]);
    const moved = JSON.parse(JSON.stringify(before).replaceAll(BASE_URL, "https://new.example/at/"));
    expect(read("rpms")).toEqual(moved);
    expect(JSON.stringify(moved)).toMatch(/"checksum":"sha256:[0-9a-f]{64}".*"sigkeys":\["fd431d51"\]/);
    for (const type of ["images", "extra_files", "modules", "composeinfo"]) {
      const text = JSON.stringify(readJson(metadataFile(compose, type)));
      expect(read(type)).toEqual(JSON.parse(text.replaceAll(BASE_URL, "https://new.example/at/")));
    }
  });

  test("U2: a set in a registry keeps its URL and contents, with a warning", async () => {
    const compose = generate(scratch, { version: "2.0" });
    const entry = {
      checksum: `sha256:${"b".repeat(64)}`,
      file: "disk.img",
      size: 5,
      layer_digest: `sha256:${"b".repeat(64)}`,
    };
    let location: Json;
    edit(metadataFile(compose, "images"), ({ payload }) => {
      [{ location }] = payload.images.BaseOS.x86_64;
      Object.assign(location, { url: oci, contents: [entry] });
    });
    const output = scratch.fresh();
    const { code, stderr } = await upgrade([
      compose,
      "--output",
      output,
      "--base-url",
      "https://new.example/",
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/registry keeps? (its|their) URL/);
    const images = readJson(join(output, "images.json")).payload.images.BaseOS.x86_64;
    const kept = images.find((image: Json) => image.location.url === oci);
    expect(kept.location).toEqual(location);
  });
});

describe("several inputs", () => {
  test("two files of one type are refused, both named", async () => {
    const [one, two] = [
      metadataFile(tiny.compose, "images"),
      metadataFile(vector("nested").compose, "images"),
    ];
    const said = await refused([one, two, "--base-url", BASE_URL]);
    expect(said).toMatch(/2 files hold images/);
    expect(said).toContain(one);
    expect(said).toContain(two);
  });

  test("files of different composes are an error", async () => {
    const args = [
      metadataFile(tiny.compose, "images"),
      metadataFile(vector("layered-nightly").compose, "rpms"),
    ];
    const output = scratch.fresh();
    const { code, stderr } = await upgrade([...args, "--output", output, "--base-url", BASE_URL]);
    expect(code).toBe(1);
    expect(stderr).toContain("of different composes");
    expect(stderr).toMatch(/rpms\.json: Fedora-41-20260204\.n\.3/);
    expect(names(dirname(output))).toEqual([]);
  });

  test("a selection that leaves nothing is refused, nothing written", async () => {
    for (const args of [
      ["--arches", "s390x"],
      ["--include", "nothing/**"],
      ["--exclude", "**"],
    ]) {
      const said = await refused([tiny.compose, "--base-url", BASE_URL, ...args]);
      expect(said).toMatch(/No artifacts are selected/);
    }
  });
});

describe("output", () => {
  const base = ["--base-url", BASE_URL];

  test.each(["the directory", "a link to it", "the directory through a link above it", "a link to the file"])(
    "U9: an upgrade in place is refused and the input untouched: %s",
    async (how) => {
      const compose = copyOf(scratch);
      const before = contents(join(compose, "metadata"));
      const links = scratch.folder();
      const args: Record<string, [string, string]> = {
        "the directory": [compose, join(compose, "metadata")],
        "a link to it": [compose, join(links, "metadata")],
        "the directory through a link above it": [compose, join(links, "compose", "metadata")],
        "a link to the file": [join(links, "images.json"), join(compose, "metadata")],
      };
      symlinkSync(join(compose, "metadata"), join(links, "metadata"));
      symlinkSync(compose, join(links, "compose"));
      symlinkSync(metadataFile(compose, "images"), join(links, "images.json"));
      const [input, output] = args[how] ?? ["", ""];
      const { code, stderr } = await upgrade([input, "--output", output, ...base]);
      expect(code).toBe(2);
      expect(stderr).toContain("inputs are never overwritten");
      expect(contents(join(compose, "metadata"))).toEqual(before);
      expect(names(compose)).toEqual(["metadata"]);
    },
  );

  test("a file is refused and left alone", async () => {
    const output = scratch.file("out", "mine");
    const { code, stderr } = await upgrade([tiny.compose, "--output", output, ...base]);
    expect(code).toBe(2);
    expect(stderr).toContain(`output: ${output} is not a directory`);
    expect(contents(dirname(output))).toEqual({ out: "mine" });
  });

  test("so is a path below a file", async () => {
    const file = scratch.file("out", "mine");
    const { code, stderr } = await upgrade([tiny.compose, "--output", join(file, "v2"), ...base]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/output: cannot write to .*ENOTDIR/);
  });

  test("one that cannot be written is refused", async () => {
    // /proc takes no directories from anybody, root included.
    const { code, stderr } = await upgrade([tiny.compose, "--output", "/proc/compose-actions/v2", ...base]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/output: cannot write to \/proc/);
  });

  test.skipIf(process.getuid?.() === 0)("a read-only folder is refused", async () => {
    const folder = scratch.folder();
    chmodSync(folder, 0o555);
    const { code, stderr } = await upgrade([tiny.compose, "--output", join(folder, "v2"), ...base]);
    chmodSync(folder, 0o755);
    expect(code).toBe(2);
    expect(stderr).toMatch(/output: cannot write to .*EACCES/);
  });

  test("its metadata is replaced, and what is no metadata is left as it is", async () => {
    const output = scratch.folder();
    for (const name of ["images.json", "other.json", "notes.txt"]) writeFileSync(join(output, name), "old");
    expect(await upgrade([tiny.compose, "--output", output, ...base])).toMatchObject({ code: 0 });
    expect(readJson(join(output, "images.json")).header.version).toBe("2.0");
    expect(contents(output)).toMatchObject({ "other.json": "old", "notes.txt": "old" });
    expect(names(output)?.filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("metadata that would not be replaced is refused: it would be taken for a part of this", async () => {
    const output = scratch.fresh();
    await upgrade([tiny.compose, "--output", output, ...base]);
    const before = contents(output);
    const { code, stderr } = await upgrade([tiny.compose, "--output", output, ...base, "--kinds", "image"]);
    expect(code).toBe(2);
    expect(stderr).toContain("holds other metadata");
    for (const name of ["rpms.json", "modules.json", "extra_files.json"]) expect(stderr).toContain(name);
    expect(contents(output)).toEqual(before);
    expect(names(output)).toHaveLength(5);
  });

  test("when one file cannot be replaced none is", async () => {
    const output = scratch.folder();
    mkdirSync(join(output, "rpms.json"));
    writeFileSync(join(output, "images.json"), "old");
    const { code, stderr } = await upgrade([tiny.compose, "--output", output, ...base]);
    expect(code).toBe(2);
    expect(stderr).toContain("rpms.json is a directory");
    expect(contents(output)).toEqual({ "images.json": "old" });
  });

  test("a name with blanks, quotes and letters beyond ASCII", async () => {
    const output = join(scratch.folder(), "ünï 'quoted' & | 100%");
    const { code, stdout } = await upgrade([tiny.compose, "--output", output, ...base]);
    expect(code).toBe(0);
    expect(stdout).toContain(basename(output));
    expect(names(output)).toHaveLength(5);
  });
});
