import { cpSync, statSync } from "node:fs";
import { join } from "node:path";
import { input, main } from "../stand-in.mjs";

// What several jobs upload under one name becomes one artifact; the same file replaces itself.
await main(() => {
  const path = input("path");
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
    if (input("if-no-files-found") === "error") throw new Error(message);
    if (input("if-no-files-found") === "warn") console.log(`::warning::${message}`);
    return;
  }
  if (!found.isDirectory()) throw new Error("only directories are emulated");
  const { HARNESS_ARTIFACTS, GITHUB_RUN_ID } = process.env;
  cpSync(path, join(HARNESS_ARTIFACTS, GITHUB_RUN_ID, input("name")), { recursive: true });
});
