// The command line, or with FAKE_ENTRY=umbrella the umbrella action, over the fake step, in a process of its own.
import { main, runCommandInput } from "@compose-actions/cli";
import { both, registry } from "./step.ts";

const umbrella = process.env["FAKE_ENTRY"] === "umbrella";
const setup = {
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  registry: umbrella ? both : registry,
};
process.exitCode = umbrella ? await runCommandInput(setup) : await main(process.argv.slice(2), setup);
