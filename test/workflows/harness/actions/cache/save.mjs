import { input, lines, main } from "../stand-in.mjs";
import { save } from "./store.mjs";

// What cannot be kept is a warning there, never a failure.
await main(() => {
  if (!save(lines("path"), input("key"))) console.log(`::warning::Nothing was kept under ${input("key")}.`);
});
