/** @typedef {import("./judge.mjs").Outcome} Outcome */
/** @typedef {import("./case.mjs").ExpectedRequest} ExpectedRequest */
/** @typedef {import("../../support/fault-server/vocabulary.mjs").Recorded} Recorded */

/** What was asked of the servers, and what was not. @param {Outcome} outcome @returns {string[]} */
export function judgeRequests({ one, server }) {
  const { requests = [], gaps = [], connections = {} } = one.expect;
  const problems = /** @type {string[]} */ ([]);
  if (requests === "none") {
    if (server.requests.length > 0) {
      problems.push(
        `REQUESTS: ${server.requests.length}, expected none; the first: ${line(server.requests[0])}`,
      );
    }
  } else {
    problems.push(...requests.flatMap((expected) => judgeCount(server.requests, expected)));
  }
  for (const { origin = "a", path, least = 0, most = Number.POSITIVE_INFINITY, from = 0 } of gaps) {
    const times = server.requests
      .filter((request) => request.origin === origin && request.target === path)
      .map(({ at }) => at);
    const gap = (times[from + 1] ?? Number.NaN) - (times[from] ?? Number.NaN);
    if (!(gap >= least && gap <= most)) {
      problems.push(
        `between requests ${from} and ${from + 1} for ${path} lay ${Math.round(gap)} ms, expected ${least} to ${most}`,
      );
    }
  }
  for (const [origin, { least = 0, most = Number.POSITIVE_INFINITY }] of Object.entries(connections)) {
    const count = server.connections(origin);
    if (count < least || count > most) {
      problems.push(`${count} connections to ${origin}, expected ${least} to ${most}`);
    }
  }
  return problems;
}

/** @param {Recorded[]} requests @param {ExpectedRequest} expected */
function judgeCount(requests, expected) {
  const { origin = "a", path, headers = {}, count = { least: 1 } } = expected;
  const found = requests.filter(
    (request) =>
      request.origin === origin &&
      (path === undefined || request.target === path) &&
      Object.entries(headers).every(([name, value]) => matches(request, name, value)),
  );
  const { least = 0, most = Number.POSITIVE_INFINITY } =
    typeof count === "number" ? { least: count, most: count } : count;
  if (found.length >= least && found.length <= most) {
    return [];
  }
  const what = `${origin} ${path ?? "*"}${Object.keys(headers).length > 0 ? ` with ${JSON.stringify(headers)}` : ""}`;
  const seen = requests
    .filter((request) => request.origin === origin)
    .slice(0, 6)
    .map(line);
  return [
    `REQUESTS: ${found.length} of ${what}, expected ${least} to ${most}; seen: ${seen.join(" | ") || "none"}`,
  ];
}

/** @param {Recorded} request @param {string} name @param {string | null | { match: string }} wanted */
function matches({ headers }, name, wanted) {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value);
  if (wanted === null) {
    return values.length === 0;
  }
  return values.some((value) =>
    typeof wanted === "string" ? value === wanted : new RegExp(wanted.match).test(value),
  );
}

/** @param {Recorded | undefined} request */
function line(request) {
  const range = request?.headers.find(([name]) => name === "range")?.[1];
  return request === undefined
    ? ""
    : `${request.method} ${request.target}${range === undefined ? "" : ` (${range})`}`;
}
