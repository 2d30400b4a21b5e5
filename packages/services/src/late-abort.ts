/**
 * A signal that is aborted some time after another one, so that what has been begun may still learn how it ends. A
 * program that is told to stop has some seconds before it is killed.
 *
 * @param milliseconds - from the abort of the first to that of the second
 */
export function lateAbort(
  signal: AbortSignal,
  milliseconds: number,
): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => controller.abort(signal.reason), milliseconds);
  };
  if (signal.aborted) {
    controller.abort(signal.reason);
  } else {
    signal.addEventListener("abort", onAbort, { once: true });
  }
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
    },
  };
}
