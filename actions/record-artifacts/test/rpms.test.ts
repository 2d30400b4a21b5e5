import { nevraText, parseRpm } from "@compose-actions/compose";
import { describe, expect, test } from "vitest";
import {
  BINARY_OF_6,
  lead,
  rpmFile,
  section,
  signatureOf6,
  withTags,
} from "../../../packages/compose/test/rpm/make-rpm.ts";
import {
  FINGERPRINT_6,
  issuer,
  issuerFingerprint,
  KEY_ID,
  signature4,
  signature6,
} from "../../../packages/compose/test/rpm/make-signature.ts";
import { MemoryFile } from "../../../packages/compose/test/support/memory-file.ts";
import { rpm, SOURCE, workshops } from "./support/record.ts";

const make = workshops();
const SRPM = "bash-0:5.2.26-3.fc41.src";

/** File name as rpmbuild gives it. */
function named(content: Buffer): string {
  const { name, version, release, arch } = parseRpm(new MemoryFile(content)).nevra;
  return `${name}-${version}-${release}.${arch}.rpm`;
}

const files = (...packages: Buffer[]) =>
  Object.fromEntries(packages.map((content) => [`out/${named(content)}`, content]));

describe("packages", () => {
  test("are listed under their source package, each kind at its place", async () => {
    const shop = make(
      files(rpm(), rpm({ 1000: "bash-debuginfo" }), rpm(SOURCE), rpm({ 1000: "Zsh-doc", 1022: "noarch" })),
    );
    const { warnings } = await shop.run({ rpms: "out/*.rpm" });
    expect(warnings).toEqual([]);
    const { [SRPM]: group, ...others } = shop.payload("rpms").rpms.Server.x86_64;
    expect(others).toEqual({});
    const found = Object.entries(group).map(([nevra, entry]) => {
      const { category, location } = entry as { category: string; location: { local_path: string } };
      return [nevra, category, location.local_path];
    });
    expect(found).toEqual([
      [
        "Zsh-doc-0:5.2.26-3.fc41.noarch",
        "binary",
        "Server/x86_64/os/Packages/z/Zsh-doc-5.2.26-3.fc41.noarch.rpm",
      ],
      ["bash-0:5.2.26-3.fc41.src", "source", "Server/source/tree/Packages/b/bash-5.2.26-3.fc41.src.rpm"],
      ["bash-0:5.2.26-3.fc41.x86_64", "binary", "Server/x86_64/os/Packages/b/bash-5.2.26-3.fc41.x86_64.rpm"],
      [
        "bash-debuginfo-0:5.2.26-3.fc41.x86_64",
        "debug",
        "Server/x86_64/debug/tree/Packages/b/bash-debuginfo-5.2.26-3.fc41.x86_64.rpm",
      ],
    ]);
    shop.model("rpms");
  });

  test("have the keys that signed them", async () => {
    const v4 = signature4({ unhashed: [issuer(KEY_ID)] });
    const v6 = signature6({ hashed: [issuerFingerprint(FINGERPRINT_6.replace(/^../, "ff"))] });
    const six = rpmFile({
      lead: lead({ major: 4 }),
      signature: signatureOf6([v6, v4], [[268, v4]]),
      header: section(withTags(BINARY_OF_6, { 1000: "six" }), 63),
    });
    const shop = make({
      ...files(rpm({}, [[268, v4]]), rpm({ 1000: "unsigned" })),
      [`out/${named(six)}`]: six,
    });
    await shop.run({ rpms: "out/*" });
    const group = shop.payload("rpms").rpms.Server.x86_64[SRPM];
    const keys = (name: string) => {
      const { sigkey, sigkeys } = group[`${name}-0:5.2.26-3.fc41.x86_64`];
      return { sigkey, sigkeys };
    };
    expect(keys("bash")).toEqual({ sigkey: "55667788", sigkeys: ["55667788"] });
    expect(keys("unsigned")).toEqual({ sigkey: null, sigkeys: [] });
    expect(keys("six")).toEqual({
      sigkey: "55667788",
      sigkeys: ["55667788", FINGERPRINT_6.replace(/^../, "ff")],
    });
    shop.model("rpms");
  });

  test("whose files are called otherwise come with a warning", async () => {
    const { warnings } = await make({ "x.rpm": rpm() }).run({ rpms: "*" });
    expect(warnings).toEqual([
      "packages whose place has another file name than their own (1): x.rpm: bash-5.2.26-3.fc41.x86_64.rpm",
    ]);
  });
});

