import type { ArtifactKind, Compose, MergeConflict } from "@compose-actions/metadata";
import { PlanFile } from "../../actions/localize/src/plan-file.ts";
import { type LocalizeResult, totalsOf } from "../../actions/localize/src/result.ts";
import type { Counts } from "../../actions/merge-metadata/src/counts.ts";
import type { MergedResult, RefusedResult } from "../../actions/merge-metadata/src/result.ts";
import type { ChosenArtifact } from "../../actions/push-oci/src/chosen-artifact.ts";
import { LocalFile } from "../../actions/push-oci/src/local-file.ts";
import type { PlannedManifest } from "../../actions/push-oci/src/plan.ts";
import type { PushOciResult } from "../../actions/push-oci/src/result.ts";
import type { RecordArtifactsResult } from "../../actions/record-artifacts/src/result.ts";
import type { RequestComposeResult } from "../../actions/request-compose/src/result.ts";
import type { UpgradeMetadataResult } from "../../actions/upgrade-metadata/src/upgrade-metadata.ts";
import type { VerifyResult } from "../../actions/verify/src/result.ts";

/** As many as a whole release of a distribution has. */
export const MANY = 200_000;

const COMPOSE: Compose = {
  id: "Fedora-41-20260204.0",
  date: "20260204",
  type: "production",
  respin: 0,
  label: null,
  final: false,
};
const DIGEST = `sha256:${"0".repeat(64)}` as const;

/** Paths that take much more room in a summary than they have characters. */
const PATHS = Array.from(
  { length: MANY },
  (_, index) => `Server/x86_64/os/Packages/${"p|<`@".repeat(200)}/package-${index}.x86_64.rpm`,
);

const each = <T>(make: (path: string, index: number) => T): T[] => PATHS.map(make);
const CELL = { kind: "rpm", variant: "Server", arch: "x86_64" } as const;

/** What localize ends with when everything, or nothing, arrived. */
export function localizeResult(isGood: boolean): LocalizeResult {
  const files = each((localPath) => {
    const urls = [`https://cdn.example.com/${localPath}`];
    const file = new PlanFile({ ...CELL, localPath, urls, size: 10, checksums: [DIGEST] });
    if (isGood) file.arrive("downloaded", 10, [DIGEST]);
    else file.fail({ class: "not-found", message: "the server answers 404" });
    return file;
  });
  return {
    compose: COMPOSE,
    output: "mirror",
    dryRun: false,
    division: undefined,
    joined: undefined,
    planned: files,
    outcomes: files.map((file) => ({
      artifact: { ...CELL, localPath: file.localPath, files: [file] } as never,
      state: isGood ? "verified" : "failed",
      failed: isGood ? undefined : file,
    })),
    skipped: 0,
    files,
    totals: totalsOf(files),
    hosts: new Map(),
    receivedBytes: 10 * MANY,
    milliseconds: 1000,
    metadata: [],
    pruned: isGood ? PATHS : [],
    pruneRefusal: undefined,
    notices: [],
    stopped: false,
  };
}

/** What verify ends with when everything is right, or missing; in the latter case as many files are unlisted. */
export function verifyResult(isGood: boolean): VerifyResult {
  const states = isGood ? { verified: MANY } : { missing: MANY };
  const failing = isGood ? 0 : MANY;
  return {
    compose: COMPOSE,
    mode: "local",
    place: "/srv/mirror/compose",
    artifacts: MANY,
    directories: 0,
    states,
    failing,
    failingStates: isGood ? {} : states,
    groups: [{ ...CELL, states, failing }],
    records: isGood ? [] : each((path) => ({ ...CELL, path, state: "missing", failing: true })),
    omittedRecords: 0,
    consistency: isGood
      ? []
      : [
          {
            check: "made-up",
            title: "packages that no repository lists",
            severity: "error",
            count: MANY,
            kept: each((path) => ({ path, message: "no repository lists it" })),
          } as never,
        ],
    unlisted: { policy: "fail", count: failing, files: isGood ? [] : PATHS },
    warnings: [],
    unmatched: [],
    milliseconds: 1000,
  };
}

/** What push-oci ends with when everything, or nothing, was pushed: to a repository for each. */
export function pushResult(isGood: boolean): PushOciResult {
  const outcomes: [PlannedManifest, never][] = [];
  const failure = { class: "server-error", message: "registry.example.com answers 500" } as const;
  const outcome = isGood ? { state: "pushed" } : { failure };
  const artifacts = each((localPath, index) => {
    const files = new Set([new LocalFile(localPath)]);
    const artifact = { ...CELL, artifact: { size: 10 }, localPath, isSet: false, files };
    const target = `registry.example.com/compose/${index}`;
    const parcel = { layout: "file", kind: "rpm", target, tag: () => "tag", files: [] };
    const manifest = { parcel, target, tag: "tag", files: [{ size: 10 }], digest: DIGEST, size: 500 };
    outcomes.push([manifest as never, outcome as never]);
    return {
      artifact: artifact as unknown as ChosenArtifact,
      state: isGood ? ("pushed" as const) : ("failed" as const),
      manifest: manifest as never,
      ...(isGood ? {} : { failure }),
    };
  });
  return {
    compose: COMPOSE,
    output: "pushed",
    dryRun: false,
    division: undefined,
    described: MANY,
    carried: 0,
    artifacts,
    skipped: 0,
    manifests: outcomes.map(([manifest]) => manifest),
    outcomes: new Map(outcomes),
    referenceOf: ({ target, digest }) => `oci://${target}@${digest}`,
    blobs: { pushed: MANY, pushedBytes: 10 * MANY, existing: 0, mounted: 0 } as never,
    sentBytes: 10 * MANY,
    milliseconds: 1000,
    files: ["pushed/rpms.json"],
    publication: undefined,
    notices: [],
  };
}

