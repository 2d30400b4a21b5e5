import { patiently } from "../http/patiently.ts";
import type { Ended } from "../service.ts";
import { STATES } from "./codes.ts";
import { describeCompose } from "./describe.ts";
import { saidIn } from "./failure.ts";
import type { SearchOptions } from "./search.ts";

/**
 * Cancels a compose that waits for a worker; ODCS cannot stop one that is being generated. One that is finished is left
 * alone, which the same route would remove.
 */
export async function cancelCompose(id: number, options: SearchOptions, signal: AbortSignal): Promise<Ended> {
  const { routes, retry } = options;
  const told = await patiently(() => routes.get(id, signal), retry, signal);
  if (told === undefined) {
    return { outcome: "gone", said: undefined };
  }
  switch (STATES[told.value.state ?? -1]) {
    case "wait":
      return deleteCompose(id, options, signal);
    case "generating":
      return { outcome: "refused", said: "ODCS cannot stop a compose that is being generated" };
    default:
      return {
        outcome: "refused",
        said: `the compose is ${describeCompose(told.value, told.asOf).reported} already`,
      };
  }
}

/**
 * The route that cancels what waits, and lets what is done or failed expire now; the files are removed by the next
 * clean-up of the server.
 *
 * @throws ServiceFailure when the server does not know who asks, or cannot be asked
 */
export async function deleteCompose(
  id: number,
  { routes, retry }: SearchOptions,
  signal: AbortSignal,
): Promise<Ended> {
  const what = `the deletion of compose ${id}`;
  let isRepeated = false;
  return patiently(
    async () => {
      // The first attempt may have been heeded although its answer was lost.
      if (isRepeated && (await isCancelled(id))) {
        return { outcome: "done", said: undefined };
      }
      isRepeated = true;
      const answer = await routes.delete(id, signal);
      const said = saidIn(answer.body, answer.status);
      if (said?.byOdcs === true) {
        // Templates that were not filled in: the id is known here.
        const text = said.text.replace("(id=%s)", `(id=${id})`);
        switch (answer.status) {
          case 404:
            return { outcome: "gone", said: text };
          case 400:
          case 403:
            return { outcome: "refused", said: text, status: answer.status };
          case 500:
            if (text === "user") {
              return {
                outcome: "refused",
                said: "this server cannot cancel without logins: it fails at the user",
              };
            }
        }
      }
      if (answer.status >= 502 && answer.status <= 504) {
        throw routes.failure(answer, what, true);
      }
      return { outcome: "done", said: routes.readAccepted(answer, what) };
    },
    retry,
    signal,
  );

  async function isCancelled(compose: number): Promise<boolean> {
    const told = await routes.get(compose, signal);
    return told !== undefined && describeCompose(told.value, told.asOf).state === "cancelled";
  }
}
