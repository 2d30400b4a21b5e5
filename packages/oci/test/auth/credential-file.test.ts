import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseInputs, type RegistryEnvironment, silentReporter, UserError } from "@compose-actions/step";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Logins } from "../../src/auth/logins.ts";
import { registryInputs } from "../../src/registry-inputs.ts";

const root = mkdtempSync(join(tmpdir(), "credentials-"));
const path = process.env["PATH"];
let count = 0;
beforeEach(() => {
  count += 1;
});
afterEach(() => {
  process.env["PATH"] = path;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const auth = (username: string, password: string) => ({
  auth: Buffer.from(`${username}:${password}`).toString("base64"),
});
const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

function file(content: unknown, name = "config.json"): string {
  const directory = join(root, String(count));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), typeof content === "string" ? content : JSON.stringify(content));
  return join(directory, name);
}

/** A program `docker-credential-<name>` that runs a script of a shell. */
function helper(name: string, script: string): void {
  const program = file(`#!/bin/sh\n${script}\n`, `docker-credential-${name}`);
  chmodSync(program, 0o755);
  process.env["PATH"] = `${join(root, String(count))}${delimiter}${path}`;
}

function logins(
  registries: Partial<RegistryEnvironment>,
  { raw = {}, own }: { raw?: Record<string, string>; own?: string } = {},
) {
  const warnings: string[] = [];
  const made = new Logins({
    inputs: parseInputs(registryInputs, raw),
    own,
    context: {
      signal: new AbortController().signal,
      reporter: { ...silentReporter, warn: (line) => warnings.push(line) },
      network: {
        proxies: {},
        netrcFile: undefined,
        privateAddresses: "allowed",
        wantsUncheckedCertificates: false,
        registries: { credentialFiles: [], ...registries },
      },
    },
  });
  const header = async (registry: string, repository?: string) =>
    (await made.find(registry, repository))?.basicHeader;
  return { warnings, header, find: made.find.bind(made) };
}

