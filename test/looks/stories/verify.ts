import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stories } from "../story.ts";
import { damage, makeCompose } from "./compose.ts";

export const verify: Stories = {
  good(folder) {
    makeCompose(folder);
    return { inputs: { compose: "compose", unlisted: "fail" } };
  },
  /** A damaged image, a cut one, a package that is missing, and a file that nothing names. */
  findings(folder) {
    const compose = makeCompose(folder);
    damage(compose, "BaseOS/x86_64/iso/Fedora-BaseOS-41-20260204.x86_64-dvd1.iso", 2048);
    damage(compose, "AppStream/x86_64/iso/Fedora-AppStream-41-20260204.x86_64-dvd1.iso", 100);
    rmSync(join(compose, "BaseOS/x86_64/os/Packages/n/NetworkManager-4.19.19-40.fc41.x86_64.rpm"));
    writeFileSync(join(compose, "BaseOS/x86_64/os/core.1234"), "");
    return { inputs: { compose: "compose", unlisted: "fail" } };
  },
  refused: () => ({ inputs: { compose: "no-such-compose" } }),
};
