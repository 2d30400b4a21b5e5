import { runAction } from "../suite/index.js";
await runAction("request-compose");
