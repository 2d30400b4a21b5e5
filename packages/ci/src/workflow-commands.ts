import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync } from "node:fs";
import type { HostSetup } from "./host.ts";

/**
 * The runner's side channel, as `@actions/core` speaks it: commands are lines of the log, outputs go to a file.
 * Written here because that package brings an HTTP client, which takes as long to load as everything else together,
 * and because it knows no other stream than the process's standard output.
 */
export interface WorkflowCommands {
  /** A line of the log. What it holds must be safe already. */
  print(line: string): void;
  /** `::name key=value::message`; properties and message are escaped. */
  issue(name: string, message: string, properties?: Readonly<Record<string, string | undefined>>): void;
  /** @throws Error when there is no file for outputs */
  setOutput(name: string, value: string): void;
  /** For the post step of the same action; nothing where the runner has none. */
  saveState(name: string, value: string): void;
}

export function createWorkflowCommands({ env, stdout }: Pick<HostSetup, "env" | "stdout">): WorkflowCommands {
  const print = (line: string) => {
    stdout.write(`${line}\n`);
  };
  return {
    print,
    issue(name, message, properties = {}) {
      const pairs = Object.entries(properties)
        .filter((pair): pair is [string, string] => pair[1] !== undefined)
        .map(([key, value]) => `${key}=${escapeProperty(value)}`);
      print(`::${name}${pairs.length === 0 ? "" : ` ${pairs.join(",")}`}::${escapeData(message)}`);
    },
    setOutput(name, value) {
      const file = env["GITHUB_OUTPUT"];
      if (!file || !existsSync(file)) throw new Error("the runner's file for outputs does not exist");
      appendFileSync(file, keyValueBlock(name, value));
    },
    saveState(name, value) {
      const file = env["GITHUB_STATE"];
      if (file && existsSync(file)) appendFileSync(file, keyValueBlock(name, value));
    },
  };
}

/** A value of any lines between delimiters that cannot be guessed. */
function keyValueBlock(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  if (name.includes(delimiter) || value.includes(delimiter)) throw new Error("the value holds its delimiter");
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
