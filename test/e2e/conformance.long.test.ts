import { describe } from "vitest";
import { testCases } from "../support/conformance.ts";

describe.concurrent("localize keeps its promises in further forms of the cases", () => {
  testCases(({ seldom }) => seldom);
});
