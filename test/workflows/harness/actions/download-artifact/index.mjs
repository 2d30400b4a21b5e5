import { join, matchesGlob, resolve } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { input, main, setOutput } from "../stand-in.mjs";

await main(async () => {
  if (input("github-token") !== "" || input("run-id") !== process.env.GITHUB_RUN_ID) {
    throw new Error("artifacts of other runs are not emulated");
  }
  const client = new DefaultArtifactClient();
  const target = resolve(input("path") || process.env.GITHUB_WORKSPACE);
  const [name, pattern] = [input("name"), input("pattern")];
  const ids = input("artifact-ids").split(",").filter(Boolean).map(Number);
  const artifacts =
    name === "" ? await choose(client, ids, pattern) : [(await client.getArtifact(name)).artifact];
  const one = name !== "" || ids.length === 1 || input("merge-multiple") === "true";
  for (const artifact of artifacts) {
    const path = one ? target : join(target, artifact.name);
    const { digestMismatch } = await client.downloadArtifact(artifact.id, {
      path,
      expectedHash: artifact.digest,
    });
    if (digestMismatch) throw new Error(`${artifact.name} is not what was uploaded`);
  }
  setOutput("download-path", target);
  setOutput("artifacts", JSON.stringify(artifacts));
});

async function choose(client, ids, pattern) {
  const { artifacts } = await client.listArtifacts({ latest: true });
  if (ids.length === 0) return artifacts.filter((one) => pattern === "" || matchesGlob(one.name, pattern));
  const missing = ids.filter((id) => !artifacts.some((one) => one.id === id));
  if (missing.length > 0) throw new Error(`No artifacts with the ids ${missing.join(", ")}`);
  return artifacts.filter(({ id }) => ids.includes(id));
}
