import { localPathProblem } from "@compose-actions/metadata";

/**
 * The name of a file that comes as an attachment: `attachment; filename=…-disk.qcow2`. Composes give it their id in front,
 * which is left out. Undefined when there is none, or none that is plain.
 */
export function attachmentName(header: string | undefined): string | undefined {
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"([^"\\]*)"|([^\s;"]+))/i.exec(header ?? "") ?? [];
  const name = quoted ?? token;
  return name === undefined ? undefined : plainName(name);
}

/** The last part of a path or a URL's path, if it is a plain name; without the id of a compose in front. */
export function plainName(path: string): string | undefined {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/^(?:composer-api-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-/, "");
  return /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name) && localPathProblem(name) === undefined
    ? name
    : undefined;
}
