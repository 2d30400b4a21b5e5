import { readSelector } from "@compose-actions/compose";
import { type ChecksumAlgorithm, redactUrl, type Selector } from "@compose-actions/metadata";
import { checkJoinInputs, checkShardInputs, refuse, type Shard } from "@compose-actions/step";
import type { MirrorRule } from "@compose-actions/transfer";
import type { LocalizeInputs } from "./inputs.ts";

/** The inputs in the form in which the work uses them. */
export interface Settings {
  readonly selector: Selector;
  readonly mirrors: readonly MirrorRule[];
  readonly shard: Shard | undefined;
  readonly rootUrl: string | undefined;
  readonly trust: Trust;
  readonly portableNames: boolean;
}

/** What proves a file. */
export interface Trust {
  readonly verifyChecksums: boolean;
  readonly allowUnverified: boolean;
  readonly allowWeak: boolean;
  readonly minChecksum: ChecksumAlgorithm;
}

/** @throws UserError for inputs that contradict each other or cannot be used */
export function readSettings(inputs: LocalizeInputs): Settings {
  if (!inputs["verify-checksums"] && !inputs["allow-unverified"]) {
    throw refuse(
      "verify-checksums: false means that nothing proves the files",
      "say allow-unverified: true as well if that is meant",
    );
  }
  checkShardInputs(inputs);
  checkJoinInputs(inputs);
  const { shard } = inputs;
  if (shard !== undefined && inputs.prune) {
    throw refuse(
      "prune makes no sense with shard: a part of the files cannot tell what belongs to no part",
      "prune in the last run",
    );
  }
  return {
    selector: readSelector(inputs),
    mirrors: (inputs.mirrors ?? []).map(readMirrorRule),
    shard,
    rootUrl: inputs["root-url"] === undefined ? undefined : prefix("root-url", inputs["root-url"]),
    trust: {
      verifyChecksums: inputs["verify-checksums"],
      allowUnverified: inputs["allow-unverified"],
      allowWeak: inputs["allow-weak"],
      minChecksum: inputs["min-checksum"],
    },
    portableNames: inputs["portable-names"],
  };
}

function readMirrorRule(line: string): MirrorRule {
  const [from, ...mirrors] = line.split(/[\s,]+/).filter((part) => part !== "" && part !== "=");
  if (from === undefined || mirrors.length === 0) {
    throw refuse(
      "mirrors: a rule needs the prefix of a URL and at least one other prefix",
      "for instance: https://cdn.example.com/ https://mirror.example.org/compose/",
    );
  }
  return { prefix: prefix("mirrors", from), mirrors: mirrors.map((mirror) => prefix("mirrors", mirror)) };
}

/** A URL that paths are put after: with a slash at the end, so that it ends where a part of a path does. */
function prefix(input: string, given: string): string {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw refuse(`${input}: ${redactUrl(given)} is no https:// or http:// URL`);
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse(
      `${input}: ${redactUrl(given)} holds a user name or a password`,
      "use http-username and http-password, http-token, or a netrc file",
    );
  }
  // In the form in which the URLs of artifacts are compared with it.
  parsed.hash = "";
  return parsed.href.endsWith("/") ? parsed.href : `${parsed.href}/`;
}