describe("credential files", () => {
  test("are asked in their order, and the first that has a login counts", async () => {
    const first = file({ auths: { "a.example": auth("u1", "p1") } }, "1.json");
    const second = file(
      { auths: { "a.example": auth("u2", "p2"), "b.example": auth("u3", "p3") } },
      "2.json",
    );
    const { header, warnings } = logins({ credentialFiles: [join(root, "none"), first, second] });
    expect(await header("a.example")).toBe(basic("u1", "p1"));
    expect(await header("b.example")).toBe(basic("u3", "p3"));
    expect(await header("c.example")).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test("need not exist, but one that a variable names is told of, once", async () => {
    const path = join(root, "none");
    const good = file({ auths: { "a.example": auth("u1", "p1") } }, "good.json");
    const credentialFiles = [path, join(root, "none either"), good];
    const namedCredentialFile = { variable: "REGISTRY_AUTH_FILE", path };
    const { header, warnings } = logins({ credentialFiles, namedCredentialFile });
    expect(await header("a.example")).toBe(basic("u1", "p1"));
    expect(await header("b.example")).toBeUndefined();
    expect(warnings).toEqual([`REGISTRY_AUTH_FILE names "${path}", and there is no such file`]);
    const there = logins({ credentialFiles, namedCredentialFile: { ...namedCredentialFile, path: good } });
    await there.header("a.example");
    expect(there.warnings).toEqual([]);
  });

  test("have logins for parts of a registry, the longest first", async () => {
    const auths = {
      "r.example": auth("host", "p"),
      "r.example/team": auth("team", "p"),
      "r.example/team/app": auth("app", "p"),
      "r.example/te": auth("wrong", "p"),
    };
    const { header } = logins({ credentialFiles: [file({ auths })] });
    expect(await header("r.example", "team/app")).toBe(basic("app", "p"));
    expect(await header("r.example", "team/app/x")).toBe(basic("app", "p"));
    expect(await header("r.example", "team/other")).toBe(basic("team", "p"));
    expect(await header("r.example", "teams/app")).toBe(basic("host", "p"));
    expect(await header("r.example")).toBe(basic("host", "p"));
    expect(await header("r.example:5000", "team/app")).toBeUndefined();
    expect(await header("xr.example", "team/app")).toBeUndefined();
  });

  test("may name registries as old clients did", async () => {
    const auths = {
      "https://r.example/v2/": auth("u", "p"),
      "https://index.docker.io/v1/": auth("hub", "p"),
      "HTTPS://Other.Example": auth("o", "p"),
    };
    const { header } = logins({ credentialFiles: [file({ auths })] });
    expect(await header("r.example", "a")).toBe(basic("u", "p"));
    expect(await header("docker.io", "library/a")).toBe(basic("hub", "p"));
    expect(await header("registry-1.docker.io")).toBe(basic("hub", "p"));
    expect(await header("other.example")).toBe(basic("o", "p"));
  });

  test("have passwords with colons, refresh tokens, and tokens for the registry itself", async () => {
    const auths = {
      "a.example": auth("u", "p:q:r"),
      "b.example": { ...auth("u", ""), identitytoken: "refresh-me" },
      "c.example": { registrytoken: "take-me" },
      "d.example": { username: "plain", password: "secret" },
      "e.example": {},
      "f.example": { auth: "not base64 at all" },
      "g.example": { auth: 5 },
    };
    const { header, find } = logins({ credentialFiles: [file({ auths })] });
    expect(await header("a.example")).toBe(basic("u", "p:q:r"));
    expect((await find("b.example", undefined))?.identityToken).toBe("refresh-me");
    expect((await find("c.example", undefined))?.registryToken).toBe("take-me");
    expect(await header("d.example")).toBe(basic("plain", "secret"));
    for (const name of ["e", "f", "g"]) {
      expect(await find(`${name}.example`, undefined)).toBeUndefined();
    }
  });

  test.each([
    ["is no JSON", "{"],
    ["is no object", "[]"],
    ["has other things in it", { auths: "all" }],
    ["is too long", " ".repeat(2 * 1024 * 1024)],
  ])("that %s is said, without a secret, and passed over", async (_, content) => {
    const broken = file(content, "broken.json");
    const good = file({ auths: { "a.example": auth("u", "p") } }, "good.json");
    const { header, warnings } = logins({ credentialFiles: [broken, good] });
    expect(await header("a.example")).toBe(basic("u", "p"));
    expect(warnings).toEqual([expect.stringContaining("broken.json")]);
  });

  test("show nothing of what they hold when they are printed", async () => {
    const { find } = logins({ credentialFiles: [file({ auths: { "a.example": auth("u", "hunter2") } })] });
    const login = await find("a.example", undefined);
    expect(`${JSON.stringify(login)} ${login?.shown}`).not.toContain("hunter2");
  });
});

describe("credential helpers", () => {
  test("are asked for the registry that they are named for", async () => {
    helper(
      "ecr",
      'read host; echo "{\\"ServerURL\\":\\"$host\\",\\"Username\\":\\"AWS\\",\\"Secret\\":\\"for $host\\"}"',
    );
    const { header } = logins({
      credentialFiles: [
        file({ credHelpers: { "r.example": "ecr" }, auths: { "r.example": auth("u", "p") } }),
      ],
    });
    expect(await header("r.example", "a/b")).toBe(basic("AWS", "for r.example"));
    expect(await header("other.example")).toBeUndefined();
  });

  test("that keep all logins are asked last, and may have none", async () => {
    helper(
      "store",
      'read host; if [ "$host" = "https://index.docker.io/v1/" ]; then echo "{\\"Username\\":\\"<token>\\",\\"Secret\\":\\"refresh\\"}"; else echo "credentials not found in native keychain"; exit 1; fi',
    );
    const first = file({ credsStore: "store", auths: { "a.example": auth("u1", "p") } }, "1.json");
    const second = file({ auths: { "b.example": auth("u2", "p") } }, "2.json");
    const { header, find, warnings } = logins({ credentialFiles: [first, second] });
    expect(await header("a.example")).toBe(basic("u1", "p"));
    expect(await header("b.example")).toBe(basic("u2", "p"));
    expect((await find("docker.io", "library/x"))?.identityToken).toBe("refresh");
    expect(warnings).toEqual([]);
  });

  test.each([
    ["does not exist", "none", "", "ENOENT"],
    ["fails", "failing", "echo secret-output; exit 3", "exit code 3"],
    ["says nonsense", "strange", "echo secret-output", "no login"],
    ["says too much", "loud", "yes secret-output", "too much"],
  ])("that %s is said, and nobody else is asked", async (_, name, script, expected) => {
    if (script !== "") helper(name, script);
    const first = file({ credHelpers: { "r.example": name } }, "1.json");
    const second = file({ auths: { "r.example": auth("u", "p") } }, "2.json");
    const { header, warnings } = logins({ credentialFiles: [first, second] });
    expect(await header("r.example")).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining(expected)]);
    expect(warnings.join()).not.toContain("secret-output");
  });

  test.each(["../../bin/sh", "a/b", "x; touch /tmp/owned", "", "-x", "a\nb", "$(id)"])(
    "with a name like %j are not run",
    async (name) => {
      const { header, warnings } = logins({
        credentialFiles: [file({ credHelpers: { "r.example": name } })],
      });
      expect(await header("r.example")).toBeUndefined();
      expect(warnings).toEqual([expect.stringContaining("characters that such a name cannot have")]);
    },
  );

  test("end with the run", async () => {
    helper("slow", "exec sleep 60");
    const stop = new AbortController();
    const made = new Logins({
      inputs: parseInputs(registryInputs, {}),
      own: undefined,
      context: {
        signal: stop.signal,
        reporter: silentReporter,
        network: {
          proxies: {},
          netrcFile: undefined,
          privateAddresses: "allowed",
          wantsUncheckedCertificates: false,
          registries: { credentialFiles: [file({ credHelpers: { "r.example": "slow" } })] },
        },
      },
    });
    const found = made.find("r.example", undefined);
    setTimeout(() => stop.abort(new Error("stopped")), 100);
    await expect(found).rejects.toThrow("stopped");
  });
});

