import { TransferFailure } from "@compose-actions/transfer";
import { patiently } from "../http/patiently.ts";
import type { OnSending } from "../sent-request.ts";
import { ServiceFailure } from "../service-failure.ts";
import { STATES } from "./codes.ts";
import { type OdcsRenewWish, renewBody, wantsOther } from "./renew-wish.ts";
import type { Told } from "./routes.ts";
import type { SearchOptions } from "./search.ts";
import { sendAndSearch } from "./send.ts";
import { isSuccessor } from "./successor.ts";
import type { OdcsCompose } from "./wire.ts";

/**
 * Makes a compose live longer. One that is done gets a later end and keeps its id; for one that failed or was removed,
 * or that is to be different, the server makes a new one, with the versions of packages of the old one.
 *
 * @throws ServiceFailure `not-found` when there is no such compose, `client-error` while it is still being made
 */
export async function renewCompose(
  id: number,
  wish: OdcsRenewWish,
  options: SearchOptions,
  signal: AbortSignal,
  onSending?: OnSending,
): Promise<Told<OdcsCompose>> {
  const { routes, retry } = options;
  const before = await patiently(() => routes.get(id, signal), retry, signal);
  if (before === undefined) {
    throw new ServiceFailure("not-found", `there is no compose ${id}`, { remedy: "never", status: 404 });
  }
  const state = STATES[before.value.state ?? -1];
  if (state === "wait" || state === "generating") {
    throw new ServiceFailure(
      "client-error",
      `compose ${id} is still being made, and cannot be renewed before it is done`,
      {
        remedy: "never",
      },
    );
  }
  const body = renewBody(wish);
  // To ask twice for a later end gives that end; to ask twice for a new compose gives two. What is done may be removed
  // between the two.
  const isSafe = async (late: AbortSignal): Promise<boolean> =>
    state === "done" && !wantsOther(wish) && (await isDone(id, options, late));
  const sending = {
    what: `the renewal of compose ${id}`,
    send: (late: AbortSignal) => routes.patch(id, body, late),
    compare: (compose: OdcsCompose) => isSuccessor(before.value, wish, compose),
    isSafe,
  };
  const { compose } = await sendAndSearch(sending, options, signal, onSending);
  return compose;
}

/** What cannot be asked for may be removed. */
async function isDone(id: number, { routes, retry }: SearchOptions, signal: AbortSignal): Promise<boolean> {
  try {
    const now = await patiently(() => routes.get(id, signal), retry, signal);
    return STATES[now?.value.state ?? -1] === "done";
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return false;
  }
}
