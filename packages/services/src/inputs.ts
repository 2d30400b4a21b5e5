/** The part of this package that steps load before they know whether a service is to be asked. */

export { COMPOSE_STATES } from "./compose.ts";
export { COMPOSE_TYPES, FLAGS, MULTILIB_METHODS, RESULTS, SOURCE_TYPES } from "./odcs/codes.ts";
