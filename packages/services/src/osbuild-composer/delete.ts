import { isFinal } from "../compose.ts";
import { patiently } from "../http/patiently.ts";
import type { Ended } from "../service.ts";
import { describeCompose } from "./describe.ts";
import { API_ERROR, apiError } from "./failure.ts";
import type { SearchOptions } from "./search.ts";

/** @throws ServiceFailure when the server does not know who asks, or cannot be asked */
export async function deleteCompose(
  id: string,
  { routes, secrets, retry }: SearchOptions,
  signal: AbortSignal,
): Promise<Ended> {
  const what = `the deletion of compose ${id}`;
  let isRepeated = false;
  return patiently(
    async () => {
      const told = await routes.status(id, signal);
      if (told === undefined) {
        // The first attempt may have been heeded although its answer was lost.
        return { outcome: isRepeated ? "done" : "gone", said: undefined };
      }
      const { state, reported } = describeCompose(told.value, told.asOf);
      if (!isFinal(state)) {
        return {
          outcome: "refused",
          said: `the compose is ${reported}, and osbuild-composer cannot stop one`,
        };
      }
      isRepeated = true;
      const answer = await routes.delete(id, signal);
      if (answer.status >= 200 && answer.status < 300) {
        return { outcome: "done", said: undefined };
      }
      const error = apiError(answer.body, secrets);
      switch (error?.id) {
        case API_ERROR.unknownCompose:
          return { outcome: "gone", said: error.text };
        case API_ERROR.noRoute:
        case API_ERROR.badMethod:
          return {
            outcome: "refused",
            said: "this server keeps its composes: it is older than their deletion",
          };
        default:
          throw routes.failure(answer, what, true);
      }
    },
    retry,
    signal,
  );
}
