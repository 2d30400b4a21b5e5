import type { OutputDirectory } from "@compose-actions/compose";
import { type AnyMetadata, serializeTo } from "@compose-actions/metadata";
import { LAYOUTS_FILE, type LayoutDirectories, layoutsText } from "@compose-actions/oci";

/**
 * Writes metadata, and beside it where the layout directories lie that it names.
 *
 * @param home - the directory that it is for
 */
export function writeMetadata(
  models: readonly AnyMetadata[],
  layouts: LayoutDirectories,
  output: OutputDirectory,
  home: string,
): void {
  for (const model of models) {
    writeFile(output, `${model.type}.json`, (put) => serializeTo(model, put));
  }
  if (layouts.size > 0) {
    writeFile(output, LAYOUTS_FILE, (put) => put(layoutsText(layouts, home)));
  }
}

function writeFile(
  output: OutputDirectory,
  name: string,
  write: (put: (text: string) => void) => void,
): void {
  const file = output.create(name);
  try {
    write((text) => file.write(text));
  } finally {
    file.close();
  }
}
