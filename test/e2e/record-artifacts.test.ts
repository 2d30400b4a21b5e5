import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, serialize } from "@compose-actions/metadata";
import { beforeAll, describe, expect, test } from "vitest";
import { useFileServer } from "../../actions/verify/test/support/file-server.ts";
import { filesBelow } from "../../packages/compose/test/support/scratch.ts";
import { startable, tool } from "../../packages/compose/test/support/tool.ts";
import { cli, type Result, ROOT, type RunOptions } from "../support/dist.ts";
import { contents, type Json, names, readJson } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { treeOf } from "../support/site.ts";

const scratch = useScratch();
const server = useFileServer();
const COMPOSE = ["--compose-id", "Fedora-41-20260204.0", "--variant", "Server", "--arch", "x86_64"];

const run = (step: string, args: readonly string[], options: RunOptions = {}): Promise<Result> =>
  cli([step, ...args], options);
const record = (args: readonly string[], options?: RunOptions) => run("record-artifacts", args, options);

/** Files of a metadata directory, each of which is valid 2.0 and is written as it was read. */
function documents(folder: string): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(contents(folder) ?? {}).map(([name, text]) => {
      const { version, model } = parse(text, { file: name });
      expect(version).toBe("2.0");
      expect(serialize(model)).toBe(text);
      return [basename(name, ".json"), JSON.parse(text).payload];
    }),
  );
}

const SPEC = `Name: tool
Epoch: 3
Version: 1.0
Release: 1.fc41
Summary: A tool
License: MIT
BuildArch: noarch
%description
Nothing.
%package debuginfo
Summary: For debuggers
%description debuginfo
Nothing.
%files
%files debuginfo
`;

const present = [tool("rpmbuild"), tool("genisoimage"), startable("implantisomd5")].every(Boolean);

