import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rpmFile } from "../../../packages/compose/test/rpm/make-rpm.ts";
import { bytesOf } from "../../support/site.ts";
import type { Stories } from "../story.ts";

const INPUTS = {
  "compose-id": "Fedora-41-20260204.0",
  variant: "Server",
  arch: "x86_64",
  root: "build",
  images: "*.qcow2",
  rpms: "*.rpm",
  "extra-files": "GPL",
  output: "recorded",
};

/** What a job has built. */
function build(folder: string): string {
  const root = join(folder, "build");
  mkdirSync(root);
  const qcow2 = Buffer.concat([Buffer.from("QFI\xfb\0\0\0\x03", "latin1"), bytesOf(4000, 1)]);
  writeFileSync(join(root, "Fedora-Server-KVM-41-20260204.0.x86_64.qcow2"), qcow2);
  writeFileSync(join(root, "bash-5.2.26-3.fc41.x86_64.rpm"), rpmFile());
  writeFileSync(join(root, "GPL"), bytesOf(1500, 2));
  return root;
}

export const recordArtifacts: Stories = {
  good(folder) {
    build(folder);
    return { inputs: INPUTS };
  },
  /** A package that is none, and one that was cut. */
  findings(folder) {
    const root = build(folder);
    writeFileSync(join(root, "notes.rpm"), "no package\n");
    writeFileSync(join(root, "cut.rpm"), rpmFile().subarray(0, 200));
    return { inputs: INPUTS };
  },
  /** A glob that matches nothing. */
  refused(folder) {
    build(folder);
    return { inputs: { ...INPUTS, images: "*.iso" } };
  },
};
