import { bytesBlob } from "../blobs/bytes-blob.ts";

/**
 * The config of an artifact, `{}`: the empty descriptor of image-spec 1.1. It must be in every repository that has
 * manifests of {@link buildManifest}.
 */
export const EMPTY_CONFIG = bytesBlob(Buffer.from("{}"), "the empty config");
