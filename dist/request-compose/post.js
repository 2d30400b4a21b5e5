if (process.env.STATE_cleanup) {
  const { runActionCleanUp } = await import("../suite/index.js");
  await runActionCleanUp("request-compose");
}
