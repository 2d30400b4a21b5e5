import {
  duration,
  flag,
  type InputValues,
  integer,
  lines,
  list,
  path,
  secret,
  size,
  text,
} from "@compose-actions/step";

/** How servers are reached: the same inputs in every step that fetches, to be spread into its own. */
export const connectionInputs = {
  "http-token": secret({
    description:
      "Bearer token for the origins in `auth-origins`. Also read from PRODUCTMD_HTTP_TOKEN. It is sent to no other origin.",
    environment: ["PRODUCTMD_HTTP_TOKEN"],
  }),
  "http-username": text({
    description: "User name for the origins in `auth-origins`; needs `http-password`.",
  }),
  "http-password": secret({
    description: "Password for `http-username`. Also read from PRODUCTMD_HTTP_PASSWORD.",
    environment: ["PRODUCTMD_HTTP_PASSWORD"],
  }),
  "auth-origins": list({
    description:
      "Origins that the token, or user name and password, are for. By default the origins of `compose` inputs that are URLs.",
    expected: "origins",
    example: "https://cdn.example.com",
  }),
  "netrc-file": path({
    description:
      "File of user names and passwords by host, as curl reads it. Also read from PRODUCTMD_NETRC_FILE; by default ~/.netrc where it exists. Its default entry goes only to the origins of compose and auth-origins.",
    environment: ["PRODUCTMD_NETRC_FILE"],
  }),
  "ca-file": path({
    description: "PEM file of certificate authorities to trust besides the usual ones.",
  }),
  "client-cert": lines({
    description:
      "TLS client certificates, one per line: a host, the PEM file of the certificate and, unless it is in the same file, the PEM file of the key, separated by spaces.",
    expected: "lines of a host and one or two files",
    example: "cdn.example.com /etc/pki/client.pem /etc/pki/client.key",
  }),
  "allow-hosts": list({
    description:
      "Host names, `*.suffix`, addresses or networks in CIDR form that may be asked although their addresses are private. Needed for redirects to private addresses; on runners that GitHub hosts also for URLs in metadata.",
    expected: "hosts or networks",
    example: "mirror.internal, 10.1.0.0/16",
  }),
  "allow-insecure-redirect": flag({
    description:
      "Follow redirects from https to http. Contents are verified all the same; what is asked for can be seen.",
    default: false,
  }),
  retries: integer({
    description:
      "How often a transfer is tried again after a failure that may pass. Counted anew after every MiB of progress.",
    min: 0,
    max: 100,
    default: 5,
  }),
  "retry-delay": duration({
    description: "Base of the growing, random pauses between attempts.",
    default: "500ms",
  }),
  "connect-timeout": duration({
    description: "How long a connection may take to be made.",
    default: "15s",
  }),
  "headers-timeout": duration({
    description: "How long a server may take to begin its answer.",
    default: "30s",
  }),
  "idle-timeout": duration({
    description: "How long a server may be silent while it sends.",
    default: "30s",
  }),
  "low-speed-limit": size({
    description:
      "A download that is slower than so many bytes per second for low-speed-time is tried again; 0: never.",
    default: "1K",
  }),
  "low-speed-time": duration({
    description: "How long a download may be slower than low-speed-limit.",
    default: "60s",
    min: "100ms",
  }),
} as const;

export type ConnectionInputs = InputValues<typeof connectionInputs>;
