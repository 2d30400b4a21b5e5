import { stateKeys } from "./ask.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { Maker } from "./maker.ts";
import { renewalKey } from "./renewal.ts";
import type { Tracked } from "./result.ts";
import type { StateKey } from "./state-file.ts";

/** Under what a compose is kept, where that is known. */
export function keyOf(
  { index = 0 }: Tracked,
  maker: Maker,
  { operation, "compose-id": named = [] }: RequestComposeInputs,
): StateKey | undefined {
  switch (operation) {
    case "create":
      // As many are named as the request is for, if any are.
      return stateKeys(maker)[index];
    case "renew": {
      const id = named[index];
      return id === undefined ? undefined : renewalKey(maker, id);
    }
    default:
      return undefined;
  }
}