describe.skipIf(!present)(
  "what a job builds becomes a compose (needs rpmbuild, genisoimage and isomd5sum)",
  () => {
    const work = present ? scratch.folder() : "";

    beforeAll(() => {
      writeFileSync(join(work, "tool.spec"), SPEC);
      execFileSync("rpmbuild", [
        "-ba",
        "--quiet",
        "--define",
        `_topdir ${work}/rpmbuild`,
        join(work, "tool.spec"),
      ]);
      mkdirSync(join(work, "iso/boot"), { recursive: true });
      writeFileSync(join(work, "iso/boot/image"), Buffer.alloc(2048));
      mkdirSync(join(work, "build"));
      const iso = join(work, "build/Fedora-Server-dvd-x86_64-41.iso");
      const boot = ["-b", "boot/image", "-no-emul-boot", "-c", "boot/catalog"];
      execFileSync(
        "genisoimage",
        ["-quiet", "-V", "Fedora-S-dvd-x86_64-41", ...boot, "-o", iso, join(work, "iso")],
        { stdio: "pipe" },
      );
      execFileSync("implantisomd5", [iso]);
      writeFileSync(join(work, "build/Fedora-Cloud 41.qcow2"), "disk");
      writeFileSync(join(work, "GPL"), "license");
    });

    /** Records everything in four steps, each of which knows its part alone. */
    async function recordAll(output: string, ...more: readonly string[]): Promise<void> {
      for (const args of [
        [...COMPOSE, "--images", "build/*.iso"],
        ["--variant", "Server", "--arch", "x86_64", "--images", "build/*.qcow2"],
        ["--variant", "Server", "--arch", "x86_64", "--rpms", "rpmbuild/**/*.rpm"],
        ["--variant", "Server", "--arch", "x86_64", "--extra-files", "GPL"],
      ]) {
        const { code, stderr } = await record([...args, "--output", output, ...more], { cwd: work });
        expect(stderr).toBe("");
        expect(code).toBe(0);
      }
    }

    test("without any metadata to begin with: valid 2.0, and 1.2 can be made of it", async () => {
      const output = scratch.fresh();
      await recordAll(output, "--base-url", "https://cdn.example.com/41/");
      const { composeinfo, images, rpms, extra_files: extraFiles } = documents(output);
      expect(composeinfo.variants.Server).toMatchObject({ arches: ["x86_64"], paths: {} });
      expect(images.images.Server.x86_64).toMatchObject([
        { type: "qcow2", bootable: false, volume_id: null, location: { size: 4 } },
        {
          type: "dvd",
          bootable: true,
          volume_id: "Fedora-S-dvd-x86_64-41",
          implant_md5: expect.stringMatching(/^[0-9a-f]{32}$/),
          location: { url: "https://cdn.example.com/41/Server/x86_64/iso/Fedora-Server-dvd-x86_64-41.iso" },
        },
      ]);
      expect(Object.keys(rpms.rpms.Server.x86_64["tool-3:1.0-1.fc41.src"])).toEqual([
        "tool-3:1.0-1.fc41.noarch",
        "tool-3:1.0-1.fc41.src",
        "tool-debuginfo-3:1.0-1.fc41.noarch",
      ]);
      expect(extraFiles.extra_files.Server.x86_64).toMatchObject([{ file: "GPL", location: { size: 7 } }]);
      const old = scratch.fresh();
      const downgrade = await run("upgrade-metadata", [output, "--output", old, "--to-version", "1.2"]);
      expect(downgrade).toMatchObject({ code: 0 });
      expect(names(old)).toEqual(names(output));
      expect(await run("verify", [output, "--quick"])).toMatchObject({ code: 0, stderr: "" });
    });

    test("that is mirrored as it was built, from where it was built", async () => {
      const output = scratch.fresh();
      await recordAll(output);
      server.serve(work);
      const mirror = scratch.fresh();
      const { code, stderr } = await run("localize", [output, "--output", mirror, "--root-url", server.url]);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      const tree = treeOf(join(mirror, "compose"));
      const sources = Object.fromEntries(
        [...filesBelow(join(work, "build")), ...filesBelow(join(work, "rpmbuild")), join(work, "GPL")]
          .filter((path) => /\.(iso|qcow2|rpm)$|GPL$/.test(path))
          .map((path) => [basename(path), treeOf(join(path, ".."))[basename(path)]]),
      );
      expect(
        Object.entries(tree)
          .filter(([path]) => !path.startsWith("metadata/"))
          .map(([path, hash]) => [path, hash]),
      ).toEqual(
        [
          "Server/source/tree/Packages/t/tool-1.0-1.fc41.src.rpm",
          "Server/x86_64/debug/tree/Packages/t/tool-debuginfo-1.0-1.fc41.noarch.rpm",
          "Server/x86_64/images/Fedora-Cloud 41.qcow2",
          "Server/x86_64/iso/Fedora-Server-dvd-x86_64-41.iso",
          "Server/x86_64/os/GPL",
          "Server/x86_64/os/Packages/t/tool-1.0-1.fc41.noarch.rpm",
        ].map((path) => [path, sources[basename(path)]]),
      );
      // 1.2 has no checksums of packages.
      const verified = await run("verify", [output, "--root", join(mirror, "compose"), "--unlisted", "fail"]);
      expect(verified).toMatchObject({ code: 0, stderr: "" });
    });
  },
);

/** Whether a process has a file open. */
function hasOpen(pid: number, name: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some(
      (descriptor) => basename(readlinkSync(join(folder, descriptor))) === name,
    );
  } catch {
    // A descriptor was closed between the two looks.
    return false;
  }
}

