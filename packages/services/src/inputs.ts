/** The part of this package that steps load before they know that a service is to be asked. */
export { COMPOSE_STATES } from "./compose.ts";
export {
  COMPOSE_TYPES as ODCS_COMPOSE_TYPES,
  DEFAULT_TARGET_DIR as ODCS_DEFAULT_TARGET_DIR,
  FLAGS as ODCS_FLAGS,
  MULTILIB_METHODS as ODCS_MULTILIB_METHODS,
  ORDERS as ODCS_ORDERS,
  RESULTS as ODCS_RESULTS,
  SOURCE_TYPES as ODCS_SOURCE_TYPES,
  STATES as ODCS_STATES,
} from "./odcs/codes.ts";
export { readOdcsRequest } from "./odcs/request.ts";
export type { OdcsRequest } from "./odcs/request-schema.ts";
export type { ServiceKind } from "./service.ts";
