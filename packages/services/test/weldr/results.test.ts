import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DistributedMetadata, serialize } from "@compose-actions/metadata";
import { FileStore } from "@compose-actions/transfer";
import { afterAll, describe, expect, test } from "vitest";
import type { ImagesWish } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { UPLOAD, useWeldr, weldrRequest } from "../support/weldr/use.ts";

const place = useWeldr();
const root = mkdtempSync(join(tmpdir(), "compose-weldr-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("results", () => {
  const CONTENT = Buffer.alloc(700 * 1024, "image");
  const CHECKSUM = `sha256:${createHash("sha256").update(CONTENT).digest("hex")}`;
  const COMPOSE = {
    id: "Demo-41-20241101.t.0",
    date: "20241101",
    type: "test",
    respin: 0,
    label: "RC-1.0",
    final: false,
  } as const;
  const wish = (more: Partial<ImagesWish> = {}): ImagesWish => ({
    compose: COMPOSE,
    release: { short: "Demo", version: "41" },
    images: [{ variant: "Server" }],
    ...more,
  });

  async function finished(more: object = {}) {
    const one = await place();
    const { compose } = await one.service.create(weldrRequest(more), never);
    one.server.finish(compose.id, CONTENT);
    const done = await one.service.get(compose.id, never);
    if (done === undefined) throw new Error("there is no compose");
    return { ...one, compose: done };
  }

  test("are an image that is received and listed", async () => {
    const { service, compose } = await finished({ upload: UPLOAD });
    const output = mkdtempSync(join(root, "out-"));
    const store = await FileStore.open({ output, lockTimeoutMs: 0, signal: never });
    const images = [{ variant: "Server", targets: ["aws.s3"] }];
    const results = await service.results(compose, wish({ store, images }), never);
    store.close();
    expect(results).toMatchObject({ problems: [], notes: [] });
    expect(results.targets).toMatchObject([
      { target: "aws.s3", results: { bucket: "bkt", key: "img.qcow2" } },
    ]);
    const [document] = results.metadata as readonly DistributedMetadata[];
    if (document?.type !== "images") throw new Error("there are no images");
    const path = "Server/x86_64/images/Demo-Server-41-RC-1.0.x86_64.qcow2";
    expect(document.images.get("Server")?.get("x86_64")).toMatchObject([
      { type: "qcow2", format: "qcow2", artifact: { url: path, size: CONTENT.length, checksum: CHECKSUM } },
    ]);
    expect(serialize(document)).toContain(CHECKSUM);
    expect(readFileSync(join(output, "compose", path))).toEqual(CONTENT);
  });

  test("without a store are only told of", async () => {
    const { server, service, compose } = await finished();
    const results = await service.results(compose, wish(), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.notes).toEqual(["the qcow2 is not listed: it is only with the service; have it stored"]);
    expect(server.count("GET", "/compose/image/")).toBe(0);
  });

  test("are not taken for good when they are not", async () => {
    const { server, service, compose } = await finished({ upload: { ...UPLOAD, provider: "container" } });
    const images = [{ variant: "Server", targets: ["container"] }];
    expect((await service.results(compose, wish({ images }), never)).notes).toContain(
      "the qcow2: the service does not tell of its upload to container",
    );
    server.composes.delete(compose.id);
    expect((await service.results(compose, wish(), never)).problems).toEqual([
      "the service has no such compose any more",
    ]);
    const failing = await place();
    const made = await failing.service.create(weldrRequest(), never);
    failing.server.fail(made.compose.id, "x");
    const failed = await failing.service.get(made.compose.id, never);
    if (failed === undefined) throw new Error("there is no compose");
    expect((await failing.service.results(failed, wish(), never)).problems).toEqual([
      "the compose is not finished, but FAILED",
    ]);
  });

  test("and archives can be received as they are", async () => {
    const { server, service, compose } = await finished();
    const { size, fileName } = await service.receive(compose.id, "logs", undefined, never);
    expect(fileName).toBe("logs.tar");
    expect(size).toBeGreaterThan(1024);
    expect((await service.receive(compose.id, "image", undefined, never)).checksum).toBe(CHECKSUM);
    Object.assign(server.compose(compose.id), { status: "RUNNING" });
    await expect(service.receive(compose.id, "metadata", undefined, never)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("not in FINISHED or FAILED state. (BuildInWrongState)"),
    });
  });
});
