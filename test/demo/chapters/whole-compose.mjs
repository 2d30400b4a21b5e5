import { artifactsOf, differences } from "../trees.mjs";

export const title =
  "The sample compose goes the same way: packages in bundles, boot files in sets, images alone";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const layouts = ["--layout", "file, rpm=bundle, extra_file=set"];
  const inputs = ["--repository", "oci-layout:whole/registry", ...layouts];
  await stage.run(["push-oci", "compose", ...inputs, "--output", "whole"], 0);
  await stage.run(["localize", "whole", "--output", "restored"], 0);
  const original = artifactsOf(stage.path("compose"));
  const missing = differences(original, artifactsOf(stage.path("restored/compose")));
  stage.check(`all ${original.size} files are back, byte for byte`, missing.length === 0, missing.join(" "));
  await stage.run(["verify", "restored/compose"], 0);
}
