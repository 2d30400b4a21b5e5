import type { FunctionInfo } from "@actions/expressions/funcs/info";

/** The functions that workflows have beyond those of the language. */
export const functions: FunctionInfo[] = [
  { name: "always", minArgs: 0, maxArgs: 0 },
  { name: "cancelled", minArgs: 0, maxArgs: 0 },
  { name: "failure", minArgs: 0, maxArgs: 255 },
  { name: "success", minArgs: 0, maxArgs: 255 },
  { name: "hashFiles", minArgs: 1, maxArgs: 255 },
];
