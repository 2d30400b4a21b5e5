import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startResultsService } from "../support/results-service.ts";
import { useRepositories } from "./harness-repository.ts";

const { runJobs, folder } = useRepositories();

describe("the actions of others", () => {
  const service = startResultsService();
  afterAll(async () => (await service).close());

  test("artifacts go through the real library, from job to job", async () => {
    const artifacts = await service;
    const done = await runJobs(
      `
make:
  strategy: { matrix: { arch: [x86_64, aarch64] } }
  runs-on: x
  steps:
    - run: |
        mkdir -p out/deep
        echo "$ARCH" >"out/deep/$ARCH.txt"
        echo no >out/deep/left.out
        echo hidden >out/.hidden
      env: { ARCH: "\${{ matrix.arch }}" }
    - id: up
      uses: actions/upload-artifact@0123456789abcdef # v7
      with:
        name: built-\${{ matrix.arch }}
        path: |
          out
          !out/**/*.out
        if-no-files-found: error
    - id: again
      continue-on-error: true
      uses: actions/upload-artifact@v7
      with: { name: "built-\${{ matrix.arch }}", path: out/deep/left.out }
    - id: empty
      continue-on-error: true
      uses: actions/upload-artifact@v7
      with: { name: empty, path: nothing/*, if-no-files-found: error }
take:
  needs: make
  runs-on: x
  steps:
    - { uses: actions/download-artifact@v8, with: { name: built-x86_64, path: one } }
    - { uses: actions/download-artifact@v8, with: { pattern: built-*, path: many } }
    - { uses: actions/download-artifact@v8, with: { pattern: built-*, path: merged, merge-multiple: true } }
    - id: missing
      continue-on-error: true
      uses: actions/download-artifact@v8
      with: { name: built-s390x }
    - { id: found, run: "find . -type f | sort" }
`,
      { artifacts, runId: "501" },
    );
    expect(done.result, done.explain()).toBe("success");
    expect(
      artifacts
        .artifacts("501")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["built-aarch64", "built-x86_64"]);
    expect(done.step("make (x86_64)", "up").outputs["artifact-digest"]).toMatch(/^[0-9a-f]{64}$/);
    for (const label of ["again", "empty"]) {
      expect(done.step("make (x86_64)", label).outcome).toBe("failure");
    }
    expect(done.step("take", "missing").outcome).toBe("failure");
    expect(done.step("take", "found").log.split("\n")).toEqual([
      "./many/built-aarch64/deep/aarch64.txt",
      "./many/built-x86_64/deep/x86_64.txt",
      "./merged/deep/aarch64.txt",
      "./merged/deep/x86_64.txt",
      "./one/deep/x86_64.txt",
    ]);
  });

  test("checkout copies what the test gives, or nothing, and wants to read", async () => {
    const checkout = folder();
    mkdirSync(join(checkout, "src"));
    writeFileSync(join(checkout, "src/file"), "content");
    const jobs = (scope: string) => `
one:
  runs-on: x
  permissions: { ${scope} }
  steps:
    - { id: out, uses: actions/checkout@v7, with: { path: code, persist-credentials: false } }
`;
    const done = await runJobs(jobs("contents: read"), { checkout });
    const { workspace = "" } = done.job("one");
    expect(readFileSync(join(workspace, "code/src/file"), "utf8")).toBe("content");
    expect((await runJobs(jobs("contents: read"))).result).toBe("success");
    const refused = await runJobs(jobs("packages: read"), { checkout });
    expect(refused.step("one", "out").annotations[0]?.message).toContain("needs contents: read, has none");
  });

  test("attest notes its subjects, given or from the job's list, and wants its permissions", async () => {
    const digest = `sha256:${"ab".repeat(32)}`;
    const jobs = (scopes: string) => `
one:
  runs-on: x
  permissions: { ${scopes} }
  steps:
    - run: echo "oci://registry.example/app@${digest}" >>"$GITHUB_ARTIFACTS"
    - { id: listed, uses: actions/attest@v4 }
    - { id: given, uses: actions/attest@v4, with: { subject-name: registry.example/it, subject-digest: "${digest}" } }
    - { id: weak, continue-on-error: true, uses: actions/attest@v4, with: { subject-name: x, subject-digest: "md5:00" } }
`;
    const done = await runJobs(jobs("id-token: write, attestations: write"));
    expect(done.result, done.explain()).toBe("success");
    expect(done.step("one", "listed").notes).toEqual([
      { attested: [{ name: "registry.example/app", digest }], push: false },
    ]);
    expect(done.step("one", "given").notes).toEqual([
      { attested: [{ name: "registry.example/it", digest }], push: false },
    ]);
    expect(done.step("one", "weak").outcome).toBe("failure");
    const refused = await runJobs(jobs("attestations: write"));
    expect(refused.step("one", "listed").annotations[0]?.message).toContain(
      "needs id-token: write, has none",
    );
  });

  test("caches: restored by key or the beginning of one, and saved at the end", async () => {
    const cached = folder();
    const done = await runJobs(
      `
first:
  runs-on: x
  steps:
    - { uses: actions/cache@v6, with: { path: kept, key: k-1 } }
    - { uses: actions/cache@v6, with: { path: "\${{ runner.temp }}/kept", key: k-1 } }
    - { run: 'echo one | tee kept >"$RUNNER_TEMP/kept"' }
second:
  needs: first
  runs-on: x
  steps:
    - id: cache
      uses: actions/cache/restore@v6
      with: { path: kept, key: k-2, restore-keys: k- }
    - { id: kept, run: cat kept }
    - { uses: actions/cache/save@v6, with: { path: kept, key: k-2 } }
    - { id: elsewhere, uses: actions/cache/restore@v6, with: { path: "\${{ runner.temp }}/kept", key: k-1 } }
    - { id: none, uses: actions/cache/restore@v6, with: { path: other, key: k-2 } }
`,
      { scratch: cached },
    );
    expect(done.result, done.explain()).toBe("success");
    expect(done.step("second", "kept").log).toBe("one");
    expect(done.step("second", "cache").outputs).toMatchObject({
      "cache-hit": "false",
      "cache-matched-key": "k-1",
    });
    // A path is part of what it is kept under as it is written: that of another runner is another.
    for (const label of ["elsewhere", "none"]) {
      expect(done.step("second", label).outputs["cache-hit"]).toBeUndefined();
    }
  });
});
