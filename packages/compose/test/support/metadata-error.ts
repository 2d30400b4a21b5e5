import { MetadataError } from "@compose-actions/metadata";

/** The MetadataError that a call throws; any other fails the test. */
export async function metadataError(call: () => unknown): Promise<MetadataError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof MetadataError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}