/** What record-artifacts ends with: what cannot be recorded is refused before. */
export function recordResult(): RecordArtifactsResult {
  return {
    composeId: COMPOSE.id,
    variant: "Server",
    arch: "x86_64",
    output: "recorded",
    files: ["recorded/rpms.json"],
    artifacts: each((localPath) => ({
      kind: "rpm",
      source: localPath,
      location: { url: localPath, size: 10, checksum: DIGEST, localPath, contents: [] } as never,
    })),
    areLocal: true,
    totals: new Map([["rpm", MANY]]),
    notices: [],
  };
}

/** What upgrade-metadata ends with when everything was hashed, or nothing is there. */
export function upgradeResult(isGood: boolean): UpgradeMetadataResult {
  return {
    compose: COMPOSE,
    toVersion: "2.0",
    output: "metadata-2.0",
    files: ["metadata-2.0/rpms.json"],
    tally: {
      variants: new Map([["Server", new Map([["rpm", { artifacts: MANY, bytes: 10 * MANY }]])]]),
      directories: 0,
    },
    notices: [],
    measurement: {
      files: isGood ? MANY : 0,
      bytes: isGood ? 10 * MANY : 0,
      missing: isGood ? [] : PATHS,
      outside: isGood ? [] : PATHS,
    } as never,
  };
}

/** What merge-metadata ends with: one artifact from each job, or a conflict about each. */
export function mergeResult(isGood: boolean): MergedResult | RefusedResult {
  const counts = countsOf(1);
  const common = {
    compose: COMPOSE,
    contributions: each((_, index) => ({ name: `artifacts/metadata-${index}`, counts })),
    notices: [],
    parts: undefined,
  };
  if (isGood) {
    return {
      ...common,
      state: "merged",
      output: "metadata",
      files: ["metadata/rpms.json"],
      counts: countsOf(MANY),
      completed: [],
      publication: undefined,
    };
  }
  const conflicts = each((path): MergeConflict => {
    const side = { file: "artifacts/a/rpms.json", path: `payload.rpms[${JSON.stringify(path)}].size` };
    return {
      rule: "made-up" as never,
      message: "an artifact has one size",
      sides: [
        { ...side, value: "10" },
        { ...side, value: "11" },
      ],
    };
  });
  return { ...common, state: "refused", conflicts, conflictCount: MANY, undeclared: [] };
}

/** As many composes as a list may have, and more than any request has images. */
export const COMPOSES = 1000;

/** What request-compose ends with when every compose is there, or of no use for many reasons. */
export function requestResult(isGood: boolean): RequestComposeResult {
  // The services' names are shorter than paths, and as hostile.
  const some = Array.from({ length: COMPOSES }, (_, index) => `${"p|<`@".repeat(10)}${index}`);
  const state = isGood ? "finished" : "failed";
  return {
    operation: "create",
    service: "osbuild-composer",
    shown: "composer.example.com",
    composes: some.map((name, index) => ({
      id: name,
      how: "created",
      index,
      requestedAt: 0,
      compose: {
        ...{ id: name, state, reported: name, asOf: 0, images: [], details: undefined },
        ...{ times: { expires: 0 }, links: { result: `https://composer.example.com/${name}` } },
      },
      verdict: isGood ? "good" : "bad",
      reasons: isGood ? [] : some.slice(0, 5),
      log: isGood ? [] : some.slice(0, 20),
      results: undefined,
    })),
    emitted: { directories: some, files: some, repoFiles: some, removed: [] },
    tree: undefined,
    targets: some.map((name) => {
      const image = { image: 1, imageType: name, arch: name };
      return { compose: name, target: name, ...image, results: { url: name, [name]: name } };
    }),
    about: undefined,
    total: undefined,
    failure: isGood ? undefined : `${COMPOSES} of ${COMPOSES} composes are of no use`,
    notices: some,
    milliseconds: 1000,
  };
}

function countsOf(artifacts: number): Counts {
  const count = { artifacts, bytes: 10 * artifacts };
  return { kinds: new Map<ArtifactKind, typeof count>([["rpm", count]]), all: count, directories: 0 };
}
