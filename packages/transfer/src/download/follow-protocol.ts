/** A file to hash while it grows. */
export interface FollowJob {
  readonly descriptor: number;
  /** As node:crypto names them. */
  readonly algorithms: readonly string[];
  /** 16 bytes: Int32 that changes with every change; Int32 {@link FOLLOW_ON} or what to do at the front; BigInt64 front. */
  readonly control: SharedArrayBuffer;
}

/** There is more to come. */
export const FOLLOW_ON = 0;
/** What is before the front is all. */
export const FINISH = 1;
/** Nobody wants to know any more. */
export const CANCEL = 2;

/** Hexadecimal digests in the order of the algorithms; undefined after a cancel, or when the file cannot be read. */
export type FollowResult = readonly string[] | undefined;
