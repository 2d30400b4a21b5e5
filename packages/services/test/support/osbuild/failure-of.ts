import { ServiceFailure } from "../../../src/index.ts";

/** The failure of a service that something ends in; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<ServiceFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceFailure)) throw error ?? new Error("nothing went wrong");
  return error;
}
