import { readFileSync } from "node:fs";
import { JOBS } from "./recording.mjs";

export const title = "One reference is enough to mirror and to prove it";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  await stage.run(["localize", "oci-layout:registry:compose", "--output", "edge"], 0);
  for (const arch of JOBS) {
    const name = `Example-Server-41.${arch}.qcow2`;
    stage.check(
      `${name} is what the job for ${arch} built`,
      readFileSync(stage.path(`job-${arch}/build`, name)).equals(
        readFileSync(stage.path(`edge/compose/Server/${arch}/images`, name)),
      ),
    );
  }
  await stage.run(["verify", "edge/compose", "--unlisted", "fail"], 0);
  await stage.run(["verify", "oci-layout:registry:compose", "--mode", "remote", "--deep"], 0);
}
