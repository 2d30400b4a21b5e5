import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nevraText, readRpm, rpmCategory, sigkeysOf } from "@compose-actions/compose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesBelow, scratch } from "../support/scratch.ts";
import { tool } from "../support/tool.ts";

const make = scratch();
const present = [tool("rpmbuild"), tool("rpmsign"), tool("gpg")].every(Boolean);

const SPEC = `Name: tool
Epoch: 3
Version: 1.0~rc1
Release: 1.fc41
Summary: The <smallest> & best
License: MIT
BuildArch: noarch
Source0: tool.txt
Requires: bash
%description
Nothing.
%package -n tool-c++-libs
Summary: Of another version
Epoch: 0
Version: 2
%description -n tool-c++-libs
Nothing.
%package -n tool-debuginfo
Summary: For debuggers
%description -n tool-debuginfo
Nothing.
%prep
%install
mkdir -p %{buildroot}/usr/share/tool
cp %{SOURCE0} %{buildroot}/usr/share/tool/
%files
/usr/share/tool
%files -n tool-c++-libs
%files -n tool-debuginfo
`;

describe.skipIf(!present)("packages of rpmbuild (needs rpmbuild, rpmsign and gpg)", () => {
  const folder = present ? make() : "";
  // The socket of gpg's agent must have a short path.
  const home = present ? mkdtempSync(join(tmpdir(), "gpg-")) : "";
  const environment = { ...process.env, GNUPGHOME: home, LC_ALL: "C" };
  const run = (program: string, ...options: string[]) =>
    execFileSync(program, options, { env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  let packages: string[] = [];

  beforeAll(() => {
    mkdirSync(join(folder, "build/SOURCES"), { recursive: true });
    writeFileSync(join(folder, "build/SOURCES/tool.txt"), "x");
    writeFileSync(join(folder, "tool.spec"), SPEC);
    run("rpmbuild", "-ba", "--quiet", "--define", `_topdir ${folder}/build`, join(folder, "tool.spec"));
    packages = filesBelow(folder).filter((path) => path.endsWith(".rpm"));
    for (const [name, algorithm] of [
      ["rsa", "rsa2048"],
      ["eddsa", "ed25519"],
    ] as const) {
      run(
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-gen-key",
        `${name}@example.com`,
        algorithm,
        "sign",
        "never",
      );
    }
  });

  afterAll(() => {
    if (present) {
      execFileSync("gpgconf", ["--kill", "all"], { env: environment });
      rmSync(home, { recursive: true, force: true });
    }
  });

  /** What rpm says of a package; signatures that are not there are "(none)". */
  function query(path: string, format: string): string {
    return run("rpm", "-qp", "--nosignature", "--nodigest", "--qf", format, path);
  }

  /** The key ids that rpm shows of a package's signatures. */
  function keyIds(path: string): string[] {
    const tags = ["RSAHEADER", "DSAHEADER", "SIGPGP", "SIGGPG"].map((tag) => `%{${tag}:pgpsig}\n`).join("");
    return [...query(path, tags).matchAll(/Key ID ([0-9a-f]{16})/g)].map(([, keyId = ""]) => keyId);
  }

  test("are what rpm says they are", () => {
    expect(packages).toHaveLength(4);
    const categories = packages.map((path) => {
      const found = readRpm(path);
      const [nevr, arch, epoch, sourceRpm] = query(path, "%{NEVR} %{ARCH} %{EPOCHNUM} %{SOURCERPM}").split(
        " ",
      );
      const [name, version, release] = query(path, "%{NAME} %{VERSION} %{RELEASE}").split(" ");
      expect(found.nevra).toEqual({
        name,
        version,
        release,
        epoch: Number(epoch),
        arch: sourceRpm === "(none)" ? "src" : arch,
      });
      expect(nevraText(found.nevra)).toContain(`-${epoch}:`);
      expect(nevr).toContain(name);
      const { source } = found;
      expect(
        source === null ? "(none)" : `${source.name}-${source.version}-${source.release}.${source.arch}.rpm`,
      ).toBe(sourceRpm);
      expect(found.signers).toEqual([]);
      return `${name} ${rpmCategory(found)}`;
    });
    expect(categories.sort()).toEqual([
      "tool binary",
      "tool source",
      "tool-c++-libs binary",
      "tool-debuginfo debug",
    ]);
  });

  test.each([
    ["rsa", []],
    ["eddsa", []],
    ["rsa", ["--rpmv3"]],
    ["eddsa", ["--rpmv3"]],
  ] as const)("are signed with the key that rpm names (%s, %j)", (key, options) => {
    for (const [index, path] of packages.entries()) {
      const signed = join(folder, `${key}-${options.length}-${index}.rpm`);
      copyFileSync(path, signed);
      run(
        "rpmsign",
        "--addsign",
        ...options,
        "--define",
        "__gpg /usr/bin/gpg",
        "--define",
        `_gpg_name ${key}@example.com`,
        signed,
      );
      const found = readRpm(signed);
      const shown = keyIds(signed);
      // A signature of format 3 is one over the header and one over all.
      expect(shown).toHaveLength(1 + options.length);
      expect(found.signers.map(({ keyId }) => keyId)).toEqual([...new Set(shown)]);
      expect(found.signers[0]?.fingerprint).toBe(fingerprintOf(key));
      expect(sigkeysOf(found)).toEqual([shown[0]?.slice(-8)]);
      expect({ ...found, signers: [] }).toEqual(readRpm(path));
    }
  });

  function fingerprintOf(key: string): string | undefined {
    const listed = run("gpg", "--with-colons", "--fingerprint", `${key}@example.com`);
    return /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1]?.toLowerCase();
  }
});
