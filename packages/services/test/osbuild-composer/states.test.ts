import { describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { kojiRequest, requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const S3 = { type: "aws.s3", options: { url: "https://bucket.example.com/composer-api-1-disk.qcow2" } };

describe("states", () => {
  test("of a compose with one image", async () => {
    const { server, service } = await place();
    const { compose, how, notes } = await service.create(requestFor(), never);
    const { id } = compose;
    expect({ how, notes }).toEqual({ how: "created", notes: [] });
    expect(compose).toMatchObject({ state: "requested", reported: "pending", stage: "pending", times: {} });
    expect(compose.images).toMatchObject([{ type: "guest-image", arch: "x86_64", uploads: [] }]);
    expect(await service.get(id, never)).toMatchObject({ id, state: "requested", stage: "pending" });

    server.work(id, "building");
    expect(await service.get(id, never)).toMatchObject({
      state: "running",
      reported: "pending",
      stage: "building",
    });
    // A worker that is gone, and servers that learn words.
    server.work(id, "pending");
    expect((await service.get(id, never))?.state).toBe("requested");
    server.work(id, "polishing");
    expect(await service.get(id, never)).toMatchObject({ state: "running", images: [{ state: "unknown" }] });
    server.compose(id).status = "paused";
    expect(await service.get(id, never)).toMatchObject({ state: "unknown", reported: "paused" });

    server.finish(id, [S3]);
    const done = await service.get(id, never);
    expect(done).toMatchObject({
      state: "finished",
      reported: "success",
      stage: undefined,
      reason: undefined,
    });
    expect(done?.images[0]?.uploads).toEqual([
      { state: "finished", reported: "success", target: "aws.s3", results: S3.options },
    ]);
  });

  test("of one for Koji, which is over only when Koji has it", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(kojiRequest(), never);
    const { id } = compose;
    expect(compose.images.map(({ arch }) => arch)).toEqual(["x86_64", "aarch64"]);
    server.finish(id, [S3], 0);
    expect(await service.get(id, never)).toMatchObject({ state: "running", stage: "1 success, 1 pending" });
    server.finish(id, [], 1);
    expect(await service.get(id, never)).toMatchObject({ state: "running", stage: "importing into Koji" });
    server.compose(id).status = "failure";
    expect((await service.get(id, never))?.reason).toBe(
      "the images are built, and what failed is the build in Koji: its logs tell why",
    );
    server.compose(id).status = "success";
    expect((await service.get(id, never))?.state).toBe("finished");
  });

  test("progress, where a server tells it", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.misbehave = ({ path }, response) => {
      if (!path.endsWith(compose.id)) return false;
      const image_status = { status: "building", progress: { done: 3, total: 7, subprogress: {} } };
      response.end(JSON.stringify({ id: compose.id, status: "pending", image_status }));
      return true;
    };
    expect((await service.get(compose.id, never))?.images[0]?.progress).toEqual({ done: 3, total: 7 });
  });
});

describe("why a build failed", () => {
  const NESTED = {
    id: 9,
    reason: "Manifest dependency failed",
    details: [
      {
        id: 5,
        reason: "Error in depsolve job dependency input, bad package set requested",
        details: [{ id: 21, reason: "Problems in request:\nmissing packages: no-such-package", details: "" }],
      },
    ],
  };

  test.each([
    ["the root of a chain", NESTED, "Problems in request: missing packages: no-such-package (error 21)"],
    [
      "an error with texts",
      { id: 10, reason: "osbuild build failed", details: ["error: rpm transaction failed"] },
      "osbuild build failed: error: rpm transaction failed (error 10)",
    ],
    [
      "a target that failed",
      {
        id: 28,
        reason: "at least one target failed",
        details: [{ id: 11, reason: "unable to upload image: 403 Forbidden", details: "org.osbuild.aws.s3" }],
      },
      "unable to upload image: 403 Forbidden: org.osbuild.aws.s3 (error 11)",
    ],
    [
      "a lost worker",
      { id: 27, reason: "Workers running this job stopped responding more than 2 times." },
      "Workers running this job stopped responding more than 2 times. (error 27)",
    ],
    ["one error as details", { id: 26, reason: "x", details: { id: 22, reason: "DNF" } }, "DNF (error 22)"],
  ])("%s", async (_, error, reason) => {
    const { server, service } = await place();
    const { compose } = await service.create(requestFor(), never);
    server.fail(compose.id, error, [{ type: "aws.s3", options: { url: "" } }]);
    const failed = await service.get(compose.id, never);
    expect(failed).toMatchObject({ state: "failed", reported: "failure", reason });
    // The target that failed says what it has to say, but nothing in it.
    expect(failed?.images[0]?.uploads).toEqual([
      { state: "failed", reported: "failure", target: "aws.s3", results: {} },
    ]);
  });

  test("of several images each its own", async () => {
    const { server, service } = await place();
    const { compose } = await service.create(kojiRequest(), never);
    server.fail(compose.id, NESTED, [], 0);
    server.fail(compose.id, { id: 27, reason: "gone" }, [], 1);
    expect((await service.get(compose.id, never))?.reason).toBe(
      "guest-image for x86_64: Problems in request: missing packages: no-such-package (error 21)\nguest-image for aarch64: gone (error 27)",
    );
  });
});

const statuses = ["A2", "A3", "A5", "B"]
  .flatMap((section) => exchangesOf(section))
  .filter(({ request: { path }, response }) => /\/composes\/[^/]+$/.test(path) && response.status === 200);

test.each(statuses.map((one) => [`${one.title} ${one.note ?? ""}`, one] as const))(
  "what was recorded is read: %s",
  async (_, { request, response }) => {
    const { server, service } = await place();
    server.misbehave = (__, answer) => {
      answer.writeHead(200, response.headers).end(`${response.body}\n`);
      return true;
    };
    const recorded = JSON.parse(response.body);
    const compose = await service.get(request.path.split("/").at(-1) ?? "", never);
    const images = recorded.image_statuses ?? [recorded.image_status];
    expect(compose?.reported).toBe(recorded.status);
    expect(compose?.images.map(({ reported }) => reported)).toEqual(
      images.map(({ status }: { readonly status: string }) => status),
    );
    expect(compose?.images.map(({ state }) => state)).not.toContain("unknown");
    expect(compose?.images[0]?.uploads.map(({ target }) => target)).toEqual(
      images[0].upload_status === undefined ? [] : [images[0].upload_status.type],
    );
    expect(compose?.state === "failed").toBe(compose?.reason !== undefined);
  },
);
