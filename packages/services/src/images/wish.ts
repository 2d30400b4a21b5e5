import type { Compose as MetadataCompose } from "@compose-actions/metadata";
import type { FileStore } from "@compose-actions/transfer";

/** How an image is to be listed, as far as the service does not say; the first part is the user's, the rest was asked for. */
export interface ImageWish {
  readonly variant: string;
  /** Tells images of one kind and arch apart; by default the variant. */
  readonly subvariant?: string | undefined;
  /** productmd's words, where they are not to be those of the image type. */
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  /** By default installers and live images are. */
  readonly bootable?: boolean | undefined;
  readonly volumeId?: string | undefined;
  /** Name of the file, in the place of one that is made of what is known. */
  readonly fileName?: string | undefined;

  readonly arch?: string | undefined;
  /** The service's name: `guest-image`, `qcow2`. */
  readonly imageType?: string | undefined;
  /** `fedora-41` */
  readonly distribution?: string | undefined;
  /** The kinds of targets that it was to go to. */
  readonly targets?: readonly string[] | undefined;
}

/** Of an image that nobody wants listed. */
export const UNLISTED: ImageWish = { variant: "" };

/**
 * Reads the manifest of a container image, whose size no service tells.
 *
 * @param address - `quay.io/account/name`, without tag and digest
 * @returns undefined when the registry has none
 * @throws TransferFailure when it cannot be asked
 */
export type ReadManifest = (
  address: string,
  digest: `sha256:${string}`,
  signal: AbortSignal,
) => Promise<Uint8Array | undefined>;

/** What it takes to list the images of a compose. */
export interface ImagesWish {
  /** `false`: the images are only looked at, and nothing need be known of how they would be listed. By default `true`. */
  readonly isListed?: boolean;
  /** What the metadata says of the compose as a whole. */
  readonly compose: MetadataCompose;
  /** In the order of the compose's images. */
  readonly images: readonly ImageWish[];
  /** Goes into the names of files; without it the distribution does. */
  readonly release?: { readonly short: string; readonly version: string } | undefined;
  /** Where images are put that would not stay where the service has put them. Without it those are not listed. */
  readonly store?: FileStore | undefined;
  /** Without it container images are not listed. */
  readonly readManifest?: ReadManifest | undefined;
}
