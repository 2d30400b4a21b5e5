import { existsSync, readFileSync } from "node:fs";
import { isLocation, locations, parse } from "@compose-actions/metadata";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FileSite } from "../../../packages/services/test/support/odcs/file-site.ts";
import { putPungiCompose, sha256 } from "../../../packages/services/test/support/odcs/pungi-compose.ts";
import { OdcsStandIn, type StandInOptions } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
let site: FileSite;
const servers: OdcsStandIn[] = [];

beforeEach(async () => {
  site = await new FileSite().start();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await site[Symbol.asyncDispose]();
});

async function odcs(options: StandInOptions = {}): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn({ targetUrl: `${site.url}composes`, ...options }).start();
  servers.push(server);
  return server;
}

const TAG = { service: "odcs", "source-type": "tag", source: "f41" };

/** Puts the files of a compose where it says that they are, and lets it be finished. */
function finish(
  server: OdcsStandIn,
  id = 1,
  files: Parameters<typeof putPungiCompose>[1] | undefined = undefined,
): void {
  server.store.finish(id);
  const { pungi_compose_id } = server.store.row(id);
  putPungiCompose(site, { top: `composes/odcs-${id}`, id: pungi_compose_id ?? "", ...files });
}

describe("a compose that goes well", () => {
  test("is asked for, waited for, looked at and described", async () => {
    const server = await odcs();
    const output = runner.path("out");
    const running = runner.run({ ...TAG, server: server.url, output, packages: "ed, vim", arches: "x86_64" });
    await until(() => server.count("GET", "/composes/1") > 0);
    expect(runner.told.outputs["compose-id"]).toBe("1");
    expect(runner.json("state.json")).toMatchObject({ composes: [{ id: "1", service: "odcs" }] });
    server.store.generate(1);
    await until(() => runner.told.lines.some((line) => line.includes("generating")));
    finish(server);
    const { outputs, failure, report, summary } = await running;
    expect(failure).toBeUndefined();
    expect(JSON.parse(server.requests.find(({ method }) => method === "POST")?.body ?? "")).toEqual({
      source: { type: "tag", source: "f41", packages: ["ed", "vim"] },
      arches: ["x86_64"],
    });
    expect(outputs).toMatchObject({
      "compose-id": "1",
      state: "finished",
      "metadata-dir": output,
      "result-url": `${site.url}composes/odcs-1`,
      "repo-file": `${output}/odcs-1.repo`,
    });
    expect(outputs["expires"]).toMatch(/^\d{4}-.*Z$/);
    expect(existsSync(runner.path("state.json"))).toBe(false);
    const rpms = parse(readFileSync(`${output}/rpms.json`)).model;
    const [rpm] = locations(rpms);
    expect(rpm?.artifact).toMatchObject({
      url: `${site.url}composes/odcs-1/compose/Temporary/x86_64/os/Packages/e/ed-1-1.x86_64.rpm`,
      size: "package ed".length,
      checksum: `sha256:${sha256("package ed")}`,
    });
    expect(rpm !== undefined && isLocation(rpm.artifact)).toBe(true);
    expect(report).toMatchObject({ composes: [{ id: "1", how: "created", verdict: "good" }] });
    expect(summary).toContain("Compose finished");
  });
});
