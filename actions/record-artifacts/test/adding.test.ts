import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { put, rpm, type Workshop, workshops } from "./support/record.ts";

const make = workshops();
const FILES = { "a.raw": "a", "b.qcow2": "b", "c.txt": "c", "d.rpm": rpm() };
const RAW = { images: "a.raw" };
const everything = (shop: Workshop) =>
  Object.fromEntries(shop.names().map((name) => [name, readFileSync(join(shop.output, name), "utf8")]));

describe("metadata that is there", () => {
  test("is added to, step by step, with no more said than what is new", async () => {
    const shop = make(FILES);
    await shop.run(RAW);
    const bare = { "compose-id": "" };
    await shop.run({ ...bare, images: "b.qcow2", arch: "aarch64" });
    await shop.run({ ...bare, "extra-files": "c.txt", variant: "Cloud" });
    const { report } = await shop.run({ ...bare, rpms: "d.rpm" });
    expect(shop.names()).toEqual(["composeinfo.json", "extra_files.json", "images.json", "rpms.json"]);
    expect(Object.keys(shop.payload("images").images.Server)).toEqual(["aarch64", "x86_64"]);
    const { variants } = shop.payload("composeinfo");
    expect(variants.Server.arches).toEqual(["aarch64", "x86_64"]);
    expect(variants.Cloud.arches).toEqual(["x86_64"]);
    expect(report.totals).toEqual({ image: 2, rpm: 1, extra_file: 1 });
    for (const type of ["composeinfo", "images", "extra_files", "rpms"]) {
      shop.model(type);
    }
  });

  test("does not depend on the order of the steps", async () => {
    const steps = [RAW, { images: "b.qcow2" }, { "extra-files": "c.txt" }, { rpms: "d.rpm" }];
    const [forward, backward] = [make(FILES), make(FILES)];
    // The times of the files are part of the metadata.
    for (const step of steps) {
      await forward.run(step);
    }
    for (const step of steps.toReversed()) {
      await backward.run({ ...step, root: forward.root });
    }
    expect(everything(backward)).toEqual(everything(forward));
  });

  test("stays as it is when the same is recorded again", async () => {
    const shop = make(FILES);
    const all = { images: "*.{raw,qcow2}", rpms: "*.rpm", "extra-files": "*.txt" };
    await shop.run(all);
    const before = everything(shop);
    await shop.run(all);
    expect(everything(shop)).toEqual(before);
  });

  test("keeps the earliest time of an image whose bytes are the same", async () => {
    const shop = make(FILES);
    const recordedAt = async (seconds: number) => {
      utimesSync(join(shop.root, "a.raw"), seconds, seconds);
      await shop.run(RAW);
      return shop.payload("images").images.Server.x86_64[0].mtime;
    };
    expect(await recordedAt(2000)).toBe(2000);
    expect(await recordedAt(3000)).toBe(2000);
    expect(await recordedAt(1000)).toBe(1000);
  });

  test("is left alone when a file of the same place is another one now", async () => {
    const shop = make(FILES);
    await shop.run(RAW);
    const before = everything(shop);
    put(shop.root, { "a.raw": "changed" });
    const error = await shop.refusal(RAW);
    expect(error.exitCode).toBe(1);
    expect(error.details.join("\n")).toMatch(/an artifact has one content/);
    expect(error.details.join("\n")).toContain(`in ${join(shop.output, "images.json")}`);
    expect(error.details.join("\n")).toContain("in what was recorded");
    expect(everything(shop)).toEqual(before);
  });

  test("of another compose is refused, before anything is hashed", async () => {
    const shop = make(FILES);
    await shop.run(RAW);
    const error = await shop.refusal({ images: "b.qcow2", "compose-id": "Fedora-42-20260204.0" });
    expect(error.message).toBe(
      `output: ${shop.output} holds metadata of the compose "Fedora-41-20260204.0", and not of "Fedora-42-20260204.0"`,
    );
    expect(error.exitCode).toBe(2);
  });

  test("that says something else of the compose is refused", async () => {
    const shop = make(FILES);
    await shop.run({ ...RAW, label: "RC-1.0" });
    const error = await shop.refusal({ images: "b.qcow2", label: "RC-1.1" });
    expect(error.details.join("\n")).toContain(
      "files of one compose have the same id, date, type, respin and label",
    );
  });

  test.each([
    ["images.json", "{", /images.json: .*JSON|images.json: /],
    [
      "extra_files.json",
      '{"header": {"type": "productmd.images", "version": "2.0"}, "payload": {}}',
      /the file holds productmd.images, but its name says extra_files/,
    ],
  ])("that is broken (%s) is an error, and nothing is written", async (name, content, rule) => {
    const shop = make(FILES);
    await shop.run({ rpms: "d.rpm" });
    writeFileSync(join(shop.output, name), content);
    const before = everything(shop);
    const error = await shop.refusal(RAW);
    expect(error.message).toMatch(rule);
    expect(everything(shop)).toEqual(before);
  });

  test("of 1.2 is refused", async () => {
    const shop = make(FILES);
    await shop.run({ rpms: "d.rpm" });
    const path = join(shop.output, "images.json");
    writeFileSync(
      path,
      JSON.stringify({
        header: { type: "productmd.images", version: "1.2" },
        payload: { compose: shop.payload("rpms").compose, images: {} },
      }),
    );
    const error = await shop.refusal(RAW);
    expect(error.message).toBe(
      `output: ${shop.output} holds metadata of version 1.x, to which nothing of 2.0 can be added`,
    );
    expect(error.details).toEqual([path]);
  });

  test("may lie beside anything else", async () => {
    const shop = make(FILES);
    mkdirSync(join(shop.output, "metadata"), { recursive: true });
    writeFileSync(join(shop.output, "notes.txt"), "x");
    await shop.run(RAW);
    expect(shop.names()).toEqual(["composeinfo.json", "images.json", "metadata", "notes.txt"]);
  });
});

