import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../packages/services/test/support/odcs/stand-in.ts";
import { startNginx } from "../bench/nginx.mjs";
import { action, cli } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";

const TOOLS = ["createrepo_c", "rpmbuild", "nginx"];
const PATH = `${process.env["PATH"]}:/usr/sbin:/sbin`;
const hasTool = (name: string): boolean =>
  spawnSync("sh", ["-c", `command -v ${name}`], { env: { ...process.env, PATH } }).status === 0;
const missing = TOOLS.filter((name) => !hasTool(name));
if (missing.length > 0 && process.env["CI"]) {
  throw new Error(`needed by the tests in CI: ${missing.join(", ")}`);
}

const ID = "odcs-1-1-20261121.t.0";
const OS = "Temporary/x86_64/os";
const SOURCE = "Temporary/source/tree";
const scratch = useScratch();
const servers: OdcsStandIn[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function odcs(options: ConstructorParameters<typeof OdcsStandIn>[0] = {}): Promise<OdcsStandIn> {
  const server = await new OdcsStandIn(options).start();
  servers.push(server);
  return server;
}

const QUICK = { "poll-interval": "50ms", "poll-max": "100ms", "retry-delay": "1ms" };
const asFlags = (inputs: Readonly<Record<string, string>>): string[] =>
  Object.entries(inputs).map(([name, value]) => `--${name}=${value}`);

describe.skipIf(missing.length > 0)(
  "a compose of ODCS with repositories of createrepo_c (needs createrepo_c, rpmbuild and nginx)",
  () => {
    const folder = scratch.path;
    const mirror = join(folder, "mirror");
    let web: { url: string; stop(): Promise<unknown> } | undefined;

    beforeAll(async () => {
      makeCompose(folder);
      web = await startNginx(folder);
    }, 120_000);
    afterAll(async () => {
      await web?.stop();
    });

    test("request-compose, localize, verify", async () => {
      const server = await odcs({ targetUrl: `${web?.url}composes` });
      const output = join(folder, "metadata-2.0");
      const inputs = {
        service: "odcs",
        server: server.url,
        "source-type": "tag",
        source: "f41",
        output,
        "state-file": join(folder, "state.json"),
        ...QUICK,
      };
      const requested = await cli(["request-compose", ...asFlags(inputs)], {
        onOutput(text) {
          if (text.includes("compose 1: wait") && server.store.row(1).state === 0) {
            server.store.generate(1);
          } else if (text.includes("generating") && server.store.row(1).state === 1) {
            server.store.finish(1, { pungi_compose_id: ID });
          }
        },
      });
      expect(requested, requested.stderr).toMatchObject({ code: 0 });
      expect(readFileSync(join(output, "odcs-1.repo"), "utf8")).toContain("baseurl");
      const localized = await cli(["localize", output, "--output", mirror]);
      expect(localized, localized.stderr).toMatchObject({ code: 0 });
      const verified = await cli(["verify", mirror, "--unlisted", "fail", "--json"]);
      expect(verified, verified.stdout).toMatchObject({ code: 0 });
      expect(JSON.parse(verified.stdout)).toMatchObject({ failed: 0, errors: [] });
      const packages = readdirSync(join(mirror, "compose", OS, "Packages", "o"));
      expect(packages).toEqual(["one-1-1.noarch.rpm"]);
    });

    test.skipIf(!hasTool("dnf"))("what was localized can be installed with dnf (needs dnf)", () => {
      const root = join(folder, "root");
      const repository = `--repofrompath=here,file://${join(mirror, "compose", OS)}`;
      const flags = ["--assumeyes", "--nogpgcheck", "--repo=here", repository, `--installroot=${root}`];
      execFileSync("dnf", [...flags, "--releasever=1", "install", "one"], { stdio: "ignore" });
      expect(existsSync(root)).toBe(true);
    });
  },
);

describe("in a job on GitHub", () => {
  const inputs = (server: OdcsStandIn, name: string) => ({
    service: "odcs",
    server: server.url,
    "source-type": "tag",
    source: "f41",
    ...QUICK,
    "state-file": join(scratch.path, `${name}.json`),
  });
  const logins = { backend: "openidc", tokens: { "tok-12345": { user: "me" } }, users: { me: {} } } as const;

  test("the id is there although the job is cancelled, and so is the compose", async () => {
    const server = await odcs(logins);
    const given = { ...inputs(server, "cancelled"), "auth-token": "tok-12345", "cancel-on-abort": "true" };
    let isStopped = false;
    const result = await action("request-compose", given, {
      cwd: scratch.path,
      onOutput(text, kill) {
        if (!isStopped && text.includes("compose 1: wait")) {
          isStopped = true;
          kill("SIGINT");
        }
      },
    });
    expect(result, result.stdout).toMatchObject({ code: 130, outputs: { "compose-id": "1" } });
    expect(server.store.row(1).state_reason).toBe("Canceled by me");
    expect(result.stdout).toContain("::add-mask::tok-12345");
    expect(result.stdout.replaceAll("::add-mask::tok-12345", "")).not.toContain("tok-12345");
  });

  test("a killed job is continued by the next", async () => {
    const server = await odcs({ targetUrl: "http://127.0.0.1:1/composes" });
    const given = inputs(server, "killed");
    const killed = await action("request-compose", given, {
      cwd: scratch.path,
      onOutput(text, kill) {
        if (text.includes("compose 1: wait")) kill("SIGKILL");
      },
    });
    expect(killed.code).toBe(null);
    const next = await action("request-compose", given, {
      cwd: scratch.path,
      onOutput(text) {
        if (text.includes("is continued") && server.store.row(1).state === 0)
          server.store.fail(1, "it broke");
      },
    });
    expect(next, next.stdout).toMatchObject({ code: 1, outputs: { "compose-id": "1", state: "failed" } });
    expect(server.store.rows).toHaveLength(1);
  });

  test("a request that the service refuses is refused with 2, a failed compose with 1", async () => {
    const server = await odcs(logins);
    const refused = await action("request-compose", inputs(server, "refused"), { cwd: scratch.path });
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain("::error::");
    const given = { ...inputs(server, "failed"), "auth-token": "tok-12345" };
    const failed = await action("request-compose", given, {
      cwd: scratch.path,
      onOutput(text) {
        if (text.includes("compose 1: wait") && server.store.row(1).state === 0) {
          server.store.fail(1, "Error while generating compose\n::error::not ours");
        }
      },
    });
    expect(failed, failed.stdout).toMatchObject({ code: 1, outputs: { state: "failed", "compose-id": "1" } });
    expect(failed.stdout).toContain("::error::Compose 1: it failed: Error while generating compose");
    expect(failed.stdout).not.toContain("\n::error::not ours");
    expect(failed.summary).toContain("Error while generating compose");
  });
});

/** What Pungi makes for ODCS of a tag with one package. */
function makeCompose(folder: string): void {
  const root = join(folder, "composes", "odcs-1", "compose");
  const { binary, source } = buildRpms(folder);
  const places = [
    [binary, `${OS}/Packages/o/${basename(binary)}`],
    [source, `${SOURCE}/Packages/o/${basename(source)}`],
  ] as const;
  for (const [file, path] of places) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(file, join(root, path));
  }
  const debug = "Temporary/x86_64/debug/tree";
  for (const tree of [OS, SOURCE, debug]) {
    mkdirSync(join(root, tree), { recursive: true });
    execFileSync("createrepo_c", ["--quiet", join(root, tree)]);
  }
  const compose = { id: ID, date: "20261121", type: "test", respin: 0 };
  const write = (type: string, payload: object): void => {
    mkdirSync(join(root, "metadata"), { recursive: true });
    const header = { type: `productmd.${type}`, version: "1.2" };
    writeFileSync(
      join(root, "metadata", `${type}.json`),
      JSON.stringify({ header, payload: { compose, ...payload } }),
    );
  };
  write("composeinfo", {
    release: { name: "odcs", short: "odcs", version: "1", type: "ga", is_layered: false, internal: false },
    variants: {
      Temporary: {
        id: "Temporary",
        uid: "Temporary",
        name: "Temporary",
        type: "variant",
        arches: ["x86_64"],
        paths: {
          os_tree: { x86_64: OS },
          repository: { x86_64: OS },
          debug_repository: { x86_64: debug },
          source_repository: { x86_64: SOURCE },
        },
      },
    },
  });
  const entry = (category: string, path: string) => ({ category, path, sigkey: null });
  write("rpms", {
    rpms: {
      Temporary: {
        x86_64: {
          "one-0:1-1.src": {
            "one-0:1-1.noarch": entry("binary", places[0][1]),
            "one-0:1-1.src": entry("source", places[1][1]),
          },
        },
      },
    },
  });
  writeFileSync(
    join(root, "Temporary", "odcs-1.repo"),
    "[odcs-1]\nname=ODCS\nbaseurl=http://localhost/\nenabled=1\n",
  );
}

function buildRpms(folder: string): { readonly binary: string; readonly source: string } {
  const build = join(folder, "build");
  const spec = join(folder, "one.spec");
  writeFileSync(
    spec,
    "Name: one\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n%files\n",
  );
  execFileSync("rpmbuild", ["-ba", "--quiet", "--define", `_topdir ${build}`, spec], { stdio: "ignore" });
  const only = (place: string): string => join(build, place, readdirSync(join(build, place))[0] ?? "");
  return { binary: only("RPMS/noarch"), source: only("SRPMS") };
}
