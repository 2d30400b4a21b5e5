/** Downloads of more bytes are no bundle. */
const LIMIT = 256 * 1024 * 1024;

/**
 * Part of a job's script: finds the bundle, and sets `COMPOSE_ACTIONS_HOME`. It is a directory of the image, an archive
 * at a URL, or a repository. Images have Node for certain, but not curl; an archive is whatever has the digest that was
 * given, so that who serves it need not be trusted. `COMPOSE_ACTIONS_TEMPORARY` is a directory that goes with the job.
 */
export const FETCH_BUNDLE = `COMPOSE_ACTIONS_TEMPORARY="$(mktemp -d)"
trap 'rm -rf -- "$COMPOSE_ACTIONS_TEMPORARY"' EXIT
if [ -f "$COMPOSE_ACTIONS_BUNDLE/dist/cli/index.js" ]; then
  COMPOSE_ACTIONS_HOME="$COMPOSE_ACTIONS_BUNDLE"
else
  COMPOSE_ACTIONS_HOME="$COMPOSE_ACTIONS_TEMPORARY/bundle"
  mkdir "$COMPOSE_ACTIONS_HOME"
  case "$COMPOSE_ACTIONS_BUNDLE" in
    https://*.tar.gz | https://*.tgz | http://*.tar.gz | http://*.tgz)
      NODE_USE_ENV_PROXY=1 node --input-type=module -e '
        import { createHash } from "node:crypto";
        import { appendFileSync } from "node:fs";
        const [file] = process.argv.slice(1);
        const { COMPOSE_ACTIONS_BUNDLE: url, COMPOSE_ACTIONS_BUNDLE_SHA256: wanted } = process.env;
        const fail = (why) => { console.error("The bundle: " + why); process.exit(1); };
        if (!/^[0-9a-f]{64}$/i.test(wanted)) fail("bundle-sha256 must be the sha256 of the archive");
        try {
          const response = await fetch(url, { signal: AbortSignal.timeout(600_000) });
          if (!response.ok) fail("HTTP status " + response.status);
          const hash = createHash("sha256");
          let size = 0;
          for await (const chunk of response.body) {
            size += chunk.length;
            if (size > ${LIMIT}) fail("it is too big");
            hash.update(chunk);
            appendFileSync(file, chunk);
          }
          const found = hash.digest("hex");
          if (found !== wanted.toLowerCase()) fail("its sha256 is " + found + ", not " + wanted);
        } catch (error) {
          fail(error.cause?.message ?? error.message);
        }
      ' "$COMPOSE_ACTIONS_TEMPORARY/bundle.tar.gz"
      tar -xzf "$COMPOSE_ACTIONS_TEMPORARY/bundle.tar.gz" -C "$COMPOSE_ACTIONS_HOME" --strip-components=1
      ;;
    *)
      git -C "$COMPOSE_ACTIONS_HOME" init --quiet
      git -C "$COMPOSE_ACTIONS_HOME" fetch --quiet --depth 1 -- "$COMPOSE_ACTIONS_BUNDLE" "$COMPOSE_ACTIONS_REF"
      git -C "$COMPOSE_ACTIONS_HOME" checkout --quiet FETCH_HEAD
      ;;
  esac
fi`;

/**
 * Part of a job's script: the part of the work that GitLab's `parallel` gives to a job. Only on request: the jobs of a
 * matrix are numbered as well. The shell expands it, which does not depend on what GitLab expands where.
 */
export const SHARD_OF_NODE = `if [ "$COMPOSE_ACTIONS_SHARD" = ci-node ]; then
  export COMPOSE_ACTIONS_SHARD="\${CI_NODE_INDEX:?shard: ci-node needs a job with parallel}/$CI_NODE_TOTAL"
fi`;
