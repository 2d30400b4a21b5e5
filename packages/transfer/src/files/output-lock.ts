import { setTimeout as pause } from "node:timers/promises";
import { onDisk } from "./disk-failure.ts";
import { io } from "./io.ts";
import { acquireLock, busy, type Holder, lockHolder } from "./lock.ts";
import { PRIVATE_NAME, type PrivateDirectory, SHARD_NAME } from "./private-directory.ts";

const POLL_MS = 100;

export interface OutputLockOptions {
  /** The output as users know it. */
  readonly output: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Takes an output directory for a run. Shards share it, each with a lock of its own; a run over everything is alone.
 * Each first takes its own lock and then looks for those that it cannot work beside, so that of two that come at the
 * same time at least one sees the other.
 *
 * @returns gives it back
 * @throws UserError when somebody else has it and keeps it; TransferFailure `disk`; the reason of the signal
 */
export function lockOutput(directory: PrivateDirectory, options: OutputLockOptions): Promise<() => void> {
  const end = performance.now() + options.timeoutMs;
  const left = () => Math.max(0, end - performance.now());
  return directory.shard === undefined
    ? lockAll(directory, options, left)
    : lockShard(directory, directory.shard, options, left);
}

/** Shards that are at work come to their end; further ones do not begin while this waits. */
async function lockAll(
  { lockPath }: PrivateDirectory,
  { output, signal }: OutputLockOptions,
  left: () => number,
): Promise<() => void> {
  const take = (path: string, name: string) =>
    acquireLock(path, { timeoutMs: left(), shown: `${output}/${PRIVATE_NAME}/${name}`, signal });
  const release = await take(lockPath, "lock");
  try {
    const home = lockPath.slice(0, lockPath.lastIndexOf("/"));
    const names = onDisk(output, () => io.readdirSync(`${home}/.`));
    for (const name of names.filter(isShardLock).sort()) {
      // Of a dead one nothing is left then.
      (await take(`${home}/${name}`, name))();
    }
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

async function lockShard(
  { lockPath }: PrivateDirectory,
  shard: string,
  { output, signal }: OutputLockOptions,
  left: () => number,
): Promise<() => void> {
  const shown = `${output}/${PRIVATE_NAME}/lock`;
  for (;;) {
    signal.throwIfAborted();
    let whole = onDisk(shown, () => lockHolder(lockPath));
    if (whole === undefined) {
      const release = await acquireLock(`${lockPath}-${shard}`, {
        timeoutMs: left(),
        shown: `${shown}-${shard}`,
        signal,
      });
      whole = holderBeside(lockPath, shown, release);
      if (whole === undefined) {
        return release;
      }
      release();
    }
    if (left() === 0) {
      throw busy(whole, shown, "output");
    }
    try {
      await pause(Math.min(POLL_MS, Math.max(1, left())), undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }
}

/** @throws TransferFailure, and what was taken is given back */
function holderBeside(path: string, shown: string, release: () => void): Holder | undefined {
  try {
    return onDisk(shown, () => lockHolder(path));
  } catch (error) {
    release();
    throw error;
  }
}

function isShardLock(name: string): boolean {
  return name.startsWith("lock-") && SHARD_NAME.test(name.slice("lock-".length));
}
