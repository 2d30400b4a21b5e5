import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSelector, parse, select, serialize } from "@compose-actions/metadata";
import { EMPTY_CONFIG, openRepositories, type Registries } from "@compose-actions/oci";
import { UserError } from "@compose-actions/step";
import type { ConnectionInputs } from "@compose-actions/transfer";
import { describe, expect, test } from "vitest";
import { contents, type Json, readJson } from "../../../test/support/files.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { vectors } from "../../../test/support/vectors.ts";
import {
  COMPOSE,
  composeinfo,
  document,
  extraFiles,
  location,
  run,
  SHA_A,
  SHA_B,
  variant,
  writeFiles,
} from "./support/run.ts";

const scratch = useScratch();
const fragments = (files: Readonly<Record<string, Json>>) => writeFiles(scratch.folder(), files);

async function failure(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

/** Two jobs, one for each arch. */
const two = () =>
  fragments({
    "a/composeinfo.json": composeinfo(variant("Server", ["x86_64"])),
    "a/extra_files.json": extraFiles({ Server: { x86_64: [location("x/GPL")] } }),
    "b/extra_files.json": extraFiles({ Server: { aarch64: [location("y/GPL", { size: 5 })] } }),
  });

describe("a vector that is split and merged gives the same bytes", () => {
  const parts = vectors.flatMap(({ name, upgraded, downgraded }) => [
    { name, version: "2.0", files: upgraded },
    { name, version: "1.2", files: downgraded },
  ]);

  function archesIn(files: Readonly<Record<string, string>>): Set<string> {
    const { variants } = JSON.parse(files["composeinfo.json"] ?? "").payload;
    return new Set(Object.values(variants as Record<string, Json>).flatMap(({ arches }) => arches));
  }

  test.each(parts)("$name $version, by arch", async ({ files }) => {
    const folder = scratch.folder();
    for (const arch of archesIn(files)) {
      const job = join(folder, "artifacts", `job-${arch}`);
      mkdirSync(job, { recursive: true });
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(
          join(job, name),
          serialize(select(parse(text).model, createSelector({ arches: [arch] }))),
        );
      }
    }
    const output = join(folder, "merged");
    const { failure: problem } = await run({ compose: join(folder, "artifacts", "*"), output });
    expect(problem).toBeUndefined();
    expect(contents(output)).toEqual(files);
  });

  test.each(parts)("$name $version, by kind", async ({ files }) => {
    const folder = scratch.folder();
    for (const [name, text] of Object.entries(files)) {
      writeFiles(join(folder, `artifacts/job-${name}/deep`), { [name]: text });
    }
    const output = join(folder, "merged");
    await run({ compose: join(folder, "artifacts"), output });
    expect(contents(output)).toEqual(files);
  });
});