describe("the epoch of a source package", () => {
  const groups = async (...packages: Buffer[]) => {
    const shop = make(files(...packages));
    await shop.run({ rpms: "out/*" });
    return Object.keys(shop.payload("rpms").rpms.Server.x86_64);
  };

  test("is its own, where it is recorded too", async () => {
    expect(await groups(rpm({ 1000: "bash-libs" }), rpm({ ...SOURCE, 1003: 2 }))).toEqual([
      "bash-2:5.2.26-3.fc41.src",
    ]);
  });

  test("is the one that packages of format 6 name", async () => {
    const six = rpmFile({
      signature: signatureOf6([]),
      header: section(withTags(BINARY_OF_6, { 1000: "six", 5120: "bash-7:5.2.26-3.fc41" }), 63),
    });
    expect(await groups(rpm({ 1003: 1 }), six)).toEqual(["bash-7:5.2.26-3.fc41.src"]);
  });

  test("is that of the package of its name and version, whatever others have", async () => {
    const own = rpm({ 1000: "aa-libs", 1001: "9", 1003: 5 });
    const sibling = rpm({ 1000: "ab-libs", 1003: 6 });
    expect(await groups(own, sibling, rpm({ 1003: 4 }))).toEqual(["bash-4:5.2.26-3.fc41.src"]);
    expect(await groups(own, sibling)).toEqual(["bash-6:5.2.26-3.fc41.src"]);
    expect(await groups(own)).toEqual(["bash-5:5.2.26-3.fc41.src"]);
  });

  test("is what the metadata that is added to knows", async () => {
    const shop = make(files(rpm({ ...SOURCE, 1003: 2 }), rpm({ 1003: 9 })));
    await shop.run({ rpms: "out/*.src.rpm" });
    await shop.run({ rpms: "out/*.x86_64.rpm" });
    expect(Object.keys(shop.payload("rpms").rpms.Server.x86_64)).toEqual(["bash-2:5.2.26-3.fc41.src"]);
  });
});

describe("packages are refused", () => {
  test("when they are none, all of them at once", async () => {
    const error = await make({ "a.rpm": "x", "b.rpm": rpm(), "c.rpm": rpm({ 1000: undefined }) }).refusal({
      rpms: "*",
    });
    expect(error.details).toEqual([
      "a.rpm: the file ends within the lead of an RPM package",
      "c.rpm: the header has no name",
    ]);
  });

  test("when one is there twice", async () => {
    const error = await make({ "a/x.rpm": rpm(), "b/y.rpm": rpm() }).refusal({ rpms: "**/*.rpm" });
    expect(error.message).toBe("rpms: the same package is there twice");
    expect(error.details).toEqual([
      `${nevraText(parseRpm(new MemoryFile(rpm())).nevra)}: "a/x.rpm" and "b/y.rpm"`,
    ]);
  });

  test("when the metadata knows another one of that name", async () => {
    const shop = make({ [`a/${named(rpm())}`]: rpm(), [`b/${named(rpm())}`]: rpm({ 1006: 3 }) });
    await shop.run({ rpms: "a/*" });
    const before = shop.payload("rpms");
    const error = await shop.refusal({ rpms: "b/*" });
    expect(error.details.join("\n")).toMatch(/an artifact has one content/);
    expect(shop.payload("rpms")).toEqual(before);
  });
});
