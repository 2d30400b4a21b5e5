interface Named {
  readonly nevra: string;
}

/** How the packages of an image differ from those that a lock has: no service can be asked for exact ones. */
export function packageDifferences(wanted: readonly Named[], got: readonly Named[]): readonly string[] {
  const had = new Set(got.map(({ nevra }) => nevra));
  const want = new Set(wanted.map(({ nevra }) => nevra));
  const missing = [...want].filter((nevra) => !had.has(nevra));
  const more = [...had].filter((nevra) => !want.has(nevra));
  const count = missing.length + more.length;
  if (count === 0) {
    return [];
  }
  const first = [
    ...missing.slice(0, 1).map((one) => `no ${one}`),
    ...more.slice(0, 1).map((one) => `instead ${one}`),
  ];
  return [
    `lock: ${missing.length} of its packages are not in the image, and ${more.length} others are: ${first.join(", ")}`,
  ];
}
