import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileSite } from "../../packages/services/test/support/odcs/file-site.ts";
import { putPungiCompose } from "../../packages/services/test/support/odcs/pungi-compose.ts";
import { OdcsStandIn } from "../../packages/services/test/support/odcs/stand-in.ts";
import { ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow } from "../workflows/harness/run.ts";
import { jobOf, MAIN, repositoryOfOurs, workflowOf } from "../workflows/harness-repository.ts";
import { type Block, blocksOf } from "./support/pages.ts";

const path = "actions/request-compose/README.md";
const page = { path, text: readFileSync(join(ROOT, path), "utf8") };
const recipes = blocksOf(page).filter(({ language }) => language === "yaml");
const ofOdcs = recipes.filter(({ text }) => text.includes("service: odcs"));
const TOKEN = "odcs-token";
const PERMITTED = {
  ...{ source_types: ["tag", "build"], sources: [""], flags: ["", "no_deps"], results: ["repository"] },
  ...{ arches: ["", "x86_64", "aarch64"], compose_types: ["test", "nightly"], target_dirs: ["default"] },
  raw_config_keys: [""],
};
/** Milliseconds. */
const LIMIT = 120_000;

const scratch = useScratch();

test("the page has recipes for ODCS", () => {
  expect(ofOdcs.length).toBeGreaterThanOrEqual(4);
});

/** The recipes run as they stand, but for where the server is, who logs in, and what a reader's own program does. */
describe("a recipe for ODCS", () => {
  let site: FileSite;
  beforeAll(async () => {
    site = await new FileSite().start();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test.each(ofOdcs.map((recipe) => [recipe.line, recipe] as const))(
    "at line %i runs",
    async (line, recipe) => {
      const top = `line-${line}/odcs`;
      const odcs = await new OdcsStandIn({
        ...{ backend: "openidc", tokens: { [TOKEN]: { user: "ci" } }, users: { ci: PERMITTED } },
        ...{ targetUrl: `${site.url}line-${line}`, sigkeys: ["a15b79cc"] },
      }).start();
      const work = (): void => {
        for (const { id, state } of odcs.store.rows.filter((row) => row.state < 2)) {
          if (state === 0) odcs.store.generate(id);
          odcs.store.finish(id);
          putPungiCompose(site, { top: `${top}-${id}`, id: odcs.store.row(id).pungi_compose_id ?? "" });
        }
      };
      if (recipe.text.includes("operation: renew")) {
        // As it would be there before.
        await ask(odcs);
        work();
      }
      const service = setInterval(work, 20);
      try {
        const run = await runWorkflow({
          repository: repositoryOfOurs(scratch, { [MAIN]: runnable(recipe, odcs.url) }),
          ...{ workflow: MAIN, scratch: scratch.folder() },
          secrets: { ODCS_TOKEN: TOKEN, ODCS_CLIENT_SECRET: TOKEN },
          payload: { client_payload: { builds: "ed-1-1" } },
          env: {
            ...{ COMPOSE_ACTIONS_POLL_INTERVAL: "20ms", COMPOSE_ACTIONS_POLL_MAX: "50ms" },
            COMPOSE_ACTIONS_ALLOW_HOSTS: "127.0.0.1",
          },
        });
        expect(run.result, run.explain()).toBe("success");
        expect(odcs.store.rows).toHaveLength(1);
      } finally {
        clearInterval(service);
        await odcs.stop();
      }
    },
    LIMIT,
  );
});

async function ask({ url }: OdcsStandIn): Promise<void> {
  const response = await fetch(`${url}/api/1/composes/`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ source: { type: "tag", source: "f41-candidate" } }),
  });
  expect(response.status, await response.text()).toBe(200);
}

function runnable({ text }: Block, url: string): string {
  const [, indentation] = /^( *)- /.exec(text) ?? [];
  const steps = text.replaceAll(new RegExp(`^${indentation}`, "gm"), "");
  const whole = indentation === undefined ? text : workflowOf(jobOf(steps), "on: push");
  return (/^on:/m.test(whole) ? whole : `on: push\n${whole}`)
    .replaceAll(/compose-actions\/compose-actions\/(\S+)@v0/g, "$/$1")
    .replaceAll("https://odcs.example.com", url)
    .replaceAll(/ +oauth-(token-url|client-id): .*\n/g, "")
    .replaceAll("oauth-client-secret:", "auth-token:")
    .replaceAll("compose-id: 4711", "compose-id: 1")
    .replaceAll(/podman build .*/g, 'grep --quiet baseurl "$REPO"');
}
