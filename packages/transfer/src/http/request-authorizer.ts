import type { Headers } from "./failures.ts";
import type { HttpRequest } from "./request.ts";

/**
 * Speaks for the URLs of some origins, in place of the client's own credentials: a registry's tokens depend on what is
 * asked for and run out. It is asked for URLs that the user or metadata named, never for one that a server sent us to.
 */
export interface RequestAuthorizer {
  /** Whether it speaks for the request's URL. Called for every request, so it must be quick. */
  covers(request: HttpRequest): boolean;
  /**
   * The value of the Authorization header that is good now; undefined for none.
   *
   * @throws TransferFailure
   */
  header(request: HttpRequest): Promise<string | undefined>;
  /**
   * Called when an answer is 401.
   *
   * @param sent - the header that the request had
   * @returns whether the request should be tried once more, as there is another header now
   * @throws TransferFailure
   */
  refused(request: HttpRequest, sent: string | undefined, headers: Headers): Promise<boolean>;
}
