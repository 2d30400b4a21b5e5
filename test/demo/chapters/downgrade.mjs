import { readdirSync, readFileSync } from "node:fs";

export const title = "Downgrade to 1.2: what was there before comes back, byte for byte";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const inputs = ["--output", "metadata-1.2", "--to-version", "1.2"];
  await stage.run(["upgrade-metadata", "metadata-2.0", ...inputs], 0);
  const names = readdirSync(stage.path("compose", "metadata")).sort();
  stage.check(
    "all five files are there",
    names.join() === readdirSync(stage.path("metadata-1.2")).sort().join(),
  );
  for (const name of names.filter((one) => one !== "modules.json")) {
    stage.check(
      `${name} is the same, byte for byte`,
      read(stage, "compose/metadata", name).equals(read(stage, "metadata-1.2", name)),
    );
  }
  const original = stage.json("compose", "metadata", "modules.json");
  const restored = stage.json("metadata-1.2", "modules.json");
  stage.check(
    "modules.json differs: 2.0 has no place for koji_tag and for more than one modulemd path",
    !same(original, restored),
  );
  forgetWhat2CannotHold(original);
  stage.check("modules.json differs in nothing else", same(original, restored));
}

/** @param {any} document of modules.json, changed in place */
function forgetWhat2CannotHold({ payload }) {
  for (const arches of Object.values(payload.modules)) {
    for (const module of Object.values(arches).flatMap((modules) => Object.values(modules))) {
      module.metadata.koji_tag = "";
      module.modulemd_path = { binary: module.modulemd_path.binary };
    }
  }
}

/** @param {import("../stage.mjs").Stage} stage @param {string} folder @param {string} name */
function read(stage, folder, name) {
  return readFileSync(stage.path(folder, name));
}

/** @param {unknown} left @param {unknown} right */
function same(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}
