import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Certificates } from "../../../packages/services/test/support/certificates.ts";
import { ImageHost } from "../../../packages/services/test/support/osbuild/image-host.ts";
import {
  ComposerStandIn,
  type ComposerStandInOptions,
} from "../../../packages/services/test/support/osbuild-composer/stand-in.ts";
import { TokenStandIn } from "../../../packages/services/test/support/osbuild-composer/tokens.ts";
import { imageRequest, useSockets } from "../../../packages/services/test/support/osbuild-composer/use.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const socket = useSockets();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function composer(options: ComposerStandInOptions = {}): Promise<ComposerStandIn> {
  const server = await new ComposerStandIn(options).start();
  stops.push(() => server.stop());
  return server;
}

async function imageHost(): Promise<ImageHost> {
  const host = await new ImageHost().start();
  stops.push(() => host.stop());
  return host;
}

const IDS = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;
const sha256 = (content: Buffer): string => `sha256:${createHash("sha256").update(content).digest("hex")}`;
const request = (...images: object[]): string =>
  JSON.stringify({
    distribution: "fedora-37",
    image_requests: images.length > 0 ? images : [imageRequest()],
  });
const SERVICE = { service: "osbuild-composer", variant: "Cloud" };

describe("images", () => {
  test("each is a compose of its own, and they are listed together", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const content = [Buffer.from("one image"), Buffer.from("another image")] as const;
    const output = runner.path("out");
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      output,
      request: request(imageRequest(), imageRequest("guest-image", { architecture: "aarch64" })),
      "release-short": "Fedora",
      "release-version": "37",
    });
    await until(() => server.count("GET", IDS[1]) > 0);
    expect(runner.told.outputs["compose-ids"]).toBe(IDS.join("\n"));
    for (const [index, id] of IDS.entries()) {
      const bytes = content[index] ?? Buffer.alloc(0);
      server.finish(id, [{ type: "aws.s3", options: { url: host.put(`/${id}-disk.qcow2`, bytes) } }]);
    }
    const { failure, outputs } = await running;
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ state: "finished", "metadata-dir": output });
    const { payload } = JSON.parse(readFileSync(`${output}/images.json`, "utf8"));
    expect(payload.compose.id).toMatch(/^Fedora-37-\d{8}\.t\.0$/);
    expect(payload.images.Cloud.x86_64[0].location).toMatchObject({
      url: `${host.server}/${IDS[0]}-disk.qcow2`,
      size: content[0].length,
      checksum: sha256(content[0]),
    });
    expect(payload.images.Cloud.aarch64).toHaveLength(1);
    expect(JSON.parse(outputs["targets"] ?? "")).toMatchObject([
      { compose: IDS[0], imageType: "guest-image", arch: "x86_64" },
      { compose: IDS[1], imageType: "guest-image", arch: "aarch64" },
    ]);
  });

  test("behind a signed URL are stored, and the URL is shown nowhere", async () => {
    const server = await composer({ ids: [...IDS], socket: socket() });
    const host = await imageHost();
    const output = runner.path("out");
    const content = Buffer.from("an image");
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      output,
      request: request(),
      store: "directory",
    });
    await until(() => server.count("GET", IDS[0]) > 0);
    const query = "?X-Amz-Signature=0123456789abcdef0123";
    server.finish(IDS[0], [
      { type: "aws.s3", options: { url: host.put("/disk.qcow2", content, { query }) } },
    ]);
    const { failure, outputs, summary, report } = await running;
    expect(failure).toBeUndefined();
    expect(outputs["compose-dir"]).toBe(`${output}/compose`);
    const { payload } = JSON.parse(readFileSync(`${output}/images.json`, "utf8"));
    const { location } = payload.images.Cloud.x86_64[0];
    expect(location).toMatchObject({ url: location.local_path, checksum: sha256(content) });
    expect(readFileSync(`${output}/compose/${location.local_path}`)).toEqual(content);
    const shown = JSON.stringify([outputs, summary, report, runner.told.lines, runner.told.warnings]);
    expect(shown).not.toContain("0123456789abcdef0123");
    expect(readFileSync(`${output}/targets.json`, "utf8")).not.toContain("0123456789abcdef0123");
    expect(runner.told.secrets.join()).toContain("0123456789abcdef0123");
  });

  test("a store that is interrupted leaves nothing, and the next run continues", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const output = runner.path("out");
    const content = Buffer.alloc(400_000, "image");
    const given = {
      ...SERVICE,
      server: server.server,
      output,
      request: request(),
      store: "directory",
    };
    const stop = new AbortController();
    const reason = new Error("interrupted");
    // Half of it comes, and then nothing more.
    host.misbehave = (_, response, serve) => {
      response.writeHead(200, { "content-length": content.length }).write(serve().body.slice(0, 300_000));
      setTimeout(() => stop.abort(reason), 50);
      return true;
    };
    const running = runner.run(given, stop.signal);
    await until(() => server.count("GET", IDS[0]) > 0);
    const query = "?X-Amz-Signature=0123456789abcdef0123";
    server.finish(IDS[0], [
      { type: "aws.s3", options: { url: host.put("/disk.qcow2", content, { query }) } },
    ]);
    await expect(running).rejects.toBe(reason);
    expect(existsSync(output)).toBe(false);
    host.misbehave = () => false;
    const { failure } = await runner.run(given);
    expect(failure).toBeUndefined();
    expect(server.count("POST")).toBe(1);
    const [{ location }] = JSON.parse(readFileSync(`${output}/images.json`, "utf8")).payload.images.Cloud
      .x86_64;
    expect(location).toMatchObject({ size: content.length, checksum: sha256(content) });
    expect(readFileSync(`${output}/compose/${location.local_path}`)).toEqual(content);
  });

  test.each([
    ["output", { output: "/proc/none/out" }, /^output: cannot write to \/proc\/none\/out/],
    ["store", { "store-directory": "/proc/none/out" }, /^store-directory: cannot write to \/proc\/none\/out/],
    [
      "lock",
      { "lock-output": "/proc/none/lock.json" },
      /^lock-output: \/proc\/none\/lock.json cannot be written/,
    ],
  ])(
    "a place for the %s that can hold nothing is refused before anything is asked",
    async (_, given, text) => {
      const server = await composer({ ids: [...IDS] });
      const options = { ...SERVICE, server: server.server, output: runner.path("out"), request: request() };
      await expect(runner.run({ ...options, store: "directory", ...given })).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(text),
      });
      expect(server.count("POST")).toBe(0);
    },
  );

  test("a token goes to the service alone, and not where its images lie", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const given = { ...SERVICE, server: server.server, output: runner.path("out"), request: request() };
    const running = runner.run({ ...given, store: "directory", "auth-token": "s3cret-token" });
    await until(() => server.count("GET", IDS[0]) > 0);
    const query = "?X-Amz-Signature=0123456789abcdef0123";
    server.finish(IDS[0], [
      { type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x"), { query }) } },
    ]);
    expect((await running).failure).toBeUndefined();
    expect(server.requests.some(({ headers }) => headers.authorization === "Bearer s3cret-token")).toBe(true);
    expect(host.requests.length).toBeGreaterThan(0);
    expect(host.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  });

  test("a failure tells its root, and the others go on", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      output: runner.path("out"),
      request: request(imageRequest(), imageRequest("guest-image", { architecture: "aarch64" })),
    });
    await until(() => server.count("GET", IDS[1]) > 0);
    server.fail(IDS[0], { id: 10, reason: "osbuild build failed", details: ["no package tmuxx"] });
    await until(() => runner.told.lines.some((line) => line.includes("failure")));
    server.finish(IDS[1], [{ type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x")) } }]);
    const { failure, findings, outputs, summary } = await running;
    expect(failure).toContain("1 of 2 composes are of no use");
    expect(findings).toMatchObject([{ path: `compose ${IDS[0]}`, severity: "error" }]);
    expect(outputs).toMatchObject({ state: "failed", "metadata-dir": runner.path("out") });
    expect(summary).toContain("no package tmuxx");
  });

  test("that are no files are outputs, and stand in the file of targets", async () => {
    const server = await composer({ ids: [...IDS] });
    const output = runner.path("out");
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      output,
      request: request(imageRequest("aws")),
    });
    await until(() => server.count("GET", IDS[0]) > 0);
    const options = { ami: "ami-0c830793775595d4b", region: "eu-west-1" };
    server.finish(IDS[0], [{ type: "aws", options }]);
    const { failure, outputs, report, summary } = await running;
    expect(failure).toBeUndefined();
    const of = { compose: IDS[0], image: 1, imageType: "aws", arch: "x86_64" };
    const wanted = [{ ...of, target: "aws", results: options }];
    expect(JSON.parse(outputs["targets"] ?? "")).toEqual(wanted);
    expect(runner.json("out/targets.json")).toEqual(wanted);
    expect(report["targets"]).toEqual(wanted);
    expect(summary).toMatch(new RegExp(`${IDS[0]}[^|]*\\| aws for x86\\\\?_64 \\|`));
    expect(outputs["metadata-dir"]).toBe("");
    expect(runner.told.warnings.join()).toContain("is ami-0c830793775595d4b in eu-west-1, which is no file");
  });

  test.each([
    [{ url: "s3://bucket/disk.qcow2" }, "url begins with s3:, and only http and https can be fetched"],
    [{ url: "javascript:alert(1)" }, "url begins with javascript:"],
    [{}, "does not say url"],
  ])("whose target says of its result %j are of no use", async (options, message) => {
    const server = await composer({ ids: [...IDS] });
    const output = runner.path("out");
    const running = runner.run({ ...SERVICE, server: server.server, output, request: request() });
    await until(() => server.count("GET", IDS[0]) > 0);
    server.finish(IDS[0], [{ type: "aws.s3", options: options as Record<string, string> }]);
    const { failure, outputs } = await running;
    expect(failure).toContain("it is called finished, but cannot be used: the guest-image for x86_64");
    expect(failure).toContain(message);
    expect(outputs["metadata-dir"]).toBe("");
    expect(existsSync(output)).toBe(false);
  });

  test("what pins them is written, asked for again, and compared", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const lock = runner.path("lock.json");
    const finish = (id: string) =>
      server.finish(id, [{ type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x")) } }]);
    const common = { ...SERVICE, server: server.server, request: request() };
    const first = runner.run({ ...common, "lock-output": lock });
    await until(() => server.count("GET", IDS[0]) > 0);
    finish(IDS[0]);
    await first;
    const written = JSON.parse(readFileSync(lock, "utf8"));
    expect(written.composes[0]).toMatchObject({
      images: [
        { arch: "x86_64", type: "guest-image", repositories: [{ baseurl: expect.stringContaining("37") }] },
      ],
      packages: [{ nevra: "tmux-3.3a-1.fc37.x86_64" }],
    });
    const second = runner.run({ ...common, lock });
    await until(() => server.count("GET", IDS[1]) > 0);
    const compose = server.compose(IDS[1]);
    compose.packages = (compose.packages ?? []).map((one) => ({ ...one, version: "3.4" }));
    finish(IDS[1]);
    await second;
    expect(runner.told.warnings.join("\n")).toContain("no tmux-3.3a-1.fc37.x86_64");
  });

  test("what a list of mirrors gives is not pinned, and that is said when the lock is written", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const lock = runner.path("lock.json");
    const repositories = [
      { metalink: "https://m.example/metalink?repo=41" },
      { baseurl: "https://r.example/41/", mirrorlist: "https://m.example/41" },
      { mirrorlist: "https://m.example/42" },
    ];
    const image = imageRequest("guest-image", { repositories });
    const common = { ...SERVICE, server: server.server, preflight: "off", request: request(image) };
    const running = runner.run({ ...common, "lock-output": lock });
    await until(() => server.count("GET", IDS[0]) > 0);
    server.finish(IDS[0], [{ type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x")) } }]);
    const { failure, result } = await running;
    expect(failure).toBeUndefined();
    const written = JSON.parse(readFileSync(lock, "utf8"));
    expect(written.composes[0].images[0].repositories).toEqual([
      null,
      { baseurl: "https://r.example/41/" },
      null,
    ]);
    const notes = result.notices.filter((line) => line.includes("is not pinned: its"));
    expect(notes).toEqual([
      expect.stringContaining("guest-image for x86_64: repository 1 is not pinned: its metalink leads to"),
      expect.stringContaining("guest-image for x86_64: repository 3 is not pinned: its mirrorlist leads to"),
    ]);
  });

  test("the log says how long ago each was asked for, and nothing of one that somebody else did", async () => {
    const server = await composer({ ids: [...IDS] });
    const common = { ...SERVICE, server: server.server };
    const asked = runner.run({ ...common, request: request(), timeout: "300ms", "on-timeout": "leave" });
    expect((await asked).failure).toBeUndefined();
    expect(runner.told.lines.join("\n")).toMatch(new RegExp(`${IDS[0]}: pending, asked for \\S+ m?s ago`));
    runner.told.lines.splice(0);
    const named = { operation: "wait", "compose-id": IDS[0], timeout: "300ms", "on-timeout": "leave" };
    await runner.run({ ...common, ...named });
    expect(runner.told.lines.join("\n")).toContain(`${IDS[0]}: pending`);
    expect(runner.told.lines.join("\n")).not.toContain("ago");
  });

  test("a repository that holds a secret is not pinned, and nothing masked is ever sent", async () => {
    const server = await composer({ ids: [...IDS] });
    const host = await imageHost();
    const lock = runner.path("lock.json");
    const repositories = [
      { baseurl: "https://r.example/hunter22/41/" },
      { baseurl: "https://r.example/42/" },
    ];
    const common = {
      ...SERVICE,
      server: server.server,
      preflight: "off",
      request: JSON.stringify({
        distribution: "fedora-37",
        image_requests: [imageRequest("guest-image", { repositories })],
        customizations: { subscription: { organization: "1", "activation-key": "hunter22" } },
      }),
    };
    const first = runner.run({ ...common, "lock-output": lock });
    await until(() => server.count("GET", IDS[0]) > 0);
    server.finish(IDS[0], [{ type: "aws.s3", options: { url: host.put("/disk.qcow2", Buffer.from("x")) } }]);
    expect((await first).failure).toBeUndefined();
    const written = JSON.parse(readFileSync(lock, "utf8"));
    expect(written.composes[0].images[0].repositories).toEqual([null, repositories[1]]);
    expect(JSON.stringify(written)).not.toContain("hunter22");
    expect(runner.told.warnings.join("\n")).toContain("repository 1 is not pinned: it holds a secret");
    // Earlier versions wrote it down like this.
    written.composes[0].images[0].repositories[0] = { baseurl: "https://r.example/***/41/" };
    writeFileSync(lock, JSON.stringify(written));
    await runner.run({ ...common, lock, wait: "false" });
    const sent = server.requests.filter(({ method }) => method === "POST").map(({ body }) => String(body));
    expect(sent).toHaveLength(2);
    expect(sent[1]).toContain("https://r.example/hunter22/41/");
    expect(sent[1]).not.toContain("***");
    expect(runner.told.warnings.join("\n")).toContain("repository 1 has masked secrets in the lock");
  });
});

describe("refused before anything is asked for", () => {
  test.each([
    [
      "two images that are the same to productmd",
      { request: request(imageRequest(), imageRequest()) },
      /subvariant/,
    ],
    ["an image type that the server does not have", { request: request(imageRequest("floppy")) }, /floppy/],
    ["no request", {}, /request: required/],
    [
      "a lock of composes that were named without their request",
      { operation: "wait", "compose-id": IDS[0], output: "", "lock-output": join(tmpdir(), "a.lock.json") },
      /^lock-output: needs the request: /,
    ],
    ["an unknown attribute", { request: request(), images: "colour=red" }, /colour/],
  ])("%s", async (_, given, message) => {
    const server = await composer();
    const running = runner.run({ ...SERVICE, server: server.server, output: runner.path("out"), ...given });
    await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect(server.count("POST")).toBe(0);
  });
});

describe("who asks, and what nobody must see", () => {
  test("tokens that run out while it waits are got anew", async () => {
    const tokens = await new TokenStandIn().start();
    stops.push(() => tokens.stop());
    tokens.tenants.set("offline-token", "us");
    const server = await composer({ ids: [...IDS], tokens });
    const host = await imageHost();
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      request: request(),
      "oauth-token-url": `${tokens.server}/token`,
      "oauth-client-id": "rhsm-api",
      "oauth-refresh-token": "offline-token",
    });
    await until(() => server.count("GET", IDS[0]) > 0);
    tokens.revoke();
    const before = server.count("GET", IDS[0]);
    await until(() => server.count("GET", IDS[0]) > before + 2);
    server.finish(IDS[0], [{ type: "aws.s3", options: { url: host.put("/d.qcow2", Buffer.from("x")) } }]);
    expect((await running).failure).toBeUndefined();
    expect(tokens.count("POST")).toBe(2);
    expect(server.count("POST")).toBe(1);
  });

  test("a client certificate; without it the server says no", async () => {
    using certificates = new Certificates();
    certificates.issue("client", "/CN=ci");
    const tls = {
      key: certificates.pem("server.key"),
      cert: certificates.pem("server.pem"),
      ca: certificates.pem("ca.pem"),
      requestCert: true,
      rejectUnauthorized: true,
    };
    const server = await composer({ ids: [...IDS], tls });
    const given = {
      ...SERVICE,
      server: server.server,
      request: request(),
      "ca-file": certificates.path("ca.pem"),
    };
    await expect(runner.run({ ...given, retries: "0" })).rejects.toMatchObject({
      message: expect.stringMatching(/certificate/),
    });
    const cert = `127.0.0.1 ${certificates.path("client.pem")} ${certificates.path("client.key")}`;
    const { outputs } = await runner.run({ ...given, "client-cert": cert, wait: "false" });
    expect(outputs).toMatchObject({ "compose-id": IDS[0], state: "requested" });
  });

  test("secrets of the request are masked before it is sent, and kept nowhere", async () => {
    const server = await composer({ ids: [...IDS] });
    let known: readonly string[] = [];
    server.misbehave = ({ method }) => {
      if (method === "POST") known = [...runner.told.secrets];
      return false;
    };
    const customizations = { subscription: { organization: "1", "activation-key": "activate-me-1234" } };
    const body = { distribution: "fedora-37", image_requests: [imageRequest()], customizations };
    const running = runner.run({
      ...SERVICE,
      server: server.server,
      request: JSON.stringify(body),
      preflight: "off",
      timeout: "60ms",
      "on-timeout": "leave",
    });
    const { outputs, summary, report } = await running;
    expect(known).toContain("activate-me-1234");
    const kept = JSON.stringify([outputs, summary, report, runner.told.lines, runner.json("state.json")]);
    expect(kept).not.toContain("activate-me-1234");
    // Another key is the same request: it is continued.
    body.customizations.subscription["activation-key"] = "activate-me-5678";
    const next = await runner.run({
      ...SERVICE,
      server: server.server,
      request: JSON.stringify(body),
      preflight: "off",
      timeout: "30ms",
      "on-timeout": "leave",
    });
    expect(next.result.composes).toMatchObject([{ id: IDS[0], how: "continued", verdict: "open" }]);
  });
});

test("composes that were named are held against the request, if that is given", async () => {
  const server = await composer({ ids: [...IDS] });
  const host = await imageHost();
  const given = { ...SERVICE, server: server.server, output: runner.path("out"), request: request() };
  await runner.run({ ...given, wait: "false" });
  server.finish(IDS[0], [{ type: "gcp", options: { project_id: "p", image_name: "i" } }]);
  const bad = await runner.run({ ...given, operation: "wait", "compose-id": IDS[0] });
  expect(bad.failure).toContain("there is no result of the target aws.s3");
  server.finish(IDS[0], [{ type: "aws.s3", options: { url: host.put("/d.qcow2", Buffer.from("x")) } }]);
  const { request: _, ...alone } = given;
  const named = {
    ...alone,
    operation: "wait",
    "compose-id": IDS[0],
    images: "arch=x86_64 image-type=guest-image",
  };
  await expect(runner.run(named)).rejects.toMatchObject({
    message: expect.stringContaining("metadata-compose-id"),
  });
  const good = await runner.run({ ...named, "metadata-compose-id": "Fedora-37-20260204.0" });
  expect(good.failure).toBeUndefined();
  expect(good.outputs["metadata-dir"]).toBe(runner.path("out"));
});
