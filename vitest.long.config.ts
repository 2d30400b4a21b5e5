import { defineConfig, mergeConfig } from "vitest/config";
import config from "./vitest.config.ts";

/** What takes minutes: large composes, many rounds of chance. One file at a time: they measure memory and time. */
export default mergeConfig(
  { ...config, test: { ...config.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: [
        "packages/*/test/**/*.long.test.ts",
        "actions/*/test/**/*.long.test.ts",
        "test/**/*.long.test.ts",
      ],
      exclude: ["**/node_modules/**"],
      testTimeout: 30 * 60_000,
      hookTimeout: 30 * 60_000,
      fileParallelism: false,
    },
  }),
);
