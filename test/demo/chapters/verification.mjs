export const title = "The mirror is proved: every file against its checksum";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  await stage.run(["verify", "mirror/compose", "--unlisted", "fail", "--report", "verify.json"], 0);
  const report = stage.json("verify.json");
  stage.check("nothing failed", report.failed === 0 && report.errors.length === 0);
  stage.check("images, packages and repositories are verified", report.verified > 0);
}
