import { existsSync } from "node:fs";
import { join } from "node:path";
import { TransferFailure } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { generate } from "../../../test/support/composes.ts";
import { contents, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { MemoryRegistry } from "./support/memory.ts";
import { namedIn, push, REPOSITORY, refusal, states, useComposes } from "./support/pushing.ts";
import { run, writeCompose } from "./support/run.ts";

const { fresh, three } = useComposes();

const scratch = useScratch();

describe("a failure", () => {
  const broken = (name: string, failure: ConstructorParameters<typeof TransferFailure>[0]) => {
    const registry = new MemoryRegistry();
    registry.before = (call) => {
      if (call.name.includes(name))
        throw new TransferFailure(failure, `no ${name}`, { remedy: "never", status: 500 });
    };
    return registry;
  };

  test.each([
    ["of a content", "os/b"],
    ["of a tag", "os-b"],
  ])("%s leaves metadata of the rest, and is told", async (_, name) => {
    const output = fresh("out");
    const made = await push(broken(name, "client-error"), three(), output);
    expect(made.failure).toBe("1 artifact could not be pushed");
    expect(namedIn(output)).toEqual(["Server/x86_64/os/a", "Server/x86_64/os/c"]);
    expect(states(made)).toEqual({
      "Server/x86_64/os/a": "pushed",
      "Server/x86_64/os/b": "failed",
      "Server/x86_64/os/c": "pushed",
    });
    const failed = made.report.artifacts.find(({ state }: Record<string, string>) => state === "failed");
    expect(failed).toMatchObject({ class: "client-error", status: 500, message: `no ${name}` });
    expect(made.warnings).toEqual([`Server/x86_64/os/b: client-error: no ${name}`]);
    expect(made.summary).toContain("Compose pushed in part");
  });

  test("is made good by the next run, which sends only the rest", async () => {
    const registry = broken("os/b", "connection");
    const [compose, output] = [three(), fresh("out")];
    await push(registry, compose, output);
    registry.before = () => undefined;
    const { outputs, failure } = await push(registry, compose, output);
    expect(failure).toBeUndefined();
    expect(outputs).toMatchObject({ pushed: "1", existing: "2", bytes: "4" });
    expect(namedIn(output)).toHaveLength(3);
  });

  test("of one layer fails its set or bundle, all of it", async () => {
    for (const layout of ["set", "bundle"]) {
      const output = fresh("out");
      const made = await push(broken("os/b", "connection"), three(), output, { layout });
      expect(Object.values(states(made))).toEqual(["failed", "failed", "failed"]);
      expect(existsSync(output)).toBe(false);
    }
  });

  test("of everything writes nothing", async () => {
    const output = fresh("out");
    const { outputs, failure } = await push(broken("os/", "connection"), three(), output);
    expect(failure).toBe("3 artifacts could not be pushed");
    expect(outputs["metadata-dir"]).toBe("");
    expect(existsSync(output)).toBe(false);
  });

  test("of a whole file of metadata leaves no older one beside the new", async () => {
    const [compose, output] = [generate(scratch, { files: true }), fresh("out")];
    await push(new MemoryRegistry(), compose, output);
    const registry = new MemoryRegistry();
    registry.before = ({ name }) => {
      if (name.endsWith(".iso")) throw new TransferFailure("client-error", "no", { remedy: "never" });
    };
    await push(registry, compose, output);
    expect(readJson(join(output, "images.json")).payload.images).toEqual({});
    expect(Object.keys(contents(output) ?? {})).toHaveLength(5);
  });

  test("of the login is a refusal, before any content is sent", async () => {
    for (const policy of ["move", "immutable"]) {
      const registry = new MemoryRegistry();
      registry.before = () => {
        throw new TransferFailure("auth", "r.example denies it", { remedy: "elsewhere" });
      };
      const output = fresh("out");
      const error = await refusal(push(registry, three(), output, { "tag-policy": policy }));
      expect([error.exitCode, error.message]).toEqual([2, "r.example denies it"]);
      expect(registry.calls.map(({ name }) => name)).not.toContain("Server/x86_64/os/a");
      expect(existsSync(output)).toBe(false);
    }
  });

  test("that is the same for everything is not met again for each file", async () => {
    const files = Array.from({ length: 50 }, (_, index) => ({ path: `S/${index}`, content: `${index}` }));
    const compose = writeCompose(fresh("compose"), files);
    for (const [failure, calls] of [
      ["auth", 1],
      ["connection", 3],
    ] as const) {
      const registry = new MemoryRegistry();
      let [seen, isConfig] = [0, true];
      registry.before = () => {
        if (isConfig) {
          isConfig = false;
          return;
        }
        seen += 1;
        throw new TransferFailure(failure, "no", { remedy: "elsewhere" });
      };
      const made = await push(registry, compose, fresh("out"), { "parallel-uploads": "1" });
      expect(seen).toBe(calls);
      expect(made.report.counts.failed).toBe(50);
    }
  });

  test("of ours is not taken for one of the registry", async () => {
    const registry = new MemoryRegistry();
    registry.before = () => {
      throw new RangeError("a defect");
    };
    const output = fresh("out");
    await expect(push(registry, three(), output)).rejects.toThrow(RangeError);
    expect(registry.closed).toBe(1);
    expect(existsSync(output)).toBe(false);
  });

  test("that is an end from outside leaves nothing", async () => {
    const registry = new MemoryRegistry();
    const stop = new AbortController();
    registry.before = () => stop.abort(new Error("stopped"));
    const output = fresh("out");
    const work = run(three(), output, REPOSITORY, { open: registry.open, signal: stop.signal });
    await expect(work).rejects.toThrow("stopped");
    expect(existsSync(output)).toBe(false);
  });
});
