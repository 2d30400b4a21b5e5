import { type OdcsRenewWish, readOdcsRenewWish } from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import type { RequestComposeInputs } from "./inputs.ts";
import { odcsInputs } from "./odcs-inputs.ts";
import { sigkeysOf } from "./odcs-request.ts";

/** What ODCS takes for a compose that is there. */
const RENEWABLE: ReadonlySet<string> = new Set(["seconds-to-live", "sigkeys", "builds", "modules", "label"]);

/**
 * What is wanted of renewals in ODCS. Inputs that it would pass over are no wish that came true.
 *
 * @throws UserError for what ODCS does not take
 */
export function odcsRenewWish(inputs: RequestComposeInputs): OdcsRenewWish {
  refuseOthers(inputs);
  const { builds, modules, label, "seconds-to-live": secondsToLive } = inputs;
  return readOdcsRenewWish(
    withoutGaps({ secondsToLive, sigkeys: sigkeysOf(inputs), builds, modules, label }),
  );
}

function refuseOthers(inputs: RequestComposeInputs): void {
  const names = ["request", ...Object.keys(odcsInputs)] as (keyof RequestComposeInputs)[];
  const other = names.find((name) => inputs[name] !== undefined && !RENEWABLE.has(name));
  if (other !== undefined) {
    throw refuse(
      `${other}: ODCS does not take it for a compose that is there, but ${[...RENEWABLE].join(", ")} alone`,
      "leave it out, or ask for another compose with operation create",
    );
  }
}

function withoutGaps(wish: OdcsRenewWish): OdcsRenewWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
