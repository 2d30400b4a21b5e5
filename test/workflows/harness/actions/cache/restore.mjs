import { input, lines, main, setOutput } from "../stand-in.mjs";
import { findKey, restore } from "./store.mjs";

await main(() => {
  const [paths, key] = [lines("path"), input("key")];
  const found = findKey(paths, key, lines("restore-keys"));
  setOutput("cache-primary-key", key);
  if (found === undefined) {
    if (input("fail-on-cache-miss") === "true") throw new Error(`Failed to restore cache entry: ${key}`);
    return;
  }
  if (input("lookup-only") !== "true") restore(paths, found);
  setOutput("cache-hit", String(found === key));
  setOutput("cache-matched-key", found);
});
