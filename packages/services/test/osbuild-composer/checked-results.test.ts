import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { ImageHost } from "../support/osbuild/image-host.ts";
import { CONTENT, finished, imagesOf, KEY, s3, wish } from "../support/osbuild/results.ts";
import { requestFor, useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
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
      ["the guest-image for x86_64: there is no result of the target aws.s3"],
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
    expect((await one.service.results(compose, wish({}, image), never)).problems).toEqual([
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
    expect(results.targets).toContainEqual({ target: "ostree", results: { commit: "c0ffee" } });
    expect(results.notes).toEqual([
      "the iot-commit for x86_64 is not listed: a commit of ostree is no image",
    ]);
  });
});
