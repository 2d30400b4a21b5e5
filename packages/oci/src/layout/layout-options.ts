import type { LinkKind, LinkMode } from "@compose-actions/transfer/files";

/** How image layouts are written. */
export interface LayoutOptions {
  /**
   * How blobs are made of files: `reflink` (the default) shares their blocks where the file system can, and copies
   * them where it cannot; `copy` always copies. With `hardlink` or `auto` they are the same files where that can be:
   * whoever writes to a file then writes to the blob as well.
   */
  readonly link?: LinkMode;
  /** Hash blobs that are there already, and replace those that are not what they should be. By default their size says enough. */
  readonly verifyExisting?: boolean;
  /** How long to wait for another run that writes to the layout, in milliseconds; 0 by default. */
  readonly lockTimeoutMs?: number;
  /** Called when that takes more than a moment. */
  readonly onWait?: (shown: string) => void;
}

/** The kinds of links that a mode tries, in this order, before it copies. */
export function linkKinds(mode: LinkMode): readonly LinkKind[] {
  switch (mode) {
    case "auto":
    case "hardlink":
      return ["hardlink", "reflink"];
    case "reflink":
      return ["reflink"];
    case "copy":
      return [];
  }
}
