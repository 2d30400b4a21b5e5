import { UserError } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { readComposerRequests } from "../../src/index.ts";
import { exchangesOf } from "../support/osbuild/exchanges.ts";
import { imageTypes } from "../support/osbuild-composer/openapi.ts";
import { imageRequest } from "../support/osbuild-composer/use.ts";

const request = (more: object = {}) => ({
  distribution: "fedora-41",
  image_request: imageRequest(),
  ...more,
});

function refusal(value: unknown): UserError {
  try {
    readComposerRequests(value);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

const problemsOf = (value: unknown): readonly string[] => {
  const { message, details } = refusal(value);
  return details.length > 0
    ? details
    : [message.replace("The request is not one for osbuild-composer: ", "")];
};

describe("requests that the recorded server took", () => {
  const taken = [...exchangesOf("A2"), ...exchangesOf("A3")].filter(
    ({ request: { path }, response }) => path.endsWith("/compose") && response.status === 201,
  );

  test.each(taken.map((one) => [one.title, one] as const))("%s", (_, { request: { body = "" } }) => {
    const value = JSON.parse(body);
    const [one, ...others] = readComposerRequests(value);
    expect(others).toEqual([]);
    // Passed on as it is.
    expect(one?.body).toEqual(value);
  });
});

test("one image is one compose, with what is known of it", () => {
  const image = imageRequest("iot-raw-image", {
    upload_options: { region: "eu-west-1" },
    upload_targets: [{ type: "aws.s3", upload_options: { region: "us-east-2" } }],
  });
  expect(readComposerRequests(request({ image_request: image }))).toEqual([
    {
      body: { distribution: "fedora-41", image_request: image },
      koji: undefined,
      images: [
        { distribution: "fedora-41", arch: "x86_64", type: "iot-raw-image", targets: ["aws.s3", "aws.s3"] },
      ],
    },
  ]);
});

test("several images are several composes, and everything else is theirs together", () => {
  const images = [imageRequest(), imageRequest("aws"), imageRequest("edge-container")];
  const customizations = { packages: ["tmux"] };
  const several = { distribution: "rhel-9", customizations, image_requests: images };
  const requests = readComposerRequests(several);
  expect(requests.map(({ body }) => body)).toEqual(
    images.map((image) => ({ distribution: "rhel-9", customizations, image_request: image })),
  );
  expect(requests.map((one) => one.images[0]?.targets)).toEqual([["aws.s3"], ["aws"], ["container"]]);
});

test("the usual target of a type that came later is not known", () => {
  const [one] = readComposerRequests(request({ image_request: imageRequest("something-new") }));
  expect(one?.images[0]?.targets).toEqual([]);
  for (const type of imageTypes("2026")) {
    const [known] = readComposerRequests(request({ image_request: imageRequest(type) }));
    expect(known?.images[0]?.targets, type).toHaveLength(1);
  }
});

test("several images for Koji are one compose: they become one build", () => {
  const koji = {
    server: "https://koji.example.invalid",
    task_id: 1,
    name: "Cloud",
    version: "1",
    release: "1",
  };
  const { upload_options, ...plain } = imageRequest();
  const value = { distribution: "fedora-41", koji, image_requests: [imageRequest(), plain] };
  expect(readComposerRequests(value)).toMatchObject([
    { body: value, koji: "Cloud", images: [{ targets: ["aws.s3"] }, { targets: [] }] },
  ]);
});

test("the distribution of a blueprint goes before the other one", () => {
  const [one] = readComposerRequests(request({ blueprint: { name: "b", distro: "centos-9" } }));
  expect(one?.images[0]?.distribution).toBe("centos-9");
});

test("a container image takes the place of a distribution and of repositories", () => {
  const { repositories, ...image } = imageRequest();
  const [one] = readComposerRequests({ bootc: { reference: "quay.io/a/b" }, image_request: image });
  expect(one?.images[0]?.distribution).toBeUndefined();
});

const { upload_options, ...targetless } = imageRequest();
const repository = (more: object) => imageRequest("guest-image", { repositories: [more] });

test.each([
  ["no object", [], ["the request: expected an object"]],
  ["text", "guest-image", ["the request: expected an object"]],
  ["no distribution", { image_request: imageRequest() }, ["distribution: expected text, such as fedora-41"]],
  [
    "no image",
    { distribution: "fedora-41" },
    ["image_request or image_requests: there is no image to be made"],
  ],
  [
    "an empty list of images",
    { distribution: "fedora-41", image_requests: [] },
    ["image_request or image_requests: there is no image to be made"],
  ],
  [
    "an image in both ways",
    request({ image_requests: [imageRequest()] }),
    ["image_request and image_requests exclude each other"],
  ],
  [
    "customizations with a blueprint",
    request({ customizations: {}, blueprint: { name: "b" } }),
    ["customizations and blueprint exclude each other"],
  ],
  ["Koji without a name", request({ koji: {} }), ["koji: expected an object with a name"]],
  ["an image that is none", request({ image_request: "guest-image" }), ["image_request: expected an object"]],
  [
    "no target",
    request({ image_request: targetless }),
    [
      "image_request: the image has no target; give upload_options, which are for the usual target of its type, or upload_targets",
    ],
  ],
  [
    "a target without options",
    request({ image_request: { ...targetless, upload_targets: [{ type: "aws.s3" }] } }),
    ["image_request.upload_targets[0]: expected a type and upload_options"],
  ],
  [
    "targets that are no list",
    request({ image_request: imageRequest("guest-image", { upload_targets: {} }) }),
    ["image_request.upload_targets: expected a list"],
  ],
  [
    "options that are no object",
    request({ image_request: imageRequest("guest-image", { upload_options: "x" }) }),
    ["image_request.upload_options: expected an object"],
  ],
  [
    "another arch",
    {
      distribution: "fedora-41",
      image_requests: [imageRequest(), imageRequest("aws", { architecture: "x64" })],
    },
    ["image_requests[1].architecture: expected an architecture such as x86_64"],
  ],
  [
    "no type",
    request({ image_request: imageRequest("") }),
    ["image_request.image_type: expected text, such as guest-image"],
  ],
  [
    "no repositories",
    request({ image_request: imageRequest("guest-image", { repositories: undefined }) }),
    [
      "image_request.repositories: expected a list; an empty one stands for the server's own, on servers that have some",
    ],
  ],
  [
    "a repository without a URL",
    request({ image_request: repository({ rhsm: false }) }),
    ["image_request.repositories[0]: expected a baseurl, a mirrorlist or a metalink"],
  ],
  [
    "signatures to be checked without a key",
    request({ image_request: repository({ baseurl: "https://x.invalid/", check_gpg: true }) }),
    ["image_request.repositories[0]: check_gpg needs a gpgkey"],
  ],
  [
    "a payload repository with a mirror list",
    request({ customizations: { payload_repositories: [{ metalink: "https://x.invalid/" }] } }),
    ["customizations.payload_repositories[0]: a payload repository needs a baseurl"],
  ],
])("%s is refused before anything is sent", (_, value, problems) => {
  expect(problemsOf(value)).toEqual(problems);
  expect(refusal(value).exitCode).toBe(2);
});

test("all that is wrong is said at once, safely", () => {
  const several = { image_requests: [{ architecture: "\u001b[31m::error::", image_type: 1 }] };
  const { message, details } = refusal(several);
  expect(message).toBe("The request is not one for osbuild-composer: 5 things are wrong");
  expect(details).toHaveLength(5);
  expect(details.join("\n")).not.toContain("\u001b");
});
