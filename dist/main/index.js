import { runUmbrella } from "../suite/index.js";
await runUmbrella();
