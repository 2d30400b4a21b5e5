/** The lock of whoever writes to a layout. */
export const LOCK_NAME = ".compose-actions.lock";
/** What taking the lock may leave behind. */
export const LEFTOVER_OF_LOCK = /^\.compose-actions\.lock-/;
/** Files that have not got their names yet. */
export const TEMPORARY = /^\.compose-actions-[0-9a-f]{12}-[0-9]+\.tmp$/;

/**
 * @param run - 12 hexadecimal digits, others for every run
 * @param count - another one for every file
 */
export function temporaryName(run: string, count: number): string {
  return `.compose-actions-${run}-${count}.tmp`;
}

/** Whether a file in a layout is of our making, and no part of the layout. */
export function isPrivateFile(name: string): boolean {
  return name === LOCK_NAME || TEMPORARY.test(name) || LEFTOVER_OF_LOCK.test(name);
}
