import { globSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { input, lines, main, setOutput } from "../stand-in.mjs";

await main(async () => {
  const { files, root } = search(lines("path"), input("include-hidden-files") === "true");
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${input("path")}. No artifacts will be uploaded.`;
    if (input("if-no-files-found") === "error") throw new Error(message);
    if (input("if-no-files-found") === "warn") console.log(`::warning::${message.replaceAll("\n", "%0A")}`);
    return;
  }
  const client = new DefaultArtifactClient();
  const name = input("name");
  if (input("overwrite") === "true") await client.deleteArtifact(name).catch(() => {});
  const days = input("retention-days");
  const { id, digest } = await client.uploadArtifact(name, files, root, {
    compressionLevel: Number(input("compression-level")),
    ...(days === "" ? {} : { retentionDays: Number(days) }),
    ...(input("archive") === "false" ? { skipArchive: true } : {}),
  });
  setOutput("artifact-id", id);
  setOutput("artifact-digest", digest);
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
  setOutput(
    "artifact-url",
    `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/artifacts/${id}`,
  );
});

/** The files, and the directory that their names in the artifact start from: the deepest that holds all patterns. */
function search(patterns, hidden) {
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const unwanted = new Set(
    patterns.filter((pattern) => pattern.startsWith("!")).flatMap((pattern) => below(pattern.slice(1))),
  );
  const files = [...new Set(wanted.flatMap(below))].filter((file) => !unwanted.has(file));
  const roots = wanted.map(start);
  const shown = files.filter((file) => hidden || !roots.some((root) => hides(file, root)));
  return { files: shown.sort(), root: commonFolder(roots) };
}

function below(pattern) {
  return globSync(resolve(pattern)).flatMap((path) =>
    statSync(path).isDirectory()
      ? globSync(join(path, "**", "*")).filter((one) => statSync(one).isFile())
      : [path],
  );
}

/** Where a pattern begins to be one; of a single file its directory. */
function start(pattern) {
  const parts = resolve(pattern).split(sep);
  const at = parts.findIndex((part) => /[*?[]/.test(part));
  const path = (at < 0 ? parts : parts.slice(0, at)).join(sep) || sep;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? dirname(path) : path;
}

function hides(file, root) {
  return (
    file.startsWith(`${root}${sep}`) &&
    file
      .slice(root.length + 1)
      .split(sep)
      .some((part) => part.startsWith("."))
  );
}

function commonFolder(roots) {
  const [first = "", ...rest] = roots.map((root) => root.split(sep));
  let length = 0;
  while (length < first.length && rest.every((parts) => parts[length] === first[length])) length += 1;
  return first.slice(0, length).join(sep) || sep;
}
