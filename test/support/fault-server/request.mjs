/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} target as sent
 * @property {string} path the target without scheme and host, which a proxy is told
 * @property {[string, string][]} headers names in lower case
 */

const END = "\r\n\r\n";

/**
 * Takes one request without a body off what a connection has received.
 *
 * @param {Buffer} received
 * @returns {{ request: Request, rest: Buffer } | undefined} undefined: it is not complete
 */
export function takeRequest(received) {
  const end = received.indexOf(END);
  if (end === -1) {
    return undefined;
  }
  const [first = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return /** @type {[string, string]} */ ([
      line.slice(0, colon).toLowerCase(),
      line.slice(colon + 1).trim(),
    ]);
  });
  const path = /^[a-z]+:\/\//i.test(target) ? target.replace(/^[a-z]+:\/\/[^/?]*/i, "") || "/" : target;
  return { request: { method, target, path, headers }, rest: received.subarray(end + END.length) };
}

/** @param {Request} request @param {string} name in lower case @returns {string | undefined} */
export function header({ headers }, name) {
  return headers.find(([other]) => other === name)?.[1];
}
