import type { Compose, ComposeState, ImageBuild, UploadAction } from "../compose.ts";
import { causeText, type Hide } from "./causes.ts";
import type { RequestedImage } from "./request.ts";
import type { ComposerImageStatus, ComposerStatus, ComposerUploadStatus } from "./wire.ts";

/** The words for images and uploads. A compose has only the first, the last and the one before it. */
const STATES: Readonly<Record<string, ComposeState>> = {
  pending: "requested",
  building: "running",
  uploading: "running",
  registering: "running",
  // Of uploads; of images with servers before 2021.
  running: "running",
  failure: "failed",
  success: "finished",
};

export interface DescribeOptions {
  readonly asked?: readonly RequestedImage[] | undefined;
  readonly hide?: Hide | undefined;
}

/**
 * What osbuild-composer says of a compose, in the words that all services share. It tells no times.
 *
 * @param options.asked - the images that were asked for, in their order, where they are known: the service does not
 * repeat them
 * @param options.hide - takes out of a text what must not be shown
 */
export function describeCompose(
  status: ComposerStatus,
  asOf: number,
  { asked = [], hide }: DescribeOptions = {},
): Compose<ComposerStatus> {
  const images = imageStatuses(status).map((image, index) => describeImage(image, asked[index], hide));
  const state = stateOf(status, images);
  return {
    id: status.id,
    state,
    reported: status.status ?? "nothing",
    asOf,
    times: {},
    reason: state === "failed" ? reasonOf(status, images) : undefined,
    stage: stageOf(status, images),
    links: {},
    images,
    details: status,
  };
}

/** The images of a compose: with Koji several, and then the single one repeats the first of them. */
export function imageStatuses({
  image_status,
  image_statuses,
}: ComposerStatus): readonly ComposerImageStatus[] {
  return image_statuses ?? (image_status === null || image_status === undefined ? [] : [image_status]);
}

/** Of several uploads the single one repeats the first. */
export function uploadStatuses(image: ComposerImageStatus): readonly ComposerUploadStatus[] {
  const { upload_status: one, upload_statuses: several } = image;
  return several ?? (one === null || one === undefined ? [] : [one]);
}

/** `pending` is said of all that is not over: the images tell whether anything is done yet. They decide nothing else. */
function stateOf({ status }: ComposerStatus, images: readonly ImageBuild[]): ComposeState {
  switch (status) {
    case "success":
      return "finished";
    case "failure":
      return "failed";
    case "pending":
      return images.every((image) => image.state === "requested") ? "requested" : "running";
    default:
      return "unknown";
  }
}

function describeImage(
  image: ComposerImageStatus,
  asked: RequestedImage | undefined,
  hide: Hide | undefined,
): ImageBuild {
  const { status, progress } = image;
  const { done, total } = progress ?? {};
  return {
    state: STATES[status ?? ""] ?? "unknown",
    reported: status ?? "nothing",
    type: asked?.type,
    arch: asked?.arch,
    progress: typeof done === "number" && typeof total === "number" ? { done, total } : undefined,
    reason: causeText(image.error, hide),
    uploads: uploadStatuses(image).map(describeUpload),
  };
}

export function describeUpload({ status, type, options }: ComposerUploadStatus): UploadAction {
  return {
    // It is that of the image, whatever became of this upload.
    state: STATES[status ?? ""] ?? "unknown",
    reported: status ?? "nothing",
    target: type ?? "unknown",
    results: Object.fromEntries(
      Object.entries(options ?? {}).flatMap(([name, value]) =>
        typeof value === "string" && value !== "" ? [[name, value]] : [],
      ),
    ),
  };
}

function reasonOf({ koji_status: koji }: ComposerStatus, images: readonly ImageBuild[]): string {
  const several = images.length > 1;
  const reasons = images.flatMap(({ reason, type, arch }, index) => {
    const name = type === undefined ? `image ${index + 1}` : `${type} for ${arch}`;
    return reason === undefined ? [] : [several ? `${name}: ${reason}` : reason];
  });
  if (reasons.length > 0) {
    return reasons.join("\n");
  }
  return koji === null || koji === undefined
    ? "the service does not say why"
    : "the images are built, and what failed is the build in Koji: its logs tell why";
}

/** What the compose is at: the service's word for the image, or how many images are at what. */
function stageOf({ status }: ComposerStatus, images: readonly ImageBuild[]): string | undefined {
  if (status === "success" || status === "failure" || images.length === 0) {
    return undefined;
  }
  const words = [...new Set(images.map(({ reported }) => reported))];
  if (words.length === 1) {
    return words[0] === "success" ? "importing into Koji" : words[0];
  }
  return words
    .map((word) => `${images.filter(({ reported }) => reported === word).length} ${word}`)
    .join(", ");
}
