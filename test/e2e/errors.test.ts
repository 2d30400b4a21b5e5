import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { cli } from "../support/dist.ts";
import { readJson } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";

/**
 * What somebody reads who meets an error for the first time: it must name the file or the input, the value or the place,
 * and what to do.
 */
const scratch = useScratch();
const work = scratch.folder();
const QUICK = ["--retries", "0", "--retry-delay", "1ms"];
let server: Server;
let origin = "";
/** A port where nobody listens. */
let closed = "";

beforeAll(async () => {
  // The path says how it answers: /s404/…, and /html/… like a page to log in at.
  server = createServer(({ url = "" }, response) => {
    const [, status] = /^\/s(\d+)/.exec(url) ?? [];
    if (status === undefined) response.writeHead(200).end("<html>Who are you?</html>");
    else response.writeHead(Number(status)).end("no");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  closed = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await new Promise((resolve) => other.close(resolve));
  const files = {
    "cut.json": '{"header": ',
    "text.json": "hello",
    "notes.rpm": "no package",
    "empty.json": "",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(work, name), content);
  mkdirSync(join(work, "empty"));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const LOCALIZE = ["--output", "mirror", ...QUICK];
const UPGRADE = ["--output", "new", "--base-url", "https://cdn.example.com/"];
const RECORD = ["--compose-id", "Fedora-41-20260204.0", "--variant", "Server", "--arch", "x86_64"];
const ODCS = ["--service", "odcs", "--source-type", "tag", "--source", "f41", ...QUICK];

/** Arguments, the exit code, what the error says, and what to do. */
type Case = readonly [args: readonly string[], code: 1 | 2, message: RegExp, remedy: RegExp];

const ANYWHERE: readonly Case[] = [
  [["localize", "cut.json", ...LOCALIZE], 1, /^cut\.json: header: the file ends before/, /mend the file/],
  [["localize", "text.json", ...LOCALIZE], 1, /^text\.json: not valid JSON/, /or make it anew/],
  [["localize", "empty.json", ...LOCALIZE], 1, /^empty\.json: the file is empty/, /or make it anew/],
  [["localize", "empty", ...LOCALIZE], 2, /^compose: empty holds no metadata/, /composeinfo\.json/],
  [["localize", "gone", ...LOCALIZE], 2, /^compose: gone does not exist/, /give a compose directory/],
  [
    ["upgrade-metadata", "cut.json", "text.json", ...UPGRADE],
    1,
    /^2 metadata files are invalid/,
    /mend them/,
  ],
  [
    ["upgrade-metadata", "empty", ...UPGRADE, "--url-map", "gone.json"],
    2,
    /^url-map: cannot read gone\.json: ENOENT \(there is no such file/,
    /the JSON itself/,
  ],
  [
    ["record-artifacts", ...RECORD, "--output", "r", "--rpms", "*.rpm", "--extra-files", "*.json"],
    1,
    /^notes\.rpm: the file ends within the lead of an RPM package/,
    /mend the file/,
  ],
  [
    ["push-oci", "empty", "--repository", "https://registry.example.com/x", "--output", "p"],
    2,
    /^repository: "https:\/\/registry\.example\.com\/x" is the address of a web page/,
    /registry\.example\.com\/name/,
  ],
  [["request-compose", "--service", "odcs"], 2, /^server: required with ODCS/, /https:\/\/odcs/],
  [["localize", "--paranoid", "yes", ...LOCALIZE], 2, /--paranoid is a flag/, /--paranoid=true/],
  [["localize", "--paranoid", "0", ...LOCALIZE], 2, /--paranoid is a flag/, /--paranoid=false/],
];

async function errorOf(args: readonly string[]) {
  const { code, stdout } = await cli([...args, "--json"], { cwd: work });
  return { code, ...JSON.parse(stdout).error };
}

test.each(ANYWHERE)("%j", async (args, expected, message, remedy) => {
  const error = await errorOf(args);
  expect(error.message).toMatch(message);
  expect(error.remedy).toMatch(remedy);
  expect(error.code).toBe(expected);
});

describe("where metadata is fetched from", () => {
  test.each([
    ["/s401/c", 1, /could not be read: the server answers 401/, /http-token/],
    ["/s404/c", 2, /there is no metadata at/, /check the URL/],
    ["/s429/c", 1, /could not be read: the server answers 429/, /run it again later/],
    ["/s500/c", 1, /could not be read: the server answers 500/, /run it again later/],
    ["/html", 1, /5 metadata files are invalid/, /mend them/],
  ] as const)("%s", async (path, code, message, remedy) => {
    const error = await errorOf(["localize", origin + path, ...LOCALIZE]);
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(remedy);
  });

  test("nobody listens", async () => {
    const error = await errorOf(["localize", `${closed}/c`, ...LOCALIZE]);
    expect(error.message).toContain(`${closed}/c could not be read: no connection: ECONNREFUSED (nothing`);
    expect(error.remedy).toMatch(/check the host and its port/);
  });
});

describe("a service", () => {
  test.each([
    ["/s404", /answers 404/],
    ["/html", /no JSON/],
  ])("that is none: %s", async (path, message) => {
    const error = await errorOf(["request-compose", ...ODCS, "--server", origin + path]);
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(/^check server:/);
  });
});

describe("each artifact that fails", () => {
  test("is named with the host that was asked", async () => {
    const compose = generate(scratch, { files: true, images: 1, variants: 1, arches: 1 });
    const metadata = scratch.fresh();
    const base = ["--base-url", `${origin}/s404`, "--compute-checksums"];
    expect((await cli(["upgrade-metadata", compose, "--output", metadata, ...base])).code).toBe(0);
    const only = ["--kinds", "image", "--output", scratch.fresh("mirror"), ...QUICK];
    const { stderr } = await cli(["localize", metadata, ...only]);
    expect(stderr).toMatch(
      new RegExp(`warning: .*\\.iso: not-found: the server answers 404, from ${new URL(origin).host}\n`),
    );
  });

  test("is named when it cannot be pushed", async () => {
    const compose = generate(scratch, { files: true, images: 1, variants: 1, arches: 1 });
    const place = ["--repository", `${new URL(closed).host}/x`, "--output", scratch.fresh("pushed")];
    const { stderr } = await cli(["push-oci", compose, "--kinds", "image", ...place, ...QUICK]);
    expect(stderr).toMatch(/warning: \S+\.iso: connection: 127\.0\.0\.1:\d+: no connection: ECONNREFUSED/);
  });
});

test("a corrupt compose is told with what it lacks", async () => {
  const compose = generate(scratch, { files: true, images: 2, variants: 1, arches: 1 });
  const images = Object.values(readJson(join(compose, "metadata/images.json")).payload.images).flatMap(
    (arches) => Object.values(arches as object).flat(),
  ) as { path: string }[];
  const [damaged, lost] = [images[0]?.path ?? "", "GPL"];
  writeFileSync(join(compose, damaged), Buffer.alloc(1024, "x"));
  const extra = join(compose, "BaseOS/x86_64/os");
  expect(readdirSync(extra)).toContain(lost);
  rmSync(join(extra, lost));
  const error = await errorOf([
    ...["upgrade-metadata", compose, "--output", scratch.fresh(), "--base-url", "https://cdn.example.com/"],
    "--strict-checksums",
  ]);
  expect(error.message).toBe(
    "The compose is corrupt: metadata and files differ in 1 place, and 1 file is missing",
  );
  expect(error.details).toEqual([
    expect.stringMatching(new RegExp(`^${damaged}: `)),
    `BaseOS/x86_64/os/${lost}: missing`,
  ]);
});
