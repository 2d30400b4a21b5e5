import { runAction } from "../suite/index.js";
await runAction("push-oci");
