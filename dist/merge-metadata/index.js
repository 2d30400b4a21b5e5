import { runAction } from "../suite/index.js";
await runAction("merge-metadata");
