import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Stories } from "../story.ts";
import { damage, makeCompose } from "./compose.ts";

const INPUTS = {
  compose: "compose",
  output: "metadata-2.0",
  "base-url": "https://cdn.example.com/compose/41/",
  "strict-checksums": "true",
};

export const upgradeMetadata: Stories = {
  good(folder) {
    makeCompose(folder);
    return { inputs: INPUTS };
  },
  /** A damaged image, and a package that is missing. */
  findings(folder) {
    const compose = makeCompose(folder);
    damage(compose, "BaseOS/x86_64/iso/Fedora-BaseOS-41-20260204.x86_64-dvd1.iso", 2048);
    rmSync(join(compose, "BaseOS/x86_64/os/Packages/n/NetworkManager-4.19.19-40.fc41.x86_64.rpm"));
    return { inputs: INPUTS };
  },
  /** Inputs that contradict each other or are no such values. */
  refused(folder) {
    makeCompose(folder);
    return {
      inputs: { ...INPUTS, "to-version": "2.1", "base-url": "cdn.example.com", "parallel-checksums": "many" },
    };
  },
};
