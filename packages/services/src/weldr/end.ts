import { patiently } from "../http/patiently.ts";
import type { Ended } from "../service.ts";
import type { SearchOptions } from "./create.ts";
import { shownError, weldrErrors } from "./failure.ts";

/**
 * Stops a compose that waits or is being made; one that is over is left alone.
 *
 * @throws ServiceFailure when the service cannot be asked
 */
export async function cancelCompose(
  id: string,
  { routes, secrets, retry }: SearchOptions,
  signal: AbortSignal,
): Promise<Ended> {
  let isRepeated = false;
  return patiently(
    async () => {
      const answer = await routes.cancel(id, signal).catch((error: unknown) => {
        isRepeated = true;
        throw error;
      });
      const [error] = weldrErrors(answer.body, secrets);
      if (answer.status >= 200 && answer.status < 300) {
        return { outcome: "done", said: undefined };
      }
      switch (error?.id) {
        case "BuildInWrongState":
          // The first attempt may have been heeded although its answer was lost.
          return isRepeated ? { outcome: "done", said: undefined } : { outcome: "refused", said: error.text };
        case "UnknownUUID":
          return { outcome: "gone", said: error.text };
        default:
          throw routes.failure(answer, `the end of compose ${id}`, true);
      }
    },
    retry,
    signal,
  );
}

/** Removes a compose that is over, with its image. */
export async function deleteCompose(
  id: string,
  { routes, secrets, retry }: SearchOptions,
  signal: AbortSignal,
): Promise<Ended> {
  let isRepeated = false;
  return patiently(
    async () => {
      const errors = await routes.delete(id, signal).catch((error: unknown) => {
        isRepeated = true;
        throw error;
      });
      const [error] = errors.map((one) => shownError(one, secrets));
      if (error === undefined) {
        return { outcome: "done", said: undefined };
      }
      if (error.id !== "UnknownUUID") {
        return { outcome: "refused", said: error.text };
      }
      return isRepeated ? { outcome: "done", said: undefined } : { outcome: "gone", said: error.text };
    },
    retry,
    signal,
  );
}
