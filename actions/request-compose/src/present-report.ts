import { composeRecord } from "./record.ts";
import type { ComposeOutcome, RequestComposeResult } from "./result.ts";

/** The report's own fields. */
export function reportOf(result: RequestComposeResult): Record<string, unknown> {
  const { operation, service, shown, composes, emitted, tree, targets, about, total, notices, milliseconds } =
    result;
  return {
    operation,
    service,
    server: shown,
    composes: composes.map(reportRecord),
    ...(total === undefined ? {} : { total }),
    metadataDirs: emitted.directories,
    metadataFiles: emitted.files,
    repoFiles: emitted.repoFiles,
    ...(tree === undefined ? {} : { composeDir: tree }),
    targets,
    ...(about === undefined
      ? {}
      : {
          about: {
            ...(about.version === undefined ? {} : { version: about.version }),
            ...(about.authentication === undefined ? {} : { authentication: about.authentication }),
            offers: about.offers,
            ...(about.untold === undefined ? {} : { untold: about.untold }),
            details: about.details,
          },
        }),
    warnings: notices,
    milliseconds,
  };
}

function reportRecord(outcome: ComposeOutcome): Record<string, unknown> {
  const { compose, log } = outcome;
  return {
    ...composeRecord(outcome),
    links: compose?.links ?? {},
    images: (compose?.images ?? []).map(({ state, reported, type, arch, reason }) => ({
      state,
      reported,
      ...(type === undefined ? {} : { type }),
      ...(arch === undefined ? {} : { arch }),
      ...(reason === undefined ? {} : { reason }),
    })),
    log,
  };
}