describe("steps at once", () => {
  test("all get in, and add up to what they would be one after the other", async () => {
    const names = Array.from({ length: 12 }, (_, i) => `f${i}.txt`);
    const shop = make(Object.fromEntries(names.map((name) => [name, name])));
    await Promise.all(names.map((name) => shop.run({ "extra-files": name })));
    expect(shop.payload("extra_files").extra_files.Server.x86_64).toHaveLength(names.length);
    shop.model("extra_files");
    expect(shop.names()).toEqual(["composeinfo.json", "extra_files.json"]);
    const alone = make();
    await alone.run({ "extra-files": "*", root: shop.root });
    expect(everything(shop)).toEqual(everything(alone));
  });

  test("do not wait for ever", async () => {
    const shop = make(FILES);
    await shop.run(RAW);
    const lock = join(shop.output, ".metadata.lock");
    const owner = {
      pid: 1,
      host: "elsewhere",
      machine: "m",
      boot: "b",
      pidSpace: "p",
      started: "s",
      since: "2026-02-04T00:00:00Z",
      nonce: "ab",
    };
    writeFileSync(lock, JSON.stringify(owner));
    const error = await shop.refusal({ images: "b.qcow2", "lock-timeout": "0s" });
    expect(error.message).toBe(
      'output: another run works on this directory: process 1 on "elsewhere", since 2026-02-04T00:00:00Z',
    );
    expect(error.exitCode).toBe(2);
    const reason = new Error("stopped");
    const controller = new AbortController();
    const work = shop.run({ images: "b.qcow2" }, controller.signal);
    setTimeout(() => controller.abort(reason), 50);
    await expect(work).rejects.toBe(reason);
    expect(shop.names()).toEqual([".metadata.lock", "composeinfo.json", "images.json"]);
  });
});

describe("an output that cannot be", () => {
  test("a file, or below one, is refused before anything is hashed", async () => {
    const shop = make(FILES);
    for (const output of [join(shop.root, "a.raw"), join(shop.root, "a.raw/x")]) {
      const error = await shop.refusal({ ...RAW, output });
      expect(error.message).toMatch(/^output: /);
      expect(error.exitCode).toBe(2);
    }
    expect(readFileSync(join(shop.root, "a.raw"), "utf8")).toBe("a");
  });

  test("is made with all directories above it; of a run that fails nothing stays", async () => {
    const shop = make(FILES);
    const output = join(shop.output, "deep/er");
    put(shop.root, { "x.raw": "x", "y.raw": "y" });
    await shop.refusal({ images: "*.raw", output });
    expect(() => shop.names()).toThrow("ENOENT");
    await shop.run({ ...RAW, output });
    expect(shop.names()).toEqual(["deep"]);
  });
});

test("an abort ends the work and leaves nothing", async () => {
  const shop = make(FILES);
  const reason = new Error("stopped");
  await expect(shop.run(RAW, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(() => shop.names()).toThrow("ENOENT");
});

describe("what is presented", () => {
  test("names what was recorded, and hides what names would do to a summary", async () => {
    const shop = make({ "a<img src=x>|`b.raw": "x", "c.rpm": rpm({}, []) });
    const { summary, lines, report, outputs } = await shop.run({ images: "a*", rpms: "c*" });
    expect(summary).toContain("## Artifacts recorded");
    expect(summary).not.toContain("<img");
    expect(lines.join("\n")).toContain("2 artifacts of Server, x86_64 recorded");
    expect(lines.join("\n")).toContain("push-oci replaces them");
    expect(report).toMatchObject({
      compose: "Fedora-41-20260204.0",
      published: false,
      variant: "Server",
      arch: "x86_64",
    });
    expect(report.artifacts[1].rpm).toEqual({
      nevra: "bash-0:5.2.26-3.fc41.x86_64",
      source: "bash-0:5.2.26-3.fc41.src",
      category: "binary",
      sigkeys: [],
    });
    expect(outputs).toMatchObject({
      "metadata-dir": shop.output,
      "compose-id": "Fedora-41-20260204.0",
      artifacts: "2",
    });
    expect(outputs["files"]?.split("\n")).toEqual(
      ["composeinfo", "images", "rpms"].map((type) => join(shop.output, `${type}.json`)),
    );
  });

  test("is quiet of local URLs when they are none", async () => {
    const { lines, report, summary } = await make(FILES).run({
      ...RAW,
      "base-url": "https://cdn.example.com/",
    });
    expect(lines).toHaveLength(1);
    expect(summary).not.toContain("push-oci");
    expect(report.published).toBe(true);
  });
});
