import { generateCompose } from "../../generator/generate.mjs";

export const title = "A compose, as a compose tool leaves it: metadata 1.2 and the files";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const { rpmEntries, files } = generateCompose({
    out: stage.folder,
    variants: 2,
    arches: 2,
    nested: true,
    files: true,
    imageSize: "4M",
    label: "RC-1.0",
  });
  const { payload } = stage.json("compose", "metadata", "composeinfo.json");
  const variants = Object.keys(payload.variants);
  stage.say(
    `compose/: ${payload.compose.id} (${payload.compose.label}), ${files} files, ${rpmEntries} packages`,
  );
  stage.say(`variants: ${variants.join(", ")}`);
  stage.check("two variants, one of them with three more below it", variants.length === 5);
}
