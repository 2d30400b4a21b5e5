import { describe, expect, test } from "vitest";
import type { Json } from "../../../test/support/files.ts";
import { bytesOf } from "../../../test/support/site.ts";
import { PlanFile } from "../src/plan-file.ts";
import { RunProgress } from "../src/run-progress.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run } = useWorkshop();
const big = bytesOf(3_000_000, 7);

const sum = (list: readonly Json[], field: string): number =>
  list.reduce((all: number, item: Json) => all + item[field], 0);

describe("the bytes of hosts add up to those of the transfer", () => {
  test("when files fail, and when the next run goes on where they were", async () => {
    const files = ["big", "lost", "twin"].map((path) => ({
      path,
      content: path === "lost" ? bytesOf(2_000_000, 8) : big,
    }));
    const [compose, output] = [site.publish({ extraFiles: files }, fresh("in")), fresh("out")];
    site.behaviour = (_, response, path) => {
      const content = site.files.get(path) as Buffer;
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 1_000_000), () => response.destroy());
      return true;
    };
    const failed = await run(compose, output, { retries: "0" });
    expect(failed.report.transfer.bytes).toBeGreaterThan(1_000_000);
    expect(sum(failed.report.transfer.hosts, "bytes")).toBe(failed.report.transfer.bytes);
    expect(sum(failed.report.transfer.hosts, "failures")).toBe(2);
    site.behaviour = undefined;
    const { report } = await run(compose, output);
    expect(report.transfer.bytes).toBeLessThan(4_500_000);
    expect(sum(report.transfer.hosts, "bytes")).toBe(report.transfer.bytes);
    expect(sum(report.transfer.hosts, "files")).toBe(2);
  });

  test("and those of the plan by host and by variant to its own, each content once", async () => {
    const extraFiles = ["a", "b", "c"].map((path, index) => ({
      path,
      content: big,
      url: `http://${index === 0 ? "one" : "two"}.example/${path}`,
      variant: index === 2 ? "Client" : "Server",
    }));
    const compose = site.publish({ extraFiles }, fresh("in"));
    const { plan } = (await run(compose, fresh("out"), { "dry-run": "true" })).report;
    expect(plan).toMatchObject({ files: 3, bytes: big.length, duplicates: 2 });
    for (const amounts of [
      Object.values(plan.byHost),
      Object.values<Json>(plan.byVariant).flatMap(Object.values),
    ]) {
      expect(sum(amounts as Json[], "files")).toBe(plan.files);
      expect(sum(amounts as Json[], "bytes")).toBe(plan.bytes);
    }
  });
});

describe("progress", () => {
  const file = (localPath: string, size: number | null) =>
    new PlanFile({ localPath, kind: "boot", variant: "", arch: "", urls: [], size, checksums: [] });

  /** What is told at the end, when so many bytes came. */
  function told(receivedBytes: number, work: (progress: RunProgress) => void): Json {
    let last: Json;
    const reporter = { info() {}, warn() {}, progress: (snapshot: Json) => (last = snapshot) };
    const progress = new RunProgress(reporter, { receivedBytes, hosts: new Map() });
    work(progress);
    progress.close();
    return last;
  }

  test("tells no total that is less than what came", () => {
    const [a, b] = [file("a", null), file("b", 100)];
    const snapshot = told(5000, (progress) => progress.expect([a, b], 100));
    expect(snapshot).toMatchObject({ done: 0, total: 2, bytes: 5000 });
    expect(snapshot).not.toHaveProperty("totalBytes");
  });

  test("has a file of unknown size in its total once it is there", () => {
    const snapshot = told(600, (progress) => {
      const [a, b] = [file("a", null), file("b", 100)];
      progress.expect([a, b], 100);
      progress.arrived(a, { host: "h", bytes: 500 });
    });
    expect(snapshot).toMatchObject({ done: 1, bytes: 600, totalBytes: 600 });
  });

  test("counts no file as done that was not to be downloaded", () => {
    const snapshot = told(0, (progress) => {
      const [leader, follower] = [file("a", 1), file("b", 1)];
      const failure = { class: "not-found", message: "", url: "https://h/a" } as const;
      progress.expect([leader], 1);
      progress.failed(leader, failure);
      progress.failed(follower, failure);
    });
    expect(snapshot).toMatchObject({ done: 1, total: 1 });
  });
});
