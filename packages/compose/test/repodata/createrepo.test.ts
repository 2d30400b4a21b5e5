import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PrimaryPackage, parseRepomd, primaryOf, readPrimary } from "@compose-actions/compose";
import { REPOMD } from "@compose-actions/metadata";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "../support/scratch.ts";
import { tool } from "../support/tool.ts";

const make = scratch();
const present = tool("createrepo_c") && tool("rpmbuild");

/** 1.0 was the first with zstd. */
const hasZstd =
  present && !/Version: 0\./.test(execFileSync("createrepo_c", ["--version"], { encoding: "utf8" }));

const spec = (name: string, epoch: number) => `Name: ${name}
Epoch: ${epoch}
Version: 1.0~rc1
Release: 1
Summary: The <smallest> & best
License: MIT
BuildArch: noarch
Provides: ${name}(a<b>&c)
%description
Nothing & <format> nothing.
%files
`;

describe.skipIf(!present)("repositories that createrepo_c makes (needs createrepo_c and rpmbuild)", () => {
  const folder = present ? make() : "";
  const rpms = join(folder, "repo", "Packages");

  beforeAll(() => {
    for (const [name, epoch] of [
      ["one", 0],
      ["two+plus", 3],
    ] as const) {
      writeFileSync(join(folder, "x.spec"), spec(name, epoch));
      execFileSync("rpmbuild", [
        "-bb",
        "--quiet",
        "--define",
        `_topdir ${folder}/build`,
        join(folder, "x.spec"),
      ]);
    }
    mkdirSync(rpms, { recursive: true });
    for (const name of readdirSync(join(folder, "build/RPMS/noarch"))) {
      writeFileSync(join(rpms, name), readFileSync(join(folder, "build/RPMS/noarch", name)));
    }
  });

  const cases = [["gz"], ["xz"], ["zstd"]].flatMap(([type = ""]) =>
    (["sha256", "sha512", "sha1"] as const).map((checksum) => ({ type, checksum })),
  );
  for (const { type, checksum } of cases) {
    const available = type !== "zstd" || hasZstd;
    test.skipIf(!available)(
      `${type} with ${checksum}${available ? "" : " (needs createrepo_c 1.0)"}`,
      async () => {
        const repo = join(folder, "repo");
        execFileSync("createrepo_c", [
          "--quiet",
          `--general-compress-type=${type}`,
          `--checksum=${checksum}`,
          "--database",
          repo,
        ]);
        const repomd = parseRepomd(readFileSync(join(repo, REPOMD)), REPOMD);
        expect(repomd.files.map((file) => file.type)).toEqual(
          expect.arrayContaining(["primary", "filelists", "other"]),
        );
        for (const { path, checksum, size } of repomd.files) {
          expect(facts(join(repo, path), checksum)).toEqual({ checksum, size });
        }
        const path = primaryOf(repomd)?.path ?? "";
        expect(path).toMatch({ gz: /\.gz$/, xz: /\.xz$/, zstd: /\.zst$/ }[type] ?? /never/);
        const found: PrimaryPackage[] = [];
        await readPrimary(join(repo, path), (entry) => found.push(entry));
        expect(found.map(({ nevra }) => nevra).sort()).toEqual([
          "one-0:1.0~rc1-1.noarch",
          "two+plus-3:1.0~rc1-1.noarch",
        ]);
        for (const { path, checksum, size } of found) {
          expect(facts(join(repo, path), checksum)).toEqual({ checksum, size });
        }
      },
    );
  }
});

/** Size and checksum of a file, with the algorithm of an expected one. */
function facts(path: string, checksum: string | null) {
  const algorithm = checksum?.split(":")[0] ?? "none";
  const hex = createHash(algorithm).update(readFileSync(path)).digest("hex");
  return { checksum: `${algorithm}:${hex}`, size: statSync(path).size };
}
