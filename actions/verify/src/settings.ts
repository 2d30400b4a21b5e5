import { readSelector } from "@compose-actions/compose";
import type { ChecksumAlgorithm, Selector } from "@compose-actions/metadata";
import { checkJoinInputs, checkShardInputs, isDivided, isJoining, refuse } from "@compose-actions/step";
import type { VerifyInputs } from "./inputs.ts";

/** The inputs in the form in which the work uses them. */
export interface Settings {
  readonly mode: "local" | "remote";
  readonly quick: boolean;
  readonly selector: Selector;
  /** Whether packages of a variant and arch can be selected, globs aside. */
  readonly selectsPackages: (variant: string, arch: string) => boolean;
  readonly unlisted: "ignore" | "warn" | "fail";
  readonly minChecksum: ChecksumAlgorithm;
  readonly allowWeak: boolean;
  readonly allowUnverified: boolean;
  readonly recordAll: boolean;
  readonly parallelChecksums: number | undefined;
  readonly parallelRequests: number;
  readonly sample: number;
  readonly seed: string | undefined;
  readonly deep: boolean;
  readonly rootUrl: URL | undefined;
}

/** @throws UserError for inputs that contradict each other or cannot be used */
export function readSettings(inputs: VerifyInputs): Settings {
  const { mode, quick, sample, deep, kinds } = inputs;
  const selector = readSelector(inputs);
  if (mode === "local" && (sample > 0 || deep || inputs["root-url"] !== undefined)) {
    throw refuse(
      "sample, deep and root-url are for remote artifacts, but mode is local",
      "set mode to remote, or leave them out",
    );
  }
  if (mode === "remote" && inputs.root !== undefined) {
    throw refuse(
      "root is for local artifacts, but mode is remote",
      "leave it out; root-url is its like for remote artifacts",
    );
  }
  if (inputs.unlisted === "fail" && (quick || mode === "remote")) {
    throw refuse(
      `unlisted: fail needs a look at the files, and ${quick ? "quick" : "mode remote"} takes none`,
      "leave out either of them",
    );
  }
  if (quick && (sample > 0 || deep)) {
    throw refuse("quick looks at no artifact, and sample and deep download some", "leave out either of them");
  }
  checkShardInputs(inputs);
  checkJoinInputs(inputs);
  if (quick && (isDivided(inputs) || isJoining(inputs))) {
    throw refuse("quick looks at no artifact, so there is nothing to divide", "leave out either of them");
  }
  if (mode === "remote" && !deep && inputs["shard-size"] !== undefined) {
    throw refuse(
      "shard-size divides what is read, and mode remote without deep only asks",
      "say with shards how many parts there are to be",
    );
  }
  const packages = kinds === undefined || kinds.length === 0 || kinds.includes("rpm");
  return {
    mode,
    quick,
    selector,
    selectsPackages: (variant, arch) =>
      packages && selector.selectsVariant(variant) && selector.selectsArch(arch),
    unlisted: inputs.unlisted,
    minChecksum: inputs["min-checksum"],
    allowWeak: inputs["allow-weak"],
    allowUnverified: inputs["allow-unverified"],
    recordAll: inputs.records === "all",
    parallelChecksums: inputs["parallel-checksums"],
    parallelRequests: inputs["parallel-requests"],
    sample,
    seed: inputs.seed,
    deep,
    rootUrl: rootUrlOf(inputs["root-url"]),
  };
}

function rootUrlOf(text: string | undefined): URL | undefined {
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw refuse(
      "root-url is not a web address that paths can be appended to",
      "give an absolute URL without a query, such as https://cdn.example.com/compose/41/",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw refuse(
      "root-url holds a user name or a password",
      "use http-username with http-password, or netrc-file",
    );
  }
  if (!url.pathname.endsWith("/")) {
    url.pathname += "/";
  }
  return url;
}