describe("logins", () => {
  const own = { registry: "registry.gitlab.example", username: "gitlab-ci-token", password: "job-token" };

  test("that inputs give come first, and are for one registry", async () => {
    const credentialFiles = [
      file({ auths: { "r.example": auth("file", "p"), "s.example": auth("file", "p") } }),
    ];
    const raw = { "registry-username": "me", "registry-password": "mine" };
    const { header } = logins({ credentialFiles }, { raw, own: "r.example" });
    expect(await header("r.example")).toBe(basic("me", "mine"));
    expect(await header("s.example")).toBe(basic("file", "p"));
    expect(await header("t.example")).toBeUndefined();
  });

  test("of the CI are for its own registry, and come before files", async () => {
    const credentialFiles = [file({ auths: { "registry.gitlab.example": auth("file", "p") } })];
    const { header } = logins({ credentialFiles, own });
    expect(await header("registry.gitlab.example", "group/project")).toBe(
      basic("gitlab-ci-token", "job-token"),
    );
    expect(await header("r.example")).toBeUndefined();
  });

  test("with GitHub's token are for ghcr.io alone, in the actor's name", async () => {
    const { header } = logins({ actor: "octocat" }, { raw: { token: "ghs_token" } });
    expect(await header("ghcr.io", "o/p")).toBe(basic("octocat", "ghs_token"));
    for (const other of ["ghcr.io.evil.example", "evil-ghcr.io", "ghcr.io:8443", "docker.io", "github.com"]) {
      expect(await header(other)).toBeUndefined();
    }
  });

  test.each([
    [{ "registry-username": "u" }, "r.example", /needs registry-password/],
    [{ "registry-password": "secret-p" }, "r.example", /needs registry-username/],
    [{ "registry-username": "u", "registry-password": "secret-p" }, undefined, /not clear for which/],
    [{ "registry-username": "u:v", "registry-password": "secret-p" }, "r.example", /character/],
    [{ "registry-username": "u", "registry-password": "secret-p\nx" }, "r.example", /character/],
  ])("that cannot be meant so are refused: %j for %s", (raw, registry, expected) => {
    const make = () => logins({}, { raw, ...(registry === undefined ? {} : { own: registry }) });
    expect(make).toThrow(UserError);
    expect(make).toThrow(expected);
    expect(make).not.toThrow(/secret-p/);
  });
});
