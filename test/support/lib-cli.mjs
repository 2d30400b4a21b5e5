// The command line as it was compiled, without the bundle: `node test/support/lib-cli.mjs <step> <arguments>`.
import { runCli } from "../../packages/cli/lib/suite.js";

await runCli();
