import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ImageWish } from "../../src/index.ts";
import { never } from "../support/client.ts";
import { ImageHost } from "../support/osbuild/image-host.ts";
import { CONTENT, finished, imagesOf, KEY, s3, useStores, wish } from "../support/osbuild/results.ts";
import { kojiRequest, requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const inStore = useStores();
const host = new ImageHost();
beforeAll(() => host.start());
afterEach(() => {
  host.misbehave = undefined;
  host.requests.length = 0;
});
afterAll(() => host.stop());

describe("success is checked", () => {
  const good = () => s3(host.put(KEY, CONTENT));

  test.each([
    [
      "a target that is missing",
      [],
      {},
      ["the guest-image for x86_64: there is no result of the target aws.s3"],
    ],
    [
      "a second one of the kind",
      [s3("x")],
      { targets: ["aws.s3", "aws.s3"] },
      [
        "the guest-image for x86_64: there is no result of the target aws.s3",
        "the guest-image for x86_64: the target aws.s3 says of its result what cannot be used: url is no URL",
      ],
    ],
    [
      "a target without its result",
      [s3("")],
      {},
      ["the guest-image for x86_64: the target aws.s3 does not say url"],
    ],
    ["no target at all", [], { targets: [] }, ["the guest-image for x86_64 has gone nowhere"]],
  ] as const)("%s", async (_, uploads, image, problems) => {
    const one = await place();
    const results = await one.service.results(await finished(one, uploads), wish({}, image), never);
    expect(results).toMatchObject({ metadata: [], problems });
  });

  test.each([
    ["aws", { region: "eu-west-1" }, "does not say ami"],
    ["aws", {}, "does not say ami and region"],
    ["aws", { ami: "ami-1 in your dreams", region: "eu-west-1" }, /ami is no single word$/],
    ["gcp", { project_id: "p" }, "does not say image_name"],
    ["azure", {}, "does not say image_name"],
    ["container", { url: "quay.io/a/b:c" }, "does not say digest"],
    ["oci.objectstorage", {}, "does not say url"],
    ["oci.objectstorage", { url: "file:///etc/passwd" }, /url begins with file:, and only http and https/],
    [
      "aws.s3",
      { url: "s3://bucket/disk.qcow2" },
      /url begins with s3:, and only http and https can be fetched$/,
    ],
    ["aws.s3", { url: "javascript:alert(1)" }, /url begins with javascript:/],
    ["aws.s3", { url: "https://" }, /url is no URL$/],
    ["pulp.ostree", { repo_url: "s3://bucket" }, /repo_url begins with s3:/],
    ["local", {}, "does not say artifact_path"],
    ["local", { artifact_path: "../disk.qcow2" }, /artifact_path is no absolute path$/],
    ["constructor", { url: "s3://bucket/key" }, /url begins with s3:/],
  ] as const)("the result of the target %s must be one: %j", async (target, options, problem) => {
    const one = await place();
    const compose = await finished(one, [{ type: target, options }]);
    const results = await one.service.results(compose, wish({}, { targets: [target] }), never);
    const start = `the guest-image for x86_64: the target ${target} `;
    expect(results.metadata).toEqual([]);
    expect(results.notes).toEqual([]);
    expect(results.problems).toHaveLength(1);
    expect(results.problems[0]?.slice(0, start.length)).toBe(start);
    const told = results.problems[0]?.slice(start.length) ?? "";
    if (typeof problem === "string") expect(told).toBe(problem);
    else expect(told).toMatch(problem);
  });

  test("a target that is not known may say what it likes, and that nothing is listed of it is said", async () => {
    const one = await place();
    const compose = await finished(one, [{ type: "moon", options: { crater: "Tycho" } }]);
    const results = await one.service.results(compose, wish({}, { targets: ["moon"] }), never);
    expect(results).toMatchObject({
      metadata: [],
      problems: [],
      notes: [
        "the guest-image for x86_64 is not listed: of the target moon it is not known where it has put the image",
      ],
      targets: [{ target: "moon", results: { crater: "Tycho" } }],
    });
  });

  test("a URL of another kind that opens a place is not shown", async () => {
    const one = await place();
    await finished(one, [s3("ftp://me:hunter22@files.example/disk.qcow2")]);
    expect(one.service.secrets.values).toContain("hunter22");
  });

  test("an image that stays with a server that gives it to nobody", async () => {
    const path = "/var/lib/osbuild-composer/artifacts/1/disk.qcow2";
    const local = { type: "local", options: { artifact_path: path } };
    const line = `the guest-image for x86_64 is not listed: it is ${path} on the machine of the service, which gives it to nobody`;
    const asked = { targets: ["local"] };
    const old = await place({ generation: "2023" });
    const compose = await finished(old, [local]);
    expect(await old.service.results(compose, wish({}, asked), never)).toMatchObject({
      problems: [],
      notes: [`${line} (it has no route for that)`],
    });
    await inStore(async (store) => {
      expect(await old.service.results(compose, wish({ store }, asked), never)).toMatchObject({
        metadata: [],
        problems: [`${line} (it has no route for that)`],
      });
    });
    const one = await place();
    const several = await finished(one, [local, good()]);
    const results = await one.service.results(several, wish({}, { targets: ["local", "aws.s3"] }), never);
    expect(results).toMatchObject({ problems: [], notes: [`${line} (it has several targets)`] });
    expect(imagesOf(results)).toHaveLength(1);
  });

  test("a build in Koji without a number", async () => {
    const one = await place();
    const { compose } = await one.service.create(kojiRequest(), never);
    one.server.finish(compose.id, [], 0);
    one.server.finish(compose.id, [], 1);
    Object.assign(one.server.compose(compose.id), { status: "success" });
    const done = await one.service.get(compose.id, never);
    if (done === undefined) throw new Error("it is gone");
    const image = wish().images[0] as ImageWish;
    const images = [image, image].map((each) => ({ ...each, targets: [] }));
    expect((await one.service.results(done, wish({ images }), never)).problems).toEqual([
      "the target koji does not say build_id",
    ]);
  });

  test("a compose that is not finished, or has vanished", async () => {
    const one = await place();
    const { compose } = await one.service.create(requestFor(), never);
    const results = await one.service.results(compose, wish(), never);
    expect(results.problems).toContain("the compose is not finished, but pending");
    const done = await finished(one, [good()]);
    one.server.composes.delete(done.id);
    expect((await one.service.results(done, wish(), never)).problems).toEqual([
      "the service has no such compose any more",
    ]);
  });

  test("an image without packages, and one whose log was lost", async () => {
    const one = await place();
    const compose = await finished(one, [good()]);
    one.server.compose(compose.id).packages = [];
    expect((await one.service.results(compose, wish(), never)).problems).toEqual([
      "there are no packages in the image",
    ]);
    one.server.compose(compose.id).packages = undefined;
    const results = await one.service.results(compose, wish(), never);
    expect(results.problems).toEqual([]);
    expect(results.notes[0]).toMatch(/^it is not known what is in the image: .*IMAGE-BUILDER-COMPOSER-1012/);
  });

  test("a type that productmd does not know needs words of the user's", async () => {
    const one = await place();
    const url = host.put("/bucket/disk.raw.zst", CONTENT);
    const compose = await finished(one, [s3(url)]);
    const image = { imageType: "minimal-raw" };
    const unlisted = await one.service.results(compose, wish({}, image), never);
    expect(unlisted.problems).toEqual([]);
    expect(unlisted.unlisted).toEqual([
      "the minimal-raw for x86_64 is not listed: it is not known what a file disk.raw.zst is to productmd; say its type and its format",
    ]);
    expect(host.count("GET")).toBe(0);
    const results = await one.service.results(
      compose,
      wish({}, { ...image, type: "raw", format: "raw" }),
      never,
    );
    expect(imagesOf(results)).toMatchObject([
      { type: "raw", artifact: { localPath: "Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.zst" } },
    ]);
  });

  test("a commit of ostree is no image, and its id is a target", async () => {
    const one = await place();
    const compose = await finished(one, [good()], "iot-commit");
    one.server.misbehave = ({ path }, response) => {
      if (!path.endsWith("/metadata")) return false;
      response.end(
        JSON.stringify({
          id: compose.id,
          packages: [{ name: "a", version: "1", release: "1", arch: "noarch" }],
          ostree_commit: "c0ffee",
        }),
      );
      return true;
    };
    const results = await one.service.results(compose, wish({}, { imageType: "iot-commit" }), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.targets).toContainEqual({
      ...{ image: 1, imageType: "iot-commit", arch: "x86_64" },
      target: "ostree",
      results: { commit: "c0ffee" },
    });
    expect(results.notes).toEqual([
      "the iot-commit for x86_64 is not listed: a commit of ostree is no image",
    ]);
  });
});
