import type { Compose, ComposeState, UploadAction } from "../compose.ts";
import type { WeldrCompose, WeldrUpload } from "./wire.ts";

const STATES: Readonly<Record<string, ComposeState>> = {
  WAITING: "requested",
  RUNNING: "running",
  FINISHED: "finished",
  FAILED: "failed",
};

/** What is not told by the entry of a compose. */
export interface Beside {
  /** It was stopped by us: the service calls that a failure. */
  readonly isCancelled?: boolean;
  readonly position?: number | undefined;
  readonly reason?: string | undefined;
}

/** What the Weldr API says of a compose, in the words that all services share. A compose has one image. */
export function describeCompose(
  entry: WeldrCompose,
  asOf: number,
  { isCancelled = false, position, reason }: Beside = {},
): Compose<WeldrCompose> {
  const times = {
    requested: timeOf(entry.job_created),
    started: timeOf(entry.job_started),
    finished: timeOf(entry.job_finished),
  };
  const plain = STATES[entry.queue_status ?? ""] ?? "unknown";
  // What nobody has begun can only have been cancelled.
  const isStopped = plain === "failed" && (isCancelled || times.started === undefined);
  const state = isStopped ? "cancelled" : plain;
  const reported = entry.queue_status ?? "nothing";
  return {
    id: entry.id,
    state,
    reported,
    asOf,
    times,
    reason,
    position,
    links: {},
    images: [
      {
        state,
        reported,
        type: entry.compose_type ?? undefined,
        arch: undefined,
        uploads: (entry.uploads ?? []).map(describeUpload),
      },
    ],
    details: entry,
  };
}

function describeUpload({
  status,
  provider_name: provider,
  image_name: name,
  settings,
}: WeldrUpload): UploadAction {
  const results = Object.entries(settings ?? {}).flatMap(([key, value]) =>
    typeof value === "string" && value !== "" ? [[key, value] as const] : [],
  );
  return {
    // It is that of the compose, whatever became of this upload.
    state: STATES[status ?? ""] ?? "unknown",
    reported: status ?? "nothing",
    target: provider ?? "unknown",
    results: Object.fromEntries([...(name ? [["image_name", name] as const] : []), ...results]),
  };
}

/** Seconds as milliseconds; the beginning of Go's time is long before 1970 and means that it has not come. */
function timeOf(seconds: number | null | undefined): number | undefined {
  return seconds === null || seconds === undefined || seconds <= 0 ? undefined : Math.round(seconds * 1000);
}
