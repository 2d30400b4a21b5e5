import { describe } from "vitest";
import { testCases } from "../support/conformance.ts";

describe.concurrent("localize keeps its promises", () => {
  testCases(({ seldom }) => !seldom);
});
