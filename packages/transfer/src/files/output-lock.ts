import { setTimeout as pause } from "node:timers/promises";
import { onDisk } from "./disk-failure.ts";
import { io } from "./io.ts";
import { acquireLock, busy, type HeldLock, type Holder, type LockOptions, lockHolder } from "./lock.ts";
import { LockWatch } from "./lock-watch.ts";
import { PRIVATE_NAME, type PrivateDirectory, SHARD_NAME } from "./private-directory.ts";

const POLL_MS = 100;

export interface OutputLockOptions extends Pick<LockOptions, "onLost" | "timing" | "identify"> {
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
export function lockOutput(directory: PrivateDirectory, options: OutputLockOptions): Promise<HeldLock> {
  const end = performance.now() + options.timeoutMs;
  const left = () => Math.max(0, end - performance.now());
  // All that may be in the way is watched from the beginning: owners that are silent are so at the same time.
  const watch = new LockWatch(options.timing);
  return directory.shard === undefined
    ? lockAll(directory, { ...options, watch }, left)
    : lockShard(directory, directory.shard, { ...options, watch }, left);
}

type Watched = OutputLockOptions & { readonly watch: LockWatch };

/** Shards that are at work come to their end; further ones do not begin while this waits. */
async function lockAll(
  { lockPath }: PrivateDirectory,
  { output, onLost, ...options }: Watched,
  left: () => number,
): Promise<HeldLock> {
  const home = lockPath.slice(0, lockPath.lastIndexOf("/"));
  const shardLocks = () => onDisk(output, () => io.readdirSync(`${home}/.`).filter(isShardLock).sort());
  const take = (path: string, name: string, lost?: LockOptions["onLost"]) =>
    acquireLock(path, {
      ...options,
      ...(lost === undefined ? {} : { onLost: lost }),
      timeoutMs: left(),
      shown: `${output}/${PRIVATE_NAME}/${name}`,
    });
  for (const name of shardLocks()) {
    // Has it watched.
    onDisk(name, () => lockHolder(`${home}/${name}`, options));
  }
  const release = await take(lockPath, "lock", onLost);
  try {
    for (const name of shardLocks()) {
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
  { output, ...options }: Watched,
  left: () => number,
): Promise<HeldLock> {
  const { signal } = options;
  const shown = `${output}/${PRIVATE_NAME}/lock`;
  for (;;) {
    signal.throwIfAborted();
    let whole = onDisk(shown, () => lockHolder(lockPath, options));
    if (whole === undefined) {
      const release = await acquireLock(`${lockPath}-${shard}`, {
        ...options,
        timeoutMs: left(),
        shown: `${shown}-${shard}`,
      });
      whole = holderBeside(lockPath, shown, release, options);
      if (whole === undefined) {
        return release;
      }
      release();
    }
    if (left() === 0) {
      throw busy(whole, shown, { subject: "output" });
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
function holderBeside(
  path: string,
  shown: string,
  release: () => void,
  options: Pick<LockOptions, "watch" | "timing" | "identify">,
): Holder | undefined {
  try {
    return onDisk(shown, () => lockHolder(path, options));
  } catch (error) {
    release();
    throw error;
  }
}

function isShardLock(name: string): boolean {
  return name.startsWith("lock-") && SHARD_NAME.test(name.slice("lock-".length));
}
