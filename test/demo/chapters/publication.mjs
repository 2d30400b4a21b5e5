import { Origin } from "../origin.mjs";

export const title = "The compose is published: files and 2.0 metadata on a web server";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const origin = new Origin({ "metadata/": stage.path("published"), "": stage.path("compose") });
  stage.origin = await origin.start();
  stage.atEnd(() => origin.stop());
  stage.say(`${origin.url} serves compose/, and published/ as metadata/`);
  const inputs = ["--output", "published", "--base-url", origin.url, "--compute-checksums"];
  await stage.run(["upgrade-metadata", "compose", ...inputs], 0);
  const answer = await fetch(`${origin.url}metadata/composeinfo.json`);
  stage.check(
    "the server hands out the metadata",
    answer.ok && (await answer.json()).header.version === "2.0",
  );
}
