/**
 * Whether a request is what a server says that it was sent. The server has read and written it again: keys that were
 * left out may have come back as empty, and empty ones may be gone.
 */
export function isSameRequest(sent: unknown, kept: unknown): boolean {
  if (isEmpty(sent) || isEmpty(kept)) {
    return isEmpty(sent) && isEmpty(kept);
  }
  if (Array.isArray(sent) || Array.isArray(kept)) {
    return (
      Array.isArray(sent) &&
      Array.isArray(kept) &&
      sent.length === kept.length &&
      sent.every((item, index) => isSameRequest(item, kept[index]))
    );
  }
  if (typeof sent === "object" && typeof kept === "object") {
    const [left, right] = [sent, kept] as readonly Record<string, unknown>[];
    const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
    return [...keys].every((key) => isSameRequest(left?.[key], right?.[key]));
  }
  return sent === kept;
}

/** What Go writes for what was not there. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).every(isEmpty);
  }
  return value === undefined || value === null || value === false || value === 0 || value === "";
}
