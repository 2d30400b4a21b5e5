import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { patiently } from "../http/patiently.ts";
import { keptIds, type OnSending } from "../sent-request.ts";
import type { Features } from "./features.ts";
import { NO_LIST_ADVICE } from "./recover.ts";
import type { ComposerRequest } from "./request.ts";
import type { ComposerRoutes, Told } from "./routes.ts";
import { knownIds, type SearchOptions, searchCompose, uncertain } from "./search.ts";
import { type Lost, sendOnce } from "./send.ts";
import type { ComposerStatus } from "./wire.ts";

export interface Created {
  readonly status: Told<ComposerStatus>;
  readonly how: "created" | "found";
}

const WHAT = "a new compose";
/** How often a request is sent in all, each time after looking that it did not arrive before. */
const MAX_SENDS = 3;
const PAUSE_MS = 1_000;

/**
 * Asks for a compose. The API has no keys by which it would know a request again, and a second one would be a second
 * compose: when the answer is lost, servers that can list composes and tell their requests are searched for it. With
 * others nobody can tell.
 *
 * @throws ServiceFailure, with `isUncertain` when there may be a compose now
 */
export async function createCompose(
  request: ComposerRequest,
  features: Features,
  options: SearchOptions,
  signal: AbortSignal,
  onSending: OnSending = () => undefined,
): Promise<Created> {
  const { routes, clock } = options;
  const before = features.list ? await knownIds(routes, signal) : undefined;
  for (let sends = 1; ; sends++) {
    signal.throwIfAborted();
    onSending(keptIds(before));
    const outcome = await sendOnce(
      options,
      WHAT,
      (late) => routes.post("compose", request.body, late),
      signal,
    );
    const read = "lost" in outcome ? outcome : readOnce(outcome.answer, routes);
    if ("id" in read) {
      return { status: { value: newStatus(read.id, request), asOf: read.asOf }, how: "created" };
    }
    const { lost } = read;
    const found = lost.isUnsent ? undefined : await searchLost(lost, before, request, options, signal);
    if (found !== undefined) {
      return { status: found, how: "found" };
    }
    if (sends === MAX_SENDS || (lost.isUnsent && lost.failure.remedy !== "again")) {
      throw lost.failure;
    }
    await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), lost.failure.retryAfterMs ?? 0), signal);
  }
}

/** An answer of success without an id that can be read is as good as lost. */
function readOnce(
  answer: Answer,
  routes: ComposerRoutes,
): { readonly id: string; readonly asOf: number } | { readonly lost: Lost } {
  try {
    const { value: id, asOf } = routes.readAccepted(answer, WHAT);
    return { id, asOf };
  } catch (error) {
    if (!(error instanceof TransferFailure) || answer.status < 200 || answer.status >= 300) {
      throw error;
    }
    return { lost: { failure: error, isUnsent: false } };
  }
}

/** @throws ServiceFailure that is uncertain when the server cannot be searched */
async function searchLost(
  { failure }: Lost,
  before: ReadonlySet<string> | undefined,
  request: ComposerRequest,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<Told<ComposerStatus> | undefined> {
  if (before === undefined) {
    throw uncertain(failure, "this server cannot be asked whether there is a compose now", NO_LIST_ADVICE);
  }
  return searchCompose({ request, before, failure }, options, signal);
}

/** What a server would say of a compose that it has just accepted. */
function newStatus(id: string, { images, koji }: ComposerRequest): ComposerStatus {
  const pending = images.map(() => ({ status: "pending", error: undefined }));
  return {
    id,
    status: "pending",
    image_status: pending[0],
    ...(koji === undefined ? {} : { image_statuses: pending, koji_status: {} }),
  };
}

/** A copy of an image of Amazon's cloud for another region. */
export interface CloneWish {
  readonly region: string;
  /** In addition to those of the image itself. */
  readonly shareWithAccounts?: readonly string[] | undefined;
}

/**
 * Asks for a clone of a compose; it is never sent a second time, unless it cannot have arrived.
 *
 * @returns its id, which is no id of a compose
 * @throws ServiceFailure, with `isUncertain` when there may be a clone now
 */
export async function createClone(
  id: string,
  { region, shareWithAccounts }: CloneWish,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<string> {
  const { routes, retry } = options;
  const what = `a clone of compose ${id}`;
  const body = {
    region,
    ...(shareWithAccounts === undefined ? {} : { share_with_accounts: shareWithAccounts }),
  };
  return patiently(
    async () => {
      const outcome = await sendOnce(
        options,
        what,
        (late) => routes.post(`composes/${id}/clone`, body, late),
        signal,
      );
      if ("answer" in outcome) {
        return routes.readAccepted(outcome.answer, what).value;
      }
      const { failure, isUnsent } = outcome.lost;
      throw isUnsent ? failure : uncertain(failure, "clones cannot be listed");
    },
    retry,
    signal,
  );
}
