import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { patiently } from "../http/patiently.ts";
import { Lost, sendUntilArrived, uncertain } from "../lost-request.ts";
import { keptIds, type OnSending } from "../sent-request.ts";
import type { Features } from "./features.ts";
import { NO_LIST_ADVICE } from "./recover.ts";
import type { ComposerRequest } from "./request.ts";
import type { ComposerRoutes, Told } from "./routes.ts";
import { knownIds, type SearchOptions, searchCompose } from "./search.ts";
import { sendToComposer } from "./send.ts";
import type { ComposerStatus } from "./wire.ts";

export interface Created {
  readonly status: Told<ComposerStatus>;
  readonly how: "created" | "found";
}

const WHAT = "a new compose";

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
  return sendUntilArrived(
    async () => {
      onSending(keptIds(before));
      const outcome = await sendToComposer(
        options,
        WHAT,
        (late) => routes.post("compose", request.body, late),
        signal,
      );
      const read = outcome instanceof Lost ? outcome : readOnce(outcome, routes);
      if (!(read instanceof Lost)) {
        return { status: { value: newStatus(read.value, request), asOf: read.asOf }, how: "created" };
      }
      const found = read.isUnsent ? undefined : await searchNew(read, before, request, options, signal);
      return found === undefined ? read : { status: found, how: "found" };
    },
    clock,
    signal,
  );
}

/** An answer of success without an id that can be read is as good as lost. */
function readOnce(answer: Answer, routes: ComposerRoutes): Told<string> | Lost {
  try {
    return routes.readAccepted(answer, WHAT);
  } catch (error) {
    if (!(error instanceof TransferFailure) || answer.status < 200 || answer.status >= 300) {
      throw error;
    }
    return new Lost(error, false, false);
  }
}

/** @throws ServiceFailure that is uncertain when the server cannot be searched */
async function searchNew(
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
      const outcome = await sendToComposer(
        options,
        what,
        (late) => routes.post(`composes/${id}/clone`, body, late),
        signal,
      );
      if (!(outcome instanceof Lost)) {
        return routes.readAccepted(outcome, what).value;
      }
      const { failure, isUnsent } = outcome;
      throw isUnsent ? failure : uncertain(failure, "clones cannot be listed");
    },
    retry,
    signal,
  );
}
