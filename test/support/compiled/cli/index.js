// The command line as it is compiled, without the bundle.
import { runCli } from "../../../../packages/cli/lib/suite.js";

await runCli();
