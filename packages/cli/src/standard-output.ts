/** Undoes a diversion. */
export type Restore = () => void;

/**
 * Sends what any code writes to the process's standard output to standard error instead: `@actions/core` prints its
 * commands there, and a document on standard output must stand alone. Runners read commands from both.
 */
export function divertStandardOutput(): Restore {
  const original = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return () => {
    process.stdout.write = original;
  };
}
