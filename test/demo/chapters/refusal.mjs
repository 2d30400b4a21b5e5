import { existsSync } from "node:fs";

export const title = "A wrong input is refused before any work";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const command = ["upgrade-metadata", "compose", "--output", "metadata-refused"];
  const typo = await stage.run([...command, "--base-ulr", "https://cdn.example.com/"], 2);
  stage.check("the input that was meant is named", typo.stderr.includes("--base-url"));
  stage.say(" ");
  const registry = await stage.run([...command, "--base-url", "oci://registry.example.com/compose"], 2);
  stage.check("it is said why that cannot be", registry.stderr.includes("digest"));
  stage.check("nothing is written", !existsSync(stage.path("metadata-refused")));
}
