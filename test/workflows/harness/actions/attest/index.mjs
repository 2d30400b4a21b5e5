import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { demand, input, lines, main, note, setOutput } from "../stand-in.mjs";

/** What one attestation takes. */
const MOST_SUBJECTS = 1024;

await main(() => {
  demand("id-token", "write");
  demand("attestations", "write");
  const push = input("push-to-registry") === "true";
  if (push) demand("packages", "write");
  const subjects = findSubjects();
  if (subjects.length === 0) throw new Error("no subject");
  if (subjects.length > MOST_SUBJECTS) throw new Error(`Too many subjects: ${subjects.length}`);
  const wrong = subjects.find(({ digest }) => !/^sha256:[0-9a-f]{64}$/.test(digest));
  if (wrong !== undefined) throw new Error(`not a digest that can be attested: ${wrong.digest}`);
  if (push && /[A-Z]|^https?:|@|:[^/]*$/.test(subjects[0].name.replace(/^[^/]+\//, ""))) {
    throw new Error(`not the name of a repository: ${subjects[0].name}`);
  }
  const bundle = join(process.env.RUNNER_TEMP, "attestation.json");
  writeFileSync(bundle, JSON.stringify({ subjects }));
  note({ attested: subjects, push });
  setOutput("bundle-path", bundle);
  setOutput("attestation-id", "1");
  setOutput(
    "attestation-url",
    `${process.env.GITHUB_SERVER_URL}/${process.env.GITHUB_REPOSITORY}/attestations/1`,
  );
});

function findSubjects() {
  const given = ["subject-path", "subject-digest", "subject-checksums"].filter((name) => input(name) !== "");
  if (given.length > 1)
    throw new Error("Only one of subject-path, subject-digest, or subject-checksums may be provided");
  switch (given[0]) {
    case "subject-path":
      return lines("subject-path").flatMap((pattern) =>
        globSync(pattern)
          .filter((file) => statSync(file).isFile())
          .map((file) => ({ name: input("subject-name") || basename(file), digest: digestOf(file) })),
      );
    case "subject-digest":
      if (input("subject-name") === "")
        throw new Error("subject-name must be provided when using subject-digest");
      return [{ name: input("subject-name"), digest: input("subject-digest") }];
    case "subject-checksums":
      return readFileSync(input("subject-checksums"), "utf8")
        .split("\n")
        .flatMap((line) => {
          const [, digest, name] = /^([0-9a-f]{64})[ \t]+\*?(.+)$/.exec(line) ?? [];
          return digest === undefined ? [] : [{ name, digest: `sha256:${digest}` }];
        });
    default:
      return readFileSync(process.env.GITHUB_ARTIFACTS_LIST, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) =>
          line.startsWith("file://")
            ? { name: basename(line), digest: digestOf(line.slice("file://".length)) }
            : {
                name: line.slice("oci://".length, line.lastIndexOf("@")),
                digest: line.slice(line.lastIndexOf("@") + 1),
              },
        );
  }
}

function digestOf(file) {
  return `sha256:${createHash("sha256").update(readFileSync(file)).digest("hex")}`;
}
