/** Long enough to be told apart, short enough for every URL. */
const MAX_NAME = 100;

/**
 * How Locations name an image layout: by its path as the user wrote it, of which only letters, digits, dots, dashes
 * and underscores are left. Of an absolute path it is the last part alone: where a machine keeps things is nobody's
 * business.
 *
 * @returns what `oci://oci-layout.localhost/` may be followed by
 */
export function layoutName(directory: string): string {
  const parts = directory.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
  const told = directory.startsWith("/") ? parts.slice(-1) : parts;
  const name = told
    .join("-")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    // The end of a path tells more than its start.
    .slice(-MAX_NAME)
    .replace(/^[._-]+|[._-]+$/g, "");
  return name === "" ? "layout" : name;
}
