import { cpSync } from "node:fs";
import { join } from "node:path";
import { demand, input, main, setOutput } from "../stand-in.mjs";

await main(() => {
  demand("contents", "read");
  const source = process.env.HARNESS_CHECKOUT;
  const target = join(process.env.GITHUB_WORKSPACE, input("path"));
  if (source !== "") cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  setOutput("ref", input("ref") || process.env.GITHUB_REF);
  setOutput("commit", process.env.GITHUB_SHA);
});
