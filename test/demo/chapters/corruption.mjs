import { hash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export const title = "A damaged file is found, and nothing is written";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const [{ path, checksums }] = stage.json("compose", "metadata", "images.json").payload.images.BaseOS.x86_64;
  const bytes = readFileSync(stage.path("compose", path));
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(damaged.readUInt8(1000) ^ 1, 1000);
  writeFileSync(stage.path("compose", path), damaged);
  stage.say(`one bit of compose/${path} is flipped`);
  const inputs = ["--output", "metadata-damaged", "--base-url", "https://cdn.example.com/"];
  const { stderr } = await stage.run(["upgrade-metadata", "compose", ...inputs, "--compute-checksums"], 1);
  const [, known, found] = /the metadata says (\S+), the file has (\S+)/.exec(stderr) ?? [];
  stage.say(`says the metadata: ${known}\nhas the file:      ${found}`);
  stage.check("the file is named", stderr.includes(path));
  stage.check("so is the checksum of the metadata", known === `sha256:${checksums.sha256}`);
  stage.check("and that of the damaged file", found === `sha256:${hash("sha256", damaged)}`);
  stage.check("no metadata is written", !existsSync(stage.path("metadata-damaged")));
  writeFileSync(stage.path("compose", path), bytes);
}
