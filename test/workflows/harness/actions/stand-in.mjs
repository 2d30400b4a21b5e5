import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/** An input; the names of actions' inputs keep their hyphens. */
export function input(name) {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}

export function lines(name) {
  return input(name)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function setOutput(name, value) {
  const end = randomUUID();
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}

/** What the test may want to know. */
export function note(what) {
  appendFileSync(process.env.HARNESS_NOTES, `${JSON.stringify(what)}\n`);
}

/** Fails as GitHub's services do when the token of the job may not do it. */
export function demand(scope, level) {
  const levels = ["none", "read", "write"];
  const has = JSON.parse(process.env.HARNESS_PERMISSIONS)[scope] ?? "none";
  if (levels.indexOf(has) < levels.indexOf(level)) {
    throw new Error(`Resource not accessible by integration: needs ${scope}: ${level}, has ${has}`);
  }
}

export async function main(run) {
  try {
    await run();
  } catch (error) {
    console.log(`::error::${String(error.message).replaceAll("%", "%25").replaceAll("\n", "%0A")}`);
    process.exitCode = 1;
  }
}
