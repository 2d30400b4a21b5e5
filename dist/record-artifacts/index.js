import { runAction } from "../suite/index.js";
await runAction("record-artifacts");
