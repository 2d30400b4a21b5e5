import { refuse, safeLine, shorten } from "@compose-actions/step";
import * as z from "zod";
import type { RenewWish } from "../service.ts";
import { requestSchema, sourceSchema } from "./request-schema.ts";

/** What may be different in a renewed compose; then there is a new one. */
export interface OdcsRenewWish extends RenewWish {
  readonly sigkeys?: readonly string[] | undefined;
  readonly builds?: readonly string[] | undefined;
  readonly modules?: readonly string[] | undefined;
  /** Servers from 0.8 on heed it. */
  readonly label?: string | undefined;
}

const wishSchema = z.strictObject({
  secondsToLive: requestSchema.shape.seconds_to_live,
  sigkeys: sourceSchema.shape.sigkeys,
  builds: sourceSchema.shape.builds,
  modules: sourceSchema.shape.modules,
  label: requestSchema.shape.label,
});

/**
 * Checks what is wanted of a renewal before it is sent, as a request is.
 *
 * @throws UserError
 */
export function readOdcsRenewWish(value: OdcsRenewWish): OdcsRenewWish {
  const parsed = wishSchema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [first] = parsed.error.issues;
  const said = `${first?.path.join(".")}: ${first?.message}`;
  throw refuse(`ODCS would not take this renewal: ${shorten(safeLine(said), 300)}`);
}

/** Whether something is to be different. */
export function wantsOther({ sigkeys, builds, modules, label }: OdcsRenewWish): boolean {
  return sigkeys !== undefined || builds !== undefined || modules !== undefined || label !== undefined;
}

/** The body that is sent. */
export function renewBody({
  secondsToLive,
  sigkeys,
  builds,
  modules,
  label,
}: OdcsRenewWish): Readonly<Record<string, unknown>> {
  const source = {
    ...(builds === undefined ? {} : { builds }),
    ...(modules === undefined ? {} : { modules }),
  };
  return {
    ...(secondsToLive === undefined ? {} : { seconds_to_live: secondsToLive }),
    // Here and not in the source, unlike in requests for new composes.
    ...(sigkeys === undefined ? {} : { sigkeys }),
    ...(label === undefined ? {} : { label }),
    ...(Object.keys(source).length === 0 ? {} : { source }),
  };
}