describe("what comes of it", () => {
  test("outputs, report, lines and a summary that says who contributed what", async () => {
    const folder = two();
    const output = join(folder, "out");
    const result = await run({ compose: folder, output });
    expect(result.failure).toBeUndefined();
    expect(result.outputs).toEqual({
      "metadata-dir": output,
      files: `${output}/extra_files.json\n${output}/composeinfo.json`,
      artifacts: "2",
      bytes: "15",
      fragments: "2",
      conflicts: "0",
      "compose-ref": "",
    });
    expect(result.report).toMatchObject({
      compose: COMPOSE.id,
      state: "merged",
      fragments: [
        {
          name: join(folder, "a"),
          artifacts: 1,
          bytes: 10,
          kinds: { extra_file: { artifacts: 1, bytes: 10 } },
        },
        { name: join(folder, "b"), artifacts: 1, bytes: 5 },
      ],
      completed: [{ variant: "Server", arch: "aarch64" }],
      conflictCount: 0,
    });
    expect(result.summary).toContain(`| \`${join(folder, "a")}\` | 1 (10&nbsp;B) | 1 (10&nbsp;B) |`);
    expect(result.summary).toContain(`| \`${join(folder, "b")}\` | 1 (5&nbsp;B) | 1 (5&nbsp;B) |`);
    expect(result.summary).toContain("| Merged | 2 (15&nbsp;B) | 2 (15&nbsp;B) |");
    expect(result.lines[0]).toBe(`${COMPOSE.id}: 2 fragments merged into 2 files in ${output}`);
    expect(result.warnings).toEqual([expect.stringContaining("added to composeinfo.json")]);
    expect(readJson(join(output, "composeinfo.json")).payload.variants.Server.arches).toEqual([
      "aarch64",
      "x86_64",
    ]);
  });

  test("the order of the inputs does not matter, nor what is named twice, nor doing it again", async () => {
    const folder = two();
    const written = [];
    const ways = [
      [`${folder}/a`, `${folder}/b`],
      [`${folder}/b`, `${folder}/a`, `${folder}/*`],
      [join(folder, "out0"), `${folder}/a`],
    ];
    for (const [index, inputs] of ways.entries()) {
      const output = join(folder, `out${index}`);
      await run({ compose: inputs.join("\n"), output });
      written.push(contents(output));
    }
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
    // Written over itself, from where it came.
    await run({ compose: `${folder}/[ab]`, output: join(folder, "out0") });
    expect(contents(join(folder, "out0"))).toEqual(written[0]);
  });

  test("what is not selected is left out, and what an unselected file contradicts does not matter", async () => {
    const folder = fragments({
      "a/extra_files.json": extraFiles({ Server: { x86_64: [location("x/GPL")], s390x: [location("z")] } }),
      "b/extra_files.json": extraFiles({ Server: { s390x: [location("z", { size: 11 })] } }),
      "b/images.json": document("images", { images: {} }),
    });
    const output = join(folder, "out");
    const result = await run({ compose: folder, output, arches: "x86_64, ppc64le" });
    expect(result.outputs).toMatchObject({ artifacts: "1", fragments: "2" });
    expect(readdirSync(output)).toEqual(["extra_files.json"]);
    expect(result.warnings).toEqual([expect.stringMatching(/selected, but there is nothing.*"ppc64le"/)]);
    expect((await failure(run({ compose: folder, output, arches: "ppc64le" }))).message).toBe(
      "No artifacts are selected",
    );
  });

  test("a file of several variants is counted for each, its bytes once", async () => {
    const shared = location("noarch/GPL");
    const folder = fragments({
      "a/extra_files.json": extraFiles({ Server: { x86_64: [shared] }, Client: { x86_64: [shared] } }),
      "b/extra_files.json": extraFiles({ Client: { x86_64: [shared] } }),
    });
    const { outputs, report } = await run({ compose: folder, output: join(folder, "out") });
    expect(outputs).toMatchObject({ artifacts: "2", bytes: "10" });
    expect(report.fragments.map(({ artifacts, bytes }: Json) => [artifacts, bytes])).toEqual([
      [2, 10],
      [1, 10],
    ]);
  });

  test("only composeinfo.json files", async () => {
    const folder = fragments({
      "a/composeinfo.json": composeinfo(variant("Server", ["x86_64"])),
      "b/composeinfo.json": composeinfo(variant("Server", ["aarch64"], { name: "Fedora Server" })),
    });
    const output = join(folder, "out");
    expect((await run({ compose: folder, output })).failure).toBeUndefined();
    expect(readJson(join(output, "composeinfo.json")).payload.variants.Server).toMatchObject({
      name: "Fedora Server",
      arches: ["aarch64", "x86_64"],
    });
  });
});

