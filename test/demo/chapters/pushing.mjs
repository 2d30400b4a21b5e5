import { JOBS } from "./recording.mjs";

export const title = "Each job pushes what it built, and has its 2.0 metadata in the same step";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  stage.say("registry/ is an OCI image layout directory: what a registry holds, without a server");
  for (const arch of JOBS) {
    const inputs = ["--root", `job-${arch}`, "--repository", "oci-layout:registry"];
    await stage.run(["push-oci", `job-${arch}/recorded`, ...inputs, "--output", `pushed-${arch}`], 0);
    const [{ location }] = stage.json(`pushed-${arch}`, "images.json").payload.images.Server[arch];
    stage.say(`\n${location.url}\n `);
    stage.check(
      "the Location has tag and digest of the manifest",
      /^oci:\/\/oci-layout\.localhost\/[^:@]+:[^:@]+@sha256:[0-9a-f]{64}$/.test(location.url),
    );
  }
  const inputs = ["--root", "job-x86_64", "--repository", "oci-layout:registry"];
  await stage.run(
    ["push-oci", "job-x86_64/recorded", ...inputs, "--output", "pushed-again", "--report", "push.json"],
    0,
  );
  stage.check("a second push sends nothing", stage.json("push.json").blobs.pushed === 0);
}
