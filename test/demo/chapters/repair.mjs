import { artifactsOf, differences } from "../trees.mjs";
import { damagedPath } from "./damage.mjs";

export const title = "The next run of the mirror repairs it, and asks for nothing else";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const origin = /** @type {import("../origin.mjs").Origin} */ (stage.origin);
  origin.recover();
  await stage.run(["localize", origin.url, "--output", "mirror"], 0);
  const asked = [...origin.sent(({ status }) => status === 200).keys()].filter(
    (path) => !path.startsWith("metadata/"),
  );
  stage.check(
    "besides the metadata one file was asked for: the damaged one",
    asked.join() === damagedPath(stage),
    asked.join(", "),
  );
  const [original, mirror] = [artifactsOf(stage.path("compose")), artifactsOf(stage.path("mirror/compose"))];
  stage.check("all files are the original ones again", differences(original, mirror).length === 0);
  await stage.run(["verify", "mirror/compose", "--unlisted", "fail"], 0);
}
