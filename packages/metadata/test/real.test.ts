import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  baseUrlBuilder,
  downgrade,
  MetadataError,
  type ParsedMetadata,
  parse,
  serialize,
  upgrade,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";

const FOLDER =
  process.env["COMPOSE_ACTIONS_REAL"] ?? new URL("../../../../shared/real", import.meta.url).pathname;
const present = existsSync(FOLDER);
const read = (file: string) => parse(readFileSync(join(FOLDER, file)), { file });
const url = baseUrlBuilder("https://cdn.example.com/");

/** Every file that is read, with its type, its version and the warnings that it deserves: none. */
const READABLE: Record<string, string> = {
  "fedora-20/images.json": "images 1.0",
  "fedora-23/images.json": "images 1.1",
  "fedora-24-20151130/composeinfo.json": "composeinfo 1.0",
  "fedora-24-20151130/images.json": "images 1.0",
  "fedora-rawhide-20230502/composeinfo.json": "composeinfo 1.2",
  "fedora-rawhide-20230502/images.json": "images 1.2",
  "module-20160531/rpms.json": "rpms 1.0",
  "pdc-tp-0.3/composeinfo.json": "composeinfo 0.3",
  "pdc-tp-1.0/images.json": "images 1.0",
  "pdc-tp-1.0/rpms.json": "rpms 1.0",
  "pdc-tp-1.1/images.json": "images 1.1",
  "pdc-tp-1.1/rpms.json": "rpms 1.1",
  "pdc-tp-1.2/images.json": "images 1.2",
  "pdc-tp-1.2/rpms.json": "rpms 1.2",
  "v2-fixtures/extra_files.json": "extra_files 2.0",
  "v2-fixtures/images.json": "images 2.0",
  "v2-fixtures/modules.json": "modules 2.0",
  "v2-fixtures/rpms.json": "rpms 2.0",
};

const NO_PATH = "expected a path relative to the compose directory, but it is missing";
const GROUP = 'payload.rpms.BaseOS.ppc64le["ModemManager-0:1.20.2-1.el9.src"]';
const LONG = "a sha256 digest has 64 hexadecimal digits, this one has 65:";
const SHORT = "a sha256 digest has 64 hexadecimal digits, this one has 63:";
const X86 = "payload.images.Server.x86_64[1].location.contents";
const ARM = "payload.images.Server.aarch64[0].location";

/** Every file that is refused, with the beginning of each issue. */
const REFUSED: Record<string, readonly string[]> = {
  "rhel-9.3-20230220/rpms.json": [
    `${GROUP}["ModemManager-0:1.20.2-1.el9.ppc64le"].path: ${NO_PATH}`,
    `${GROUP}["ModemManager-debuginfo-0:1.20.2-1.el9.ppc64le"].path: ${NO_PATH}`,
  ],
  "v2-fixtures/composeinfo.json": [
    'payload.compose.label: expected a label such as "RC-1.0" with one of the names EA, DevelPhaseExit, InternalAlpha, Alpha, InternalSnapshot, Beta, Snapshot, RC, Update, SecurityFix, found the string "GA"',
  ],
  "v2-fixtures/images-oci-contents.json": [
    `${X86}[1].checksum: ${LONG} "sha256:2222`,
    `${X86}[1].layer_digest: ${LONG} "sha256:2222`,
    `${X86}[2].checksum: ${LONG} "sha256:3333`,
    `${X86}[2].layer_digest: ${LONG} "sha256:3333`,
    `${X86}[3].checksum: ${LONG} "sha256:4444`,
    `${X86}[3].layer_digest: ${LONG} "sha256:4444`,
    `${ARM}.url: an OCI URL must be oci://registry/repository[:tag]@sha256:<64 hexadecimal digits>: "oci://quay.io/fedora/boot-files:server-41-aarch64@sha256:abc`,
    `${ARM}.checksum: ${LONG} "sha256:abc0`,
    `${ARM}.contents[0].checksum: ${SHORT} "sha256:5555`,
    `${ARM}.contents[0].layer_digest: ${SHORT} "sha256:5555`,
    `${ARM}.contents[1].checksum: ${SHORT} "sha256:6666`,
    `${ARM}.contents[1].layer_digest: ${SHORT} "sha256:6666`,
  ],
};

describe.skipIf(!present)("metadata of real composes (needs the folder shared/real)", () => {
  test("every file there is expected here", () => {
    const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
      .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)));
    expect(files.sort()).toEqual([...Object.keys(READABLE), ...Object.keys(REFUSED)].sort());
  });

  test.each(Object.entries(READABLE))("%s is read: %s", (file, expected) => {
    expect(summary(read(file))).toBe(expected);
  });

  test.each(Object.keys(READABLE))("%s converts to 2.0 and to 1.2, and both are read again", (file) => {
    const { model } = read(file);
    for (const converted of [upgrade(model, { url }).model, downgrade(model).model]) {
      const text = serialize(converted);
      const again = parse(text);
      expect(again.warnings.map(({ code }) => code)).not.toContain("unknown-field");
      expect(serialize(again.model)).toBe(text);
    }
  });

  test.each(Object.entries(REFUSED))("%s is refused, and the error says why", (file, issues) => {
    try {
      read(file);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MetadataError);
      const { issues: found, message } = error as MetadataError;
      const lines = found.map(({ path, message: what }) => `${path}: ${what}`);
      expect(lines.map((line, index) => line.slice(0, issues[index]?.length))).toEqual(issues);
      expect(message.startsWith(`${file}: ${issues[0]}`)).toBe(true);
    }
  });
});

function summary({ type, version, warnings }: ParsedMetadata): string {
  return [`${type} ${version}`, ...warnings.map(({ code, count }) => `${code} ${count}`)].join(", ");
}
