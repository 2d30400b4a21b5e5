// Shows the main job of the project from end to end, in a temporary folder, and checks every result.
// usage: node test/demo/demo.mjs [--keep]   with --keep the folder stays; exit 1 when anything is not as expected
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as compose from "./chapters/compose.mjs";
import * as corruption from "./chapters/corruption.mjs";
import * as damage from "./chapters/damage.mjs";
import * as downgrade from "./chapters/downgrade.mjs";
import * as interruption from "./chapters/interruption.mjs";
import * as merging from "./chapters/merging.mjs";
import * as publication from "./chapters/publication.mjs";
import * as pulling from "./chapters/pulling.mjs";
import * as pushing from "./chapters/pushing.mjs";
import * as recording from "./chapters/recording.mjs";
import * as refusal from "./chapters/refusal.mjs";
import * as repair from "./chapters/repair.mjs";
import * as resumption from "./chapters/resumption.mjs";
import * as upgrade from "./chapters/upgrade.mjs";
import * as verification from "./chapters/verification.mjs";
import * as wholeCompose from "./chapters/whole-compose.mjs";
import { Stage } from "./stage.mjs";

/** In this order; each may use what the earlier ones left in the folder. */
const CHAPTERS = [
  compose,
  upgrade,
  downgrade,
  corruption,
  refusal,
  publication,
  interruption,
  resumption,
  verification,
  damage,
  repair,
  recording,
  pushing,
  merging,
  pulling,
  wholeCompose,
];

const { keep } = parseArgs({ options: { keep: { type: "boolean", default: false } } }).values;
const folder = mkdtempSync(join(tmpdir(), "compose-actions-demo-"));
const stage = new Stage(folder);
console.log(
  `compose-actions, a demonstration in ${folder}${keep ? "" : " (removed at the end; --keep keeps it)"}`,
);
try {
  for (const [index, { title, play }] of CHAPTERS.entries()) {
    console.log(`\n${index + 1}. ${title}\n`);
    await play(stage);
  }
} catch (error) {
  stage.fail(error);
} finally {
  await stage.end();
  if (!keep) rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${stage.verdict}`);
process.exitCode = stage.failed > 0 ? 1 : 0;
