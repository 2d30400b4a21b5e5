import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Packages that publish source maps without the sources are no news.
  logLevel: "error",
  test: {
    include: ["packages/*/test/**/*.test.ts", "actions/*/test/**/*.test.ts", "test/**/*.test.ts"],
    // Tests do not measure time; the limit only ends what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for processes, sockets and deadlines: there is work for one worker more than there are cores.
    maxWorkers: availableParallelism() + 1,
    exclude: ["**/node_modules/**", "**/*.long.test.ts"],
    // The workflow grammar imports JSON in a way that only the bundler of the tests understands.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
