if (process.env.STATE_cleanup) {
  const { runUmbrellaCleanUp } = await import("../suite/index.js");
  await runUmbrellaCleanUp();
}
