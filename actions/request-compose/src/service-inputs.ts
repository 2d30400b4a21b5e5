import { choice, flag, integer, lines, list, path, secret, text } from "@compose-actions/step";

export const OPERATIONS = ["create", "wait", "get", "list", "renew", "delete", "about"] as const;
export type Operation = (typeof OPERATIONS)[number];

export const AUTH_KINDS = ["none", "token", "oauth", "kerberos", "certificate"] as const;
export type AuthKind = (typeof AUTH_KINDS)[number];

/** Which service, what is to be done with it, and who asks. */
export const serviceInputs = {
  service: choice(["odcs", "osbuild-composer", "weldr"], {
    description: "What makes the compose: ODCS, or osbuild-composer by its Cloud API or by its Weldr API.",
    required: true,
  }),
  server: text({
    description:
      "Where the service is: a URL, or a unix socket (unix:///run/cloudapi/api.socket, or an absolute path). Required, except that weldr has its usual socket, /run/weldr/api.socket.",
    example: "https://odcs.example.com",
  }),
  operation: choice(OPERATIONS, {
    description:
      "create: ask for a compose, and wait for it unless wait is false. wait: wait for those in compose-id. get, list: what the service says of composes. renew: make those in compose-id live longer. delete: stop those that are not finished, and remove the others. about: what the service allows and offers.",
    default: "create",
  }),
  request: text({
    description:
      "The request in the service's own words, as JSON or YAML: the text itself, or the path of a file. ODCS: the body of POST /composes/. osbuild-composer: the body of POST /compose, whose image_requests may have several entries, each of which becomes a compose. weldr: blueprint or blueprint_name, compose_type and upload, or a list of such.",
    multiline: true,
    expected: "a path, or a request as JSON or YAML",
    example: "image-request.yaml",
  }),
  "compose-id": list({
    description:
      "Ids of composes that are there. With create they are taken for what came of the request, and none is asked for; an empty value asks, so that an output of an earlier attempt can be given.",
    expected: "ids",
    example: "4711",
  }),
  filters: lines({
    description:
      "With list: only composes for which this holds, one per line, as name=value in the service's words.",
    expected: "lines of name=value",
    example: "state=done",
  }),
  order: text({
    description:
      "With list: the service's word for the order; by default the newest come first, where it knows that.",
    example: "-time_done",
  }),
  limit: integer({ description: "With list: how many composes at most.", min: 1, max: 1000, default: 20 }),
  auth: choice(AUTH_KINDS, {
    description:
      "How the service learns who asks. By default as the other inputs say: a token, OAuth, a keytab, a client-cert for its host, or nothing. kerberos by itself uses the ticket that is there.",
  }),
  "auth-token": secret({ description: "Bearer token for the service. It is sent to no other host." }),
  "oauth-token-url": text({
    description:
      "Where tokens are got: with oauth-client-secret for the client itself, with oauth-refresh-token for its user.",
    example: "https://sso.example.com/token",
  }),
  "oauth-client-id": text({ description: "Id of the client for oauth-token-url." }),
  "oauth-client-secret": secret({
    description: "Secret of the client. It is sent to oauth-token-url alone.",
  }),
  "oauth-refresh-token": secret({
    description: "Refresh (or offline) token. It is sent to oauth-token-url alone.",
  }),
  "oauth-scopes": list({ description: "Scopes that tokens are asked for with.", expected: "scopes" }),
  keytab: path({
    description: "Kerberos: the file with the key of who asks. Tickets are got with it, and kept in memory.",
  }),
  owner: text({
    description:
      "ODCS: who we are to the server. Only composes of this owner are taken for ours, and its limits are looked up.",
  }),
  preflight: choice(["refuse", "warn", "off"], {
    description:
      "What to do when the service says of itself that it would not take the request, or pass over a part of it.",
    default: "refuse",
  }),
  reuse: flag({
    description:
      "ODCS: take a living compose of ours that was asked for with the same request. It holds what there was when it was made.",
    default: false,
  }),
} as const;
