import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { input, main } from "../stand-in.mjs";

await main(() => {
  const { HARNESS_ARTIFACTS, GITHUB_RUN_ID } = process.env;
  const kept = join(HARNESS_ARTIFACTS, GITHUB_RUN_ID, input("name"));
  if (!existsSync(kept)) throw new Error("Unable to find any artifacts for the associated workflow");
  cpSync(kept, input("path"), { recursive: true });
});
