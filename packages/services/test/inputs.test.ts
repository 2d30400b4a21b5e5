import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What a part of the package loads, as far as it is the HTTP client. */
function loadedBy(part: string): string {
  const script = `
    import { registerHooks } from "node:module";
    registerHooks({ resolve(specifier, context, next) {
      if (specifier === "undici") console.log(specifier);
      return next(specifier, context);
    } });
    await import("${part}");
  `;
  const options = { encoding: "utf8", cwd: import.meta.dirname } as const;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], options).trim();
}

// Three programs are begun, which takes its time where others are at work.
test("inputs and requests are read without what HTTP takes", { timeout: 60_000 }, () => {
  expect(loadedBy("@compose-actions/services/inputs")).toBe("");
  expect(loadedBy("@compose-actions/services")).toBe("");
  expect(loadedBy("@compose-actions/transfer/client")).toContain("undici");
});
