import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";

export const title = "Two jobs build images for a new compose, and record them where they were made";

export const COMPOSE_ID = "Example-41-20260204.0";
/** What each job builds: the same kind of things, for its own arch. */
export const JOBS = ["x86_64", "aarch64"];
const IMAGE_BYTES = 2_000_000;

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  for (const arch of JOBS) {
    const build = stage.path(`job-${arch}`, "build");
    mkdirSync(build, { recursive: true });
    writeFileSync(`${build}/Example-Server-41.${arch}.qcow2`, randomBytes(IMAGE_BYTES));
    writeFileSync(`${build}/EULA`, "Use it as you like.\n");
    const what = ["--variant", "Server", "--arch", arch, "--root", `job-${arch}`];
    const where = ["--output", `job-${arch}/recorded`];
    await stage.run(
      [
        "record-artifacts",
        "--compose-id",
        COMPOSE_ID,
        ...what,
        "--images",
        "build/*.qcow2",
        "--extra-files",
        "build/EULA",
        ...where,
      ],
      0,
    );
    const { payload } = stage.json(`job-${arch}`, "recorded", "images.json");
    const [image] = payload.images.Server[arch];
    stage.check(
      "type, format, size and place are in the metadata",
      image.type === "qcow2" &&
        image.format === "qcow2" &&
        image.location.size === IMAGE_BYTES &&
        image.location.local_path === `Server/${arch}/images/Example-Server-41.${arch}.qcow2`,
    );
  }
}
