import { join } from "node:path";
import type { Fragment } from "@compose-actions/compose";
import { escapeDeceptive } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { useScratch } from "../../../test/support/scratch.ts";
import { refuseTooMuch } from "../src/memory.ts";
import {
  composeinfo,
  document,
  extraFiles,
  location,
  run,
  SHA_A,
  variant,
  writeFiles,
} from "./support/run.ts";

const scratch = useScratch();

describe("names in fragments that contradict each other", () => {
  const NAMES = [
    "`pwned`|<img src=x onerror=pwned>",
    "``` | [pwned](javascript:pwned) @pwned #1",
    "</details><h1>pwned</h1>",
    "::error::pwned",
    "##[command]pwned",
    "%0A::error::pwned",
    "e\u0301\u{1f600}",
  ];

  test.each(NAMES)("%j is shown and says nothing else", async (name) => {
    const image = (subvariant: string) => ({
      location: location(`${name.replaceAll("/", "-")}.iso`),
      arch: "x86_64",
      type: "dvd",
      volume_id: null,
      subvariant,
    });
    const images = (subvariant: string) =>
      document("images", { images: { [name.replaceAll(/[\s/]/g, "-")]: { x86_64: [image(subvariant)] } } });
    const folder = writeFiles(scratch.folder(), {
      "a/images.json": images(name),
      "b/images.json": images(`other ${name}`),
    });
    const { summary, lines } = await run({ compose: folder, output: join(folder, "out") });
    expect(lines.join("\n")).toContain("payload.images");
    // Without its code spans and escapes a summary holds no markup of others.
    const bare = summary.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "").replace(/\\./g, "");
    for (const tag of bare.match(/<[^>]*>?/g) ?? []) {
      expect(tag).toMatch(/^<\/?(details|summary|code)>$/);
    }
    expect(bare).not.toMatch(/\]\(|onerror=pwned>|@pwned/);
    expectEvenTables(summary);
    expect(summary).toBe(summary.split("\n").map(escapeDeceptive).join("\n"));
  });
});

/** Every row of a table has as many cells as the first one. */
function expectEvenTables(summary: string): void {
  const cells = (line: string) => line.split("|").length;
  const lines = summary.split("\n");
  const starts = lines.flatMap((line, index) => (/^\|(?: --- \|)+$/.test(line) ? [index] : []));
  expect(starts).toHaveLength(2);
  for (const start of starts) {
    const rows = lines.slice(start - 1);
    const end = rows.findIndex((line) => !line.startsWith("| "));
    expect(new Set(rows.slice(0, end).map(cells)).size).toBe(1);
  }
}

describe("secrets", () => {
  test("in URLs that contradict each other are not shown", async () => {
    const doc = (query: string) =>
      extraFiles({
        Server: { x86_64: [location("x", { url: `https://cdn.example.com/x?X-Amz-Signature=${query}` })] },
      });
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": doc("hunter2"),
      "b/extra_files.json": doc("hunter3"),
    });
    const { failure, lines, summary, report } = await run({ compose: folder, output: join(folder, "out") });
    expect(failure).toContain("https://cdn.example.com/x?…");
    expect(failure + lines.join("") + summary + JSON.stringify(report)).not.toContain("hunter");
  });
});

describe("names that are keys", () => {
  test("stay plain data", async () => {
    const table = (url: string) =>
      `{"header": {"type": "productmd.extra_files", "version": "2.0"}, "payload": {"compose": {"id": "X-20260204.0",
        "date": "20260204", "respin": 0, "type": "test"}, "extra_files": {"__proto__": {"constructor": [{"location":
        {"url": "${url}", "local_path": "__proto__", "size": null, "checksum": null, "contents": []}}]}}}}`;
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": table("https://a/"),
      "b/extra_files.json": table("https://a/"),
    });
    const { outputs, report } = await run({ compose: folder, output: join(folder, "out") });
    expect(outputs["artifacts"]).toBe("1");
    expect(report.fragments).toHaveLength(2);
    expect(({} as Record<string, unknown>)["constructor"]).toBe(Object);
  });
});

describe("sizes", () => {
  const fragmentOf = (path: string) => ({ name: "a", sources: [{ path }] }) as unknown as Fragment;

  test("more than the memory can hold is refused", () => {
    const path = scratch.file("images.json", Buffer.alloc(1000));
    expect(refuseTooMuch([fragmentOf(path), fragmentOf(path)], 8000)).toBe(2000);
    expect(() => refuseTooMuch([fragmentOf(path), fragmentOf(path)], 7999)).toThrow(
      "The metadata has 2.0 kB, more than can be merged in 8.0 kB of memory",
    );
  });

  test("hundreds of fragments", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [
        `jobs/${i}/extra_files.json`,
        extraFiles({ Server: { x86_64: [location("same"), location(`file-${i}`)] } }),
      ]),
    );
    const folder = writeFiles(scratch.folder(), {
      ...files,
      "jobs/0/composeinfo.json": composeinfo(variant("Server", ["x86_64"])),
    });
    const { outputs, summary } = await run({ compose: `${folder}/jobs/*`, output: join(folder, "out") });
    expect(outputs).toMatchObject({ artifacts: "401", fragments: "400" });
    expect(summary).toContain("and 200 more; the report names them all");
  });

  test("a conflict in each of thousands of entries", async () => {
    const many = (size: number) =>
      extraFiles({
        Server: { x86_64: Array.from({ length: 12_000 }, (_, i) => location(`file-${i}`, { size })) },
      });
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": many(1),
      "b/extra_files.json": many(2),
    });
    const { lines, report, summary } = await run({ compose: folder, output: join(folder, "out") });
    expect(report.conflictCount).toBe(12_000);
    expect(report.conflicts).toHaveLength(10_000);
    expect(lines.at(-1)).toBe("  and 11,800 more; the report has them");
    expect(summary).toContain("And 11,800 more");
    expect(summary.length).toBeLessThan(300_000);
  });

  test("a checksum that no file has stays what it is", async () => {
    const folder = writeFiles(scratch.folder(), {
      "a/extra_files.json": extraFiles({
        Server: { x86_64: [location("x", { checksum: SHA_A, size: null })] },
      }),
    });
    const { outputs } = await run({ compose: folder, output: join(folder, "out") });
    expect(outputs["bytes"]).toBe("0");
  });
});
