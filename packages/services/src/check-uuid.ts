import { refuse, safeLine } from "@compose-actions/step";

/**
 * The ids of composes with both APIs of osbuild-composer; they become parts of URLs.
 *
 * @throws UserError
 */
export function checkUuid(id: string): void {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw refuse(
      `${safeLine(JSON.stringify(id))} is no id of a compose of osbuild-composer`,
      "expected a UUID, such as 123e4567-e89b-12d3-a456-426655440000",
    );
  }
}
