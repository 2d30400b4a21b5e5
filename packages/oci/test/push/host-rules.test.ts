import { describe, expect, test } from "vitest";
import { hostRules } from "../../src/push/host-rules.ts";
import { preflight } from "../../src/push/preflight.ts";

const GIB = 1024 ** 3;

describe("rules of a host", () => {
  test.each([
    ["ghcr.io", "ghcr.io"],
    ["GHCR.IO:443", "ghcr.io"],
    ["ghcr.io.example.com", "the registry"],
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "Amazon ECR"],
    ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "Amazon ECR"],
    ["amazonaws.com.example.com", "the registry"],
    ["public.ecr.aws", "Amazon ECR Public"],
    ["europe-west1-docker.pkg.dev", "Google Artifact Registry"],
    ["eu.gcr.io", "Google Artifact Registry"],
    ["notgcr.io", "the registry"],
    ["quay.io", "quay.io"],
    ["registry.gitlab.com", "GitLab"],
    ["r2.example.workers.dev", "Cloudflare"],
    ["localhost:5000", "the registry"],
  ])("of %s are those of %s", (host, name) => {
    expect(hostRules(host).name).toBe(name);
  });
});

describe("the preflight", () => {
  const plan = (size: number, layers = 1, bytes = 500) => ({
    blobs: [{ shown: "Server/x86_64/iso/dvd.iso", size }],
    manifests: [{ shown: "Server", layers, bytes }],
  });

  test.each<[string, string, ReturnType<typeof plan>, "error" | "warning" | undefined]>([
    ["12 GB on ghcr.io", "ghcr.io", plan(12 * GIB), "error"],
    ["10 GiB on ghcr.io", "ghcr.io", plan(10 * GIB), undefined],
    ["12 GB anywhere", "registry.example.com", plan(12 * GIB), undefined],
    ["12 GB on ECR", "1.dkr.ecr.us-east-1.amazonaws.com", plan(12 * GIB), undefined],
    ["12 GB on ECR Public", "public.ecr.aws", plan(12 * GIB), "error"],
    ["12 GB on Artifact Registry", "us-docker.pkg.dev", plan(12 * GIB), "warning"],
    ["21 GiB on quay.io", "quay.io", plan(21 * GIB), "warning"],
    ["501 layers on ECR", "1.dkr.ecr.us-east-1.amazonaws.com", plan(1, 501), "error"],
    ["501 layers on ECR Public", "public.ecr.aws", plan(1, 501), "error"],
    ["500 layers on ECR", "1.dkr.ecr.us-east-1.amazonaws.com", plan(1, 500), undefined],
    ["501 layers anywhere", "registry.example.com", plan(1, 501), undefined],
    ["a manifest of 4 MiB and a byte", "registry.example.com", plan(1, 1, 4 * 1024 ** 2 + 1), "error"],
    ["a manifest of 4 MiB", "registry.example.com", plan(1, 1, 4 * 1024 ** 2), undefined],
    ["an empty file", "registry.example.com", plan(0), "warning"],
    ["an empty file in a layout", "oci-layout.localhost", plan(0), undefined],
  ])("judges %s", (_what, registry, given, severity) => {
    const problems = preflight(registry, given);
    expect(problems.map((problem) => problem.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  test("names what is wrong, the limit and a remedy", () => {
    expect(preflight("ghcr.io", plan(12 * GIB))[0]?.message).toBe(
      '"Server/x86_64/iso/dvd.iso" has 12.9 GB, and ghcr.io takes at most 10.7 GB in a layer: keep it elsewhere, or leave it out',
    );
  });
});
