import { readFileSync, writeFileSync } from "node:fs";

export const title = "A file of the mirror rots, and that is found";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const path = damagedPath(stage);
  const bytes = readFileSync(stage.path("mirror/compose", path));
  bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
  writeFileSync(stage.path("mirror/compose", path), bytes);
  stage.say(`one bit of mirror/compose/${path} is flipped`);
  const { stderr } = await stage.run(["verify", "mirror/compose", "--report", "verify.json"], 1);
  const { failed, errors } = stage.json("verify.json");
  stage.check("the file is named", stderr.includes(path));
  stage.check("it is the only one", failed === 1 && errors.length === 1 && errors[0].path === path);
}

/** A package of one arch alone. @param {import("../stage.mjs").Stage} stage @returns {string} */
export function damagedPath(stage) {
  const sources = Object.values(stage.json("compose", "metadata", "rpms.json").payload.rpms.BaseOS.x86_64);
  const packages = /** @type {{ path: string }[]} */ (sources.flatMap((group) => Object.values(group)));
  return packages.find(({ path }) => path.endsWith(".x86_64.rpm"))?.path ?? "";
}
