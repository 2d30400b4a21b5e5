import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { BASE_URL, generate, metadataFile } from "../support/composes.ts";
import { upgrade } from "../support/dist.ts";
import { type Json, names, readJson, TYPES } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
let compose: string;
beforeAll(() => {
  compose = generate(scratch, { nested: true, images: 16 });
});

async function run(args: readonly string[], input = compose, base = ["--base-url", BASE_URL]) {
  const output = scratch.fresh();
  const result = await upgrade([input, "--output", output, ...base, ...args]);
  expect(result).toMatchObject({ code: 0 });
  const read = (type: string): Json => readJson(join(output, `${type}.json`));
  return {
    files: names(output),
    read,
    paths: (type: string) => locations(read(type)).map((one) => one.local_path),
  };
}

function locations(document: Json): Json[] {
  const found: Json[] = [];
  const walk = (value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    if (value.local_path !== undefined) found.push(value);
    else Object.values(value).forEach(walk);
  };
  walk(document.payload);
  return found;
}

const all = TYPES.map((type) => `${type}.json`).sort();

describe("kinds", () => {
  test.each([
    ["image", "images"],
    ["rpm", "rpms"],
    ["extra_file", "extra_files"],
    ["module", "modules"],
  ])("%s: only its file, and composeinfo", async (kind, type) => {
    const whole = await run([]);
    const { files, read } = await run(["--kinds", kind]);
    expect(files).toEqual(["composeinfo.json", `${type}.json`]);
    expect(read(type)).toEqual(whole.read(type));
    expect(locations(read("composeinfo"))).toEqual([]);
    expect(Object.keys(read("composeinfo").payload.variants)).toEqual(
      Object.keys(whole.read("composeinfo").payload.variants),
    );
  });

  test("variant_path: composeinfo alone, whole", async () => {
    const { files, read } = await run(["--kinds", "variant_path"]);
    expect(files).toEqual(["composeinfo.json"]);
    expect(read("composeinfo")).toEqual((await run([])).read("composeinfo"));
  });

  test("all of them are the same as none", async () => {
    const kinds = await run(["--kinds", "image,rpm,extra_file,module,variant_path"]);
    const whole = await run([]);
    expect(kinds.files).toEqual(all);
    for (const type of TYPES) expect(kinds.read(type)).toEqual(whole.read(type));
  });
});

describe("variants", () => {
  test("a child alone keeps its parent in composeinfo, without the parent's paths", async () => {
    const { read, files, paths } = await run(["--variants", "BaseOS-optional"]);
    const { variants } = read("composeinfo").payload;
    expect(Object.keys(variants)).toEqual(["BaseOS", "BaseOS-optional"]);
    expect(variants.BaseOS.variants).toEqual(["optional"]);
    expect(locations({ payload: variants.BaseOS })).toEqual([]);
    expect(locations({ payload: variants["BaseOS-optional"] }).length).toBeGreaterThan(0);
    expect(files).not.toContain("images.json");
    for (const path of [...paths("rpms"), ...paths("extra_files")])
      expect(path).toMatch(/^BaseOS-optional\//);
  });

  test("several", async () => {
    const { read } = await run(["--variants", "AppStream", "--variants", "BaseOS"]);
    expect(Object.keys(read("rpms").payload.rpms)).toEqual(["AppStream", "BaseOS"]);
    expect(read("composeinfo").payload.variants.BaseOS).not.toHaveProperty("variants");
  });
});

test("arches: variants that have none of them go", async () => {
  const { read, paths } = await run(["--arches", "x86_64"]);
  const { variants } = read("composeinfo").payload;
  // The children of the first variant are there for aarch64 alone.
  expect(Object.keys(variants)).toEqual(["AppStream", "BaseOS"]);
  for (const { arches } of Object.values<Json>(variants)) expect(arches).toEqual(["x86_64"]);
  for (const type of ["images", "rpms", "extra_files"]) {
    expect(paths(type).length).toBeGreaterThan(0);
    for (const path of paths(type)) expect(path).not.toContain("aarch64");
  }
});

test("image-types: other kinds are not affected", async () => {
  const { read, files } = await run(["--image-types", "boot,qcow2"]);
  expect(files).toEqual(all);
  const types = Object.values<Json>(read("images").payload.images)
    .flatMap((arches) => Object.values<Json[]>(arches).flat())
    .map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual(["boot", "qcow2"]);
  expect(read("rpms")).toEqual((await run([])).read("rpms"));
});

describe("globs", () => {
  test("include", async () => {
    const { files, paths } = await run(["--include", "BaseOS/x86_64/**", "--kinds", "rpm,image"]);
    expect(files).toEqual(["composeinfo.json", "images.json", "rpms.json"]);
    for (const path of [...paths("images"), ...paths("rpms")]) expect(path).toMatch(/^BaseOS\/x86_64\//);
  });

  test("exclude wins over include", async () => {
    const sources = (list: string[]) => list.filter((path) => path.endsWith(".src.rpm"));
    expect(sources((await run(["--include", "BaseOS/**"])).paths("rpms")).length).toBeGreaterThan(0);
    const { paths } = await run(["--include", "BaseOS/**", "--exclude", "*.src.rpm"]);
    expect(paths("rpms").length).toBeGreaterThan(0);
    expect(sources(paths("rpms"))).toEqual([]);
  });

  test("several lines, braces and classes", async () => {
    const { paths } = await run([
      "--include",
      "**/*-dvd[0-9].iso\n**/*.{qcow2,vmdk}",
      "--exclude",
      "App*/**",
    ]);
    expect(paths("images").length).toBeGreaterThan(0);
    for (const path of paths("images")) expect(path).toMatch(/^BaseOS\/.*(-dvd1\.iso|\.qcow2|\.vmdk)$/);
  });
});

test("the same selection of 1.x and of 2.0, up and down, gives the same artifacts", async () => {
  const distributed = generate(scratch, { nested: true, images: 16, version: "2.0", baseUrl: BASE_URL });
  const args = ["--variants", "BaseOS,BaseOS-HA", "--arches", "aarch64", "--exclude", "**/debug/**"];
  const [up, down] = [await run(args), await run([...args, "--to-version", "1.2"], distributed, [])];
  const upPaths = TYPES.flatMap((type) => (up.files?.includes(`${type}.json`) ? up.paths(type) : []));
  const texts = TYPES.flatMap((type) =>
    down.files?.includes(`${type}.json`) ? [JSON.stringify(down.read(type))] : [],
  );
  expect(down.files).toEqual(up.files);
  expect(upPaths.length).toBeGreaterThan(20);
  for (const path of upPaths) expect(texts.some((text) => text.includes(`"${path}"`))).toBe(true);
  for (const text of texts) expect(text).not.toMatch(/x86_64\/|AppStream|debug\/tree/);
});

test("an unselected entry is judged all the same: what is broken is not passed over", async () => {
  const broken = generate(scratch, {});
  const { edit } = await import("../support/files.ts");
  edit(metadataFile(broken, "rpms"), ({ payload }) => {
    const [group] = Object.values<Json>(payload.rpms.AppStream.x86_64);
    Object.values<Json>(group)[0].path = "../x";
  });
  const output = scratch.fresh();
  const args = ["--variants", "BaseOS", "--base-url", BASE_URL];
  expect(await upgrade([broken, "--output", output, ...args])).toMatchObject({ code: 1 });
});
