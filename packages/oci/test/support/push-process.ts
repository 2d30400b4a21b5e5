// Pushes a file as another process, to be killed: node push-process.ts <target> <file> <digest> <options as JSON>
import { statSync } from "node:fs";
import { parseInputs, silentReporter } from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer";
import { fileBlob } from "../../src/blobs/file-blob.ts";
import { Registries } from "../../src/registry/registries.ts";
import { registryInputs } from "../../src/registry-inputs.ts";
import { openRepositories, type UploadOptions } from "../../src/repositories.ts";
import type { Digest } from "../../src/repository.ts";

const [target = "", path = "", digest = "", options = "{}"] = process.argv.slice(2);
const uploads = JSON.parse(options) as UploadOptions;
const { signal } = new AbortController();
const inputs = parseInputs({ ...connectionInputs, ...registryInputs }, { "retry-delay": "1ms" });
await using registries = new Registries({
  inputs,
  named: [target],
  context: { signal, reporter: silentReporter },
});
await using repositories = openRepositories({ registries, inputs, uploads });
const blob = fileBlob(path, { digest: digest as Digest, size: statSync(path).size });
await repositories.open(target).pushBlob(blob, { others: [], signal });