describe("conflicts", () => {
  const clash = () =>
    fragments({
      "a/extra_files.json": extraFiles({ Server: { x86_64: [location("x/GPL"), location("x/EULA")] } }),
      "b/extra_files.json": extraFiles({
        Server: { x86_64: [location("x/GPL", { checksum: SHA_B }), location("x/EULA", { size: 11 })] },
      }),
    });

  test("are all listed, and nothing is written", async () => {
    const folder = clash();
    const output = join(folder, "out");
    const result = await run({ compose: folder, output });
    expect(existsSync(output)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
    expect(result.failure).toMatch(
      /^The metadata cannot be merged: payload\.extra_files\.Server\.x86_64\[0\].*\(and 1 more\)$/,
    );
    expect(result.outputs).toMatchObject({ "metadata-dir": "", files: "", artifacts: "0", conflicts: "2" });
    const place = "payload.extra_files.Server.x86_64";
    const [a, b] = [join(folder, "a/extra_files.json"), join(folder, "b/extra_files.json")];
    expect(result.report).toMatchObject({
      state: "refused",
      conflictCount: 2,
      conflicts: [
        {
          rule: "checksum",
          sides: [
            { file: a, path: `${place}[0].location.checksum`, value: SHA_A },
            { file: b, path: `${place}[0].location.checksum`, value: SHA_B },
          ],
        },
        {
          rule: "size",
          sides: [
            { file: a, path: `${place}[1].location.size`, value: "10" },
            { file: b, path: `${place}[1].location.size`, value: "11" },
          ],
        },
      ],
    });
    expect(result.lines.slice(1)).toEqual([
      expect.stringContaining(`${SHA_A} in ${a}, ${SHA_B} in ${b}`),
      expect.stringContaining(`10 in ${a}, 11 in ${b}`),
    ]);
    expect(result.summary).toContain(`\`${SHA_B}\``);
    expect(result.summary).toContain("Who contributed what");
  });

  test("leave the output of an earlier run as it is", async () => {
    const folder = clash();
    const output = join(folder, "out");
    await run({ compose: join(folder, "a"), output });
    const before = contents(output);
    expect((await run({ compose: `${folder}/[ab]`, output })).failure).toBeDefined();
    expect(contents(output)).toEqual(before);
    expect(readdirSync(output)).toEqual(["extra_files.json"]);
  });

  test("of version 1 and 2 are told in a sentence", async () => {
    const folder = fragments({
      "a/extra_files.json": extraFiles({ Server: { x86_64: [] } }),
      "b/rpms.json": document("rpms", { rpms: {} }, "1.2"),
    });
    const { failure: problem } = await run({ compose: folder, output: join(folder, "out") });
    expect(problem).toMatch(
      /metadata of 1\.x and of 2\.0 cannot be merged; convert one with upgrade-metadata first/,
    );
  });

  test("strict refuses what composeinfo.json does not declare", async () => {
    const folder = two();
    const result = await run({ compose: folder, output: join(folder, "out"), strict: "true" });
    expect(result.failure).toMatch(/does not declare "aarch64" for the variant "Server"/);
    expect(result.outputs["conflicts"]).toBe("1");
    expect(result.report.undeclared).toHaveLength(1);
    expect(result.summary).toContain("1 variant or arch is not declared");
  });
});

describe("what is refused", () => {
  test("broken files, all of them at once: none is left out", async () => {
    const folder = fragments({
      "a/images.json": document("images", { images: 7 }),
      "b/extra_files.json": document("extra_files", { extra_files: 7 }),
      "c/extra_files.json": extraFiles({}),
    });
    const error = await failure(run({ compose: folder, output: join(folder, "out") }));
    expect(error.exitCode).toBe(1);
    expect(error.details.map((line) => line.split(": ")[0])).toEqual([
      join(folder, "a/images.json"),
      join(folder, "b/extra_files.json"),
    ]);
  });

  test("the directory of a fragment as output", async () => {
    const folder = two();
    const error = await failure(run({ compose: `${folder}/a`, output: `${folder}/a` }));
    expect(error.message).toMatch(/is the directory of the input/);
    expect(error.exitCode).toBe(2);
  });

  test("other metadata in the output, which would be taken for a part of this", async () => {
    const folder = two();
    const output = writeFiles(join(folder, "out"), { "rpms.json": "{}" });
    expect((await failure(run({ compose: folder, output }))).message).toMatch(/holds other metadata/);
  });

  test.each([
    ["registry.example.com/compose", /has no tag/],
    ["oci-layout:dir", /has no tag/],
    ["registry.example.com/x:{nonsense}", /publish-metadata/],
  ])("publish-metadata %s, before anything is read", async (target, message) => {
    const inputs = { compose: "/does/not/exist", output: scratch.fresh(), "publish-metadata": target };
    expect((await failure(run(inputs))).message).toMatch(message);
  });

  test("a run that was cancelled leaves nothing", async () => {
    const folder = two();
    const reason = new Error("cancelled");
    const output = join(folder, "out");
    await expect(run({ compose: folder, output }, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
  });
});

describe("publish-metadata", () => {
  test("to a layout gives the compose an address; doing it again changes nothing", async () => {
    const folder = two();
    const layout = join(folder, "layout");
    const inputs = {
      compose: `${folder}/[ab]`,
      output: join(folder, "out"),
      "publish-metadata": `oci-layout:${layout}:{compose_id}`,
    };
    const first = await run(inputs);
    expect(first.failure).toBeUndefined();
    expect(first.outputs["compose-ref"]).toMatch(
      new RegExp(`^oci-layout:${layout}:${COMPOSE.id}@sha256:[0-9a-f]{64}$`),
    );
    expect(first.report.publication).toEqual({ state: "pushed" });
    expect(first.summary).toContain("The compose has an address");
    // Not in a registry: there is nowhere to keep an attestation.
    expect(first.subjects).toEqual([]);
    const again = await run({ ...inputs, output: join(folder, "out2") });
    expect(again.outputs["compose-ref"]).toBe(first.outputs["compose-ref"]);
    expect(again.report.publication).toEqual({ state: "existing" });
    const digest = first.outputs["compose-ref"]?.split("@sha256:")[1] ?? "";
    const manifest = JSON.parse(readFileSync(join(layout, "blobs/sha256", digest), "utf8"));
    expect(manifest.artifactType).toBe("application/vnd.productmd.compose+json");
    expect(manifest.layers.map((layer: Json) => layer.annotations["org.opencontainers.image.title"])).toEqual(
      ["composeinfo.json", "extra_files.json"],
    );
  });

  test("a layout in the output itself", async () => {
    const folder = two();
    const output = join(folder, "out");
    const target = `oci-layout:${output}/layout:1`;
    const { failure: problem } = await run({ compose: folder, output, "publish-metadata": target });
    expect(problem).toBeUndefined();
    expect(readdirSync(output).sort()).toEqual(["composeinfo.json", "extra_files.json", "layout"]);
  });

  test("a tag that must not be moved fails the step, and the metadata stays", async () => {
    const folder = two();
    const target = { "publish-metadata": `oci-layout:${folder}/layout:1`, "tag-policy": "immutable" };
    await run({ compose: `${folder}/a`, output: join(folder, "out"), ...target });
    const output = join(folder, "out2");
    const result = await run({ compose: `${folder}/[ab]`, output, ...target });
    expect(result.failure).toMatch(/^The metadata could not be published: /);
    expect(result.report.publication).toMatchObject({ state: "failed", class: "conflict" });
    expect(result.outputs).toMatchObject({ "metadata-dir": output, "compose-ref": "" });
    expect(readdirSync(output)).toHaveLength(2);
  });

  test("a layout that another run works on fails the step, and the metadata stays", async () => {
    const folder = two();
    await using other = openRepositories({ registries: {} as Registries, inputs: {} as ConnectionInputs });
    const layout = other.open(`oci-layout:${folder}/layout`);
    await layout.pushBlob(EMPTY_CONFIG, { others: [], signal: new AbortController().signal });
    const output = join(folder, "out");
    const target = { "publish-metadata": `oci-layout:${folder}/layout:1` };
    const result = await run({ compose: `${folder}/[ab]`, output, ...target });
    expect(result.failure).toMatch(/^The metadata could not be published: /);
    expect(result.outputs["metadata-dir"]).toBe(output);
  });

  test("a place that is no layout is refused before anything is written", async () => {
    const folder = two();
    writeFiles(join(folder, "full"), { "some.txt": "x" });
    const output = join(folder, "out");
    const target = `oci-layout:${folder}/full:1`;
    const error = await failure(run({ compose: `${folder}/[ab]`, output, "publish-metadata": target }));
    expect(error.exitCode).toBe(2);
    expect(existsSync(output)).toBe(false);
  });
});
