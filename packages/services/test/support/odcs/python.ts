/** How Python shows a value: some messages of ODCS hold such texts. */
export function repr(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string")
    return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value as object)
      .map(([key, inner]) => `${repr(key)}: ${repr(inner)}`)
      .join(", ")}}`;
  }
  return String(value);
}

export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    default:
      return "dict";
  }
}

/** `" ".join(value)`: a text is taken letter by letter. */
export function join(value: unknown): string {
  const items = typeof value === "string" ? [...value] : (value as unknown[]);
  items.forEach((item, index) => {
    if (typeof item !== "string") {
      throw new TypeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`);
    }
  });
  return items.join(" ");
}

/** Python counts booleans among the integers. */
export function isInt(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "number" && Number.isInteger(value));
}
