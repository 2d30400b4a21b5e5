/** Keys whose values are secret, in requests of osbuild-composer and blueprints: activation_key, secretAccessKey, … */
const SECRET_KEY =
  /pass(?:word|wd|phrase)|secret|token|credential|private[-_]?key|activation[-_]?key|(?:access|storage|account|client)[-_]?key|^sas/i;
const MAX_DEPTH = 32;

/** What is secret in a document, wherever it stands: by the names of keys, and in URLs that open a place by themselves. */
export function secretsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") {
    return secretsInUrl(value);
  }
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    !Array.isArray(value) && SECRET_KEY.test(key) ? textsIn(inner, depth + 1) : secretsIn(inner, depth + 1),
  );
}

/** All texts of what a secret key holds: the credentials of some clouds are objects. */
function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value !== "object" || value === null || depth > MAX_DEPTH
    ? []
    : Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}

/** The same for text in TOML, which is not parsed: `password = "…"` on a line of its own. */
export function secretsInToml(text: string): readonly string[] {
  const assignments = text.matchAll(
    /(?:^|[\n,{])[ \t]*"?([\w-]+)"?[ \t]*=[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')/g,
  );
  return [...assignments].flatMap(([, key = "", basic, literal]) => {
    const value = basic ?? literal ?? "";
    return SECRET_KEY.test(key) ? [value] : secretsInUrl(value);
  });
}

/** Names of parameters that open a place. A mirror list has a query as well, and nothing secret in it. */
const OPENING = /sig|token|credential|key|secret|pass|policy|auth/i;

/** What opens a place in a URL: a password before the host, a signature or a token in the query or in the path. */
export function secretsInUrl(text: string): readonly string[] {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null) {
    return [];
  }
  const opening = [...url.searchParams].filter(([name]) => OPENING.test(name));
  const token = authorizedToken(url);
  return [
    ...(opening.length === 0 && token === undefined ? [] : [text]),
    ...(opening.length === 0 ? [] : [url.search.slice(1), ...opening.map(([, value]) => value)]),
    ...(token === undefined ? [] : [token]),
    ...(url.password === "" ? [] : [url.password, decoded(url.password)]),
  ];
}

/** The token in the path of the requests that Oracle's object storage authorizes beforehand. */
export function authorizedToken({ pathname }: URL): string | undefined {
  return /^\/p\/([^/]+)\//.exec(pathname)?.[1];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