describe("on the command line", () => {
  const folder = (files: Readonly<Record<string, string>>) => {
    const root = scratch.folder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
    return root;
  };

  test("a report is one document by its published schema", async () => {
    const cwd = folder({ "a.raw": "x" });
    const args = [...COMPOSE, "--images", "*.raw", "--output", "out", "--report", "report.json", "--json"];
    const { code, stdout } = await record(args, { cwd });
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(readJson(join(cwd, "report.json"))).toEqual(report);
    const schema = readJson(join(ROOT, "docs/schemas/record-artifacts-1.json"));
    expect(Object.keys(report).filter((name) => !Object.hasOwn(schema.properties, name))).toEqual([]);
    expect(report).toMatchObject({
      schema: "compose-actions/record-artifacts/1",
      status: "ok",
      compose: "Fedora-41-20260204.0",
      metadataDir: "out",
      artifacts: [
        { kind: "image", source: "a.raw", localPath: "Server/x86_64/images/a.raw", url: "a.raw", size: 1 },
      ],
    });
  });

  test("what is refused is exit code 2, what does not fit 1; nothing is written", async () => {
    const cwd = folder({ "a.raw": "x", "b.raw": "y", "c.iso": "no" });
    for (const [args, code, text] of [
      [["--images", "*.qcow2"], 2, 'images: nothing matches "*.qcow2"'],
      [["--rpms", "a.raw"], 1, "a.raw: the file ends within the lead of an RPM package"],
      [["--images", "c.iso"], 1, "c.iso: the file ends within the volume descriptors of an ISO image"],
      [["--images", "*.raw"], 1, "The artifacts do not fit together"],
      [["--images", "a.raw", "--type", "x"], 2, "Invalid input: type"],
    ] as const) {
      const result = await record([...COMPOSE, ...args, "--output", "out"], { cwd });
      expect(result.stderr).toContain(text);
      expect(result.stderr).not.toContain("Unexpected error");
      expect(result.code).toBe(code);
      expect(names(join(cwd, "out"))).toBeUndefined();
    }
  });

  test("steps of other processes at the same time all get in", async () => {
    const files = Array.from({ length: 6 }, (_, i) => `f${i}.txt`);
    const cwd = folder(Object.fromEntries(files.map((name) => [name, name])));
    const results = await Promise.all(
      files.map((name) => record([...COMPOSE, "--extra-files", name, "--output", "deep/out"], { cwd })),
    );
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(files.map(() => [0, ""]));
    const { extra_files: extraFiles } = documents(join(cwd, "deep/out"));
    expect(extraFiles.extra_files.Server.x86_64.map(({ file }: { file: string }) => file)).toEqual(files);
    expect(names(join(cwd, "deep/out"))).toEqual(["composeinfo.json", "extra_files.json"]);
  });

  test("a step that was killed while it wrote is in nobody's way", async () => {
    const cwd = folder({ "a.txt": "x" });
    mkdirSync(join(cwd, "out"));
    const lock = join(cwd, "out/.metadata.lock");
    const module = pathToFileURL(join(ROOT, "packages/transfer/lib/lock.js")).href;
    const code = `const { acquireLock } = await import(${JSON.stringify(module)});
      await acquireLock(${JSON.stringify(lock)}, { timeoutMs: 0, signal: new AbortController().signal });
      process.kill(process.pid, "SIGKILL");`;
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", code]).signal).toBe("SIGKILL");
    expect(statSync(lock).size).toBeGreaterThan(0);
    const result = await record([...COMPOSE, "--extra-files", "*.txt", "--output", "out"], { cwd });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(names(join(cwd, "out"))).toEqual(["composeinfo.json", "extra_files.json"]);
  });

  test("an interrupted step writes nothing; the next one goes on as if it had not been", async () => {
    const cwd = folder({ "a.raw": "x" });
    copyFileSync(join(cwd, "a.raw"), join(cwd, "big.qcow2"));
    truncateSync(join(cwd, "big.qcow2"), 2 ** 40);
    const args = [...COMPOSE, "--output", "out"];
    const { code } = await record([...args, "--images", "big.qcow2"], {
      cwd,
      onStart: (kill, pid) => {
        const timer = setInterval(() => {
          if (hasOpen(pid, "big.qcow2")) {
            clearInterval(timer);
            kill("SIGINT");
          }
        }, 20).unref();
      },
    });
    expect(code).toBe(130);
    expect(names(cwd)).toEqual(["a.raw", "big.qcow2"]);
    expect(await record([...args, "--images", "a.raw"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "out/images.json"), "utf8")).toContain("a.raw");
  });

  test("--help tells what there is to say", async () => {
    const { code, stdout } = await record(["--help"]);
    expect(code).toBe(0);
    for (const word of ["--compose-id", "--local-path", "--implant-md5", "metadata-dir"])
      expect(stdout).toContain(word);
  });
});
