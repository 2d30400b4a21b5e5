#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(`compose-actions needs Node 24 or later, this is Node ${process.versions.node}.\n`);
  process.exit(2);
}
const { runCli } = await import("../suite/index.js");
await runCli();
