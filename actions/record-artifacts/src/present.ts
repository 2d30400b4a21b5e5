import { type ArtifactKind, describeWarning } from "@compose-actions/metadata";
import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  heading,
  type Presentation,
  table,
} from "@compose-actions/step";
import type { RecordArtifactsResult, RecordedArtifact } from "./result.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;
/** A longer table is folded. */
const MAX_UNFOLDED = 15;

/** Outputs, report, closing lines and job summary of what was recorded. */
export function present(result: RecordArtifactsResult): Presentation {
  const { composeId, variant, arch, output, files, artifacts, notices } = result;
  const bytes = artifacts.reduce((sum, { location }) => sum + (location.size ?? 0), 0);
  return {
    outputs: {
      "metadata-dir": output,
      files: files.join("\n"),
      "compose-id": composeId,
      artifacts: String(artifacts.length),
      bytes: String(bytes),
      warnings: String(notices.length),
    },
    report: {
      compose: composeId,
      variant,
      arch,
      metadataDir: output,
      files,
      published: !result.areLocal,
      artifacts: artifacts.map(reported),
      bytes,
      totals: Object.fromEntries(result.totals),
      warnings: notices,
    },
    lines: [
      `${composeId}: ${countOf(artifacts.length, "artifact", "artifacts")} of ${variant}, ${arch} recorded, ${formatBytes(bytes)}; metadata in ${output}`,
      ...(result.areLocal ? [`${LOCAL_URLS}.`] : []),
    ],
    summary: summaryOf(result, bytes),
  };
}

const LOCAL_URLS =
  "Without url and base-url the URLs are the paths below root: push-oci replaces them by those of the registry";

function reported({ kind, source, location, image, rpm }: RecordedArtifact) {
  const { localPath, url, size, checksum } = location;
  return {
    kind,
    source,
    localPath,
    url,
    size,
    checksum,
    ...(image === undefined ? {} : { image: imageFields(image) }),
    ...(rpm === undefined
      ? {}
      : { rpm: { nevra: rpm.nevra, source: rpm.source, category: rpm.category, sigkeys: rpm.sigkeys } }),
  };
}

function imageFields(image: NonNullable<RecordedArtifact["image"]>) {
  const { type, format, subvariant, bootable, discNumber, discCount, volumeId, implantMd5 } = image;
  return { type, format, subvariant, bootable, discNumber, discCount, volumeId, implantMd5 };
}

function summaryOf(result: RecordArtifactsResult, bytes: number): string {
  const { composeId, variant, arch, output, artifacts, totals, notices, areLocal } = result;
  const parts = [
    heading(2, "Artifacts recorded"),
    `Compose ${code(composeId)}, ${code(variant)}, ${code(arch)}: ${countOf(artifacts.length, "artifact", "artifacts")}, ${formatBytes(bytes)}. The metadata in ${code(output)} names ${totalsText(totals)}.`,
    ...(areLocal ? [`${escapeText(LOCAL_URLS)}.`] : []),
    ...listed("Images", artifacts, "image", ["Type", "Format", "Boots"], ({ image }) => [
      code(image?.type ?? ""),
      code(image?.format ?? ""),
      image?.bootable === true ? "yes" : "no",
    ]),
    ...listed("RPMs", artifacts, "rpm", ["Category", "Signed with"], ({ rpm }) => [
      code(rpm?.category ?? ""),
      rpm === undefined || rpm.sigkeys.length === 0 ? "–" : rpm.sigkeys.map(code).join(" "),
    ]),
    ...listed("Extra files", artifacts, "extra_file", [], () => []),
  ];
  if (notices.length > 0) {
    parts.push(heading(3, "What to know"));
    parts.push(notices.map((notice) => `- ${escapeText(describeWarning(notice))}`).join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

const NAMES: Readonly<Record<ArtifactKind, readonly [one: string, several: string]>> = {
  image: ["image", "images"],
  rpm: ["RPM", "RPMs"],
  extra_file: ["extra file", "extra files"],
  module: ["module", "modules"],
  variant_path: ["repository", "repositories"],
};

function totalsText(totals: RecordArtifactsResult["totals"]): string {
  return [...totals].map(([kind, count]) => countOf(count, ...NAMES[kind])).join(", ");
}

/** A table of the artifacts of one kind, folded when it is long. */
function listed(
  title: string,
  artifacts: readonly RecordedArtifact[],
  kind: RecordedArtifact["kind"],
  headers: readonly string[],
  cells: (artifact: RecordedArtifact) => readonly string[],
): string[] {
  const all = artifacts.filter((artifact) => artifact.kind === kind);
  if (all.length === 0) {
    return [];
  }
  const shown = all
    .slice(0, MAX_LISTED)
    .map((artifact) => [
      code(artifact.location.localPath),
      formatBytes(artifact.location.size ?? 0),
      ...cells(artifact),
      code(shortened(artifact.location.checksum ?? "")),
    ]);
  const more = all.length - shown.length;
  const rows = table(["Place", "Size", ...headers, "Checksum"], shown);
  const body = more > 0 ? `${rows}\n\nAnd ${formatCount(more)} more; the report names them all.` : rows;
  const summary = `${title}: ${formatCount(all.length)}`;
  return all.length > MAX_UNFOLDED ? [details(summary, body)] : [heading(3, summary), body];
}

/** Enough of a checksum to tell it from others: in full it makes a table too wide to be seen as a whole. */
function shortened(checksum: string): string {
  return checksum.replace(/^(\w+:[0-9a-f]{12})[0-9a-f]+$/, "$1…");
}
