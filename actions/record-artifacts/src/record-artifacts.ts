import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findFiles, readRpm } from "@compose-actions/compose";
import {
  type Compose,
  describeWarning,
  RPM_ARCHES,
  show,
  variantFromUid,
  WarningLog,
} from "@compose-actions/metadata";
import { refuse, type StepContext, systemCodeText } from "@compose-actions/step";
import { type GivenCompose, readCompose } from "./compose-inputs.ts";
import { documentsOf, type Recorded } from "./documents.ts";
import { hashAll, readFiles } from "./files.ts";
import { readImage, refuseShared } from "./images.ts";
import type { RecordArtifactsInputs } from "./inputs.ts";
import { noticesOf } from "./notices.ts";
import { type Added, addToOutput, readExisting } from "./output.ts";
import { placeFiles, type ReadArtifacts, readTemplates } from "./placing.ts";
import type { RecordArtifactsResult } from "./result.ts";
import { factsOfRpms, type RpmFacts } from "./rpms.ts";
import { artifactsOf, totalsOf } from "./tally.ts";

/**
 * Makes 2.0 metadata of files: finds them, reads what they say of themselves, hashes them, and adds them to the
 * metadata in the output directory.
 *
 * @throws UserError, MetadataError; `signal.reason` when aborted
 */
export async function recordArtifacts(
  inputs: RecordArtifactsInputs,
  context: StepContext,
): Promise<RecordArtifactsResult> {
  const { signal } = context;
  refuseUseless(inputs);
  const templates = readTemplates(inputs);
  const root = realRoot(inputs.root);
  refuseUnwritable(inputs.output);
  const log = new WarningLog();
  const given = await readCompose(inputs, log, signal);
  const compose = await theCompose(inputs, given, signal);
  const artifacts = await readArtifacts(root, inputs, signal);
  const { variant, arch } = inputs;
  const places = placeFiles(artifacts, templates, { variant, arch, composeId: compose.id });
  const files = [...artifacts.images, ...artifacts.rpms, ...artifacts.extraFiles];
  const checksums = await hashAll(root, files, inputs["parallel-checksums"], context);
  const recorded: Recorded = {
    artifacts,
    places,
    checksums: new Map(files.map(({ source }, index) => [source, checksums[index] as string])),
  };
  let rpmFacts: readonly RpmFacts[] = [];
  const added = await addToOutput(
    inputs.output,
    (existing) => {
      rpmFacts = factsOfRpms(
        artifacts.rpms,
        existing.map(({ model }) => model),
      );
      const documents = documentsOf(recorded, { compose, variant, arch, rpmFacts });
      return [
        ...(given === undefined ? [] : [{ file: given.shown, model: given.composeinfo }]),
        ...documents.map((model) => ({ file: "what was recorded", model })),
      ];
    },
    { lockTimeoutMs: inputs["lock-timeout"], log, signal },
  );
  return resultOf(inputs, compose, recorded, { rpmFacts, added, log }, context);
}

function resultOf(
  inputs: RecordArtifactsInputs,
  compose: Compose,
  recorded: Recorded,
  { rpmFacts, added, log }: { rpmFacts: readonly RpmFacts[]; added: Added; log: WarningLog },
  { reporter }: StepContext,
): RecordArtifactsResult {
  const notices = noticesOf(inputs, recorded, added, log.warnings());
  for (const notice of notices) {
    reporter.warn(describeWarning(notice));
  }
  return {
    composeId: compose.id,
    variant: inputs.variant,
    arch: inputs.arch,
    output: inputs.output,
    files: added.files,
    artifacts: artifactsOf(recorded, rpmFacts),
    areLocal: inputs.url === undefined && inputs["base-url"] === undefined,
    totals: totalsOf(added.models),
    notices,
  };
}

function refuseUseless(inputs: RecordArtifactsInputs): void {
  if (inputs.images === undefined && inputs.rpms === undefined && inputs["extra-files"] === undefined) {
    throw refuse("There is nothing to record", "give images, rpms or extra-files");
  }
  if (variantFromUid(inputs.variant, []) === undefined) {
    throw refuse(
      `variant: ${show(inputs.variant)} cannot be the uid of a variant`,
      "it has letters and digits, and dashes between them",
    );
  }
  if (inputs.arch === "src" || inputs.arch === "nosrc") {
    throw refuse(
      `arch: nothing is listed under ${inputs.arch}`,
      "source packages are listed under the arch that they were built for",
    );
  }
  if (!RPM_ARCHES.has(inputs.arch)) {
    throw refuse(
      `arch: ${show(inputs.arch)} is no arch of RPM packages`,
      "give one such as x86_64 or aarch64",
    );
  }
}

function realRoot(root: string): string {
  // Unlike stat this does not throw where a parent is no directory.
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw refuse(`root: ${root} is not a directory`, "name the directory that the globs start from");
  }
  return realpathSync.native(root);
}

/** Before files are hashed for nothing. */
function refuseUnwritable(output: string): void {
  let place = resolve(output);
  while (!existsSync(place) && dirname(place) !== place) {
    place = dirname(place);
  }
  if (!statSync(place).isDirectory()) {
    throw refuse(
      `output: ${place} is not a directory`,
      "name a directory; it is created when it does not exist",
    );
  }
  try {
    accessSync(place, constants.W_OK);
  } catch (error) {
    throw refuse(
      `output: cannot write to ${output}: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
      "choose a directory that can be written",
    );
  }
}

/** The compose that the artifacts are of: what the inputs say, or what the metadata says that is added to. */
async function theCompose(
  inputs: RecordArtifactsInputs,
  given: GivenCompose | undefined,
  signal: AbortSignal,
): Promise<Compose> {
  const { output } = inputs;
  // Warnings come when it is read again to be added to.
  const [there] = await readExisting(output, { log: new WarningLog(), signal }, ["composeinfo"]);
  const known = there?.model.compose;
  const wanted = given?.composeinfo.compose;
  if (known === undefined && wanted === undefined) {
    throw refuse(
      "The inputs do not say what compose the artifacts are of",
      `give compose-id or composeinfo; without them ${output} must have a composeinfo.json`,
    );
  }
  if (known !== undefined && wanted !== undefined && known.id !== wanted.id) {
    throw refuse(
      `output: ${output} holds metadata of the compose ${show(known.id)}, and not of ${show(wanted.id)}`,
      "choose another directory",
    );
  }
  return (wanted ?? known) as Compose;
}

async function readArtifacts(
  root: string,
  inputs: RecordArtifactsInputs,
  signal: AbortSignal,
): Promise<ReadArtifacts> {
  const output = resolve(inputs.output);
  const exclude = existsSync(output) ? realpathSync.native(output) : undefined;
  const find = async (input: "images" | "rpms" | "extra-files") => {
    const globs = inputs[input];
    return globs === undefined ? [] : findFiles(root, globs, { input, exclude, signal });
  };
  const images = await find("images");
  refuseShared(inputs, images.length);
  const [rpms, extraFiles] = [await find("rpms"), await find("extra-files")];
  return {
    images: await readFiles(root, "image", images, (...file) => readImage(inputs, ...file), signal),
    rpms: await readFiles(root, "rpm", rpms, (path, source) => readRpm(path, source), signal),
    extraFiles: await readFiles(root, "extra_file", extraFiles, () => null, signal),
  };
}
