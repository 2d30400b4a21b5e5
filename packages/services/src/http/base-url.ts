import { redactUrl } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { isLoopbackHost } from "@compose-actions/transfer";

/**
 * The URL of a service, to which routes are appended: paths in front of the service's own are kept.
 *
 * @param text - what the user gave
 * @param api - where the routes lie below it: `/api/1`; the user may have given it as well
 * @returns a URL with a slash at its end
 * @throws UserError
 */
export function serviceUrl(text: string, api: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw refuse(`server: ${redactUrl(text)} is no URL of a server`, "for instance https://odcs.example.com");
  }
  if (url.username !== "" || url.password !== "") {
    throw refuse("server: the URL holds a user name or a password", "use the inputs for logins");
  }
  if (url.search !== "" || url.hash !== "") {
    throw refuse(
      `server: ${redactUrl(text)} holds a query or a fragment`,
      "give the address of the server alone",
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = `${path.endsWith(api) ? path.slice(0, -api.length) : path}${api}/`;
  return url;
}

/** How messages name a service. */
export function showService(base: URL, api: string): string {
  return `${base.host}${base.pathname.slice(0, -api.length - 1)}`;
}

/** Whether what is secret may be sent to a URL: encrypted, or to this machine. */
export function isConfidential(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
}
