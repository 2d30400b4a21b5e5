import { spawn } from "node:child_process";
import * as z from "zod";
import { Login } from "./login.ts";

/** What may stand behind `docker-credential-`. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;
const MAX_OUTPUT = 64 * 1024;
const TIMEOUT_MS = 30_000;

const answerSchema = z.object({ Username: z.string(), Secret: z.string().min(1) });
/** The user name with which helpers say that the secret is a refresh token. */
const IDENTITY_TOKEN = "<token>";

/**
 * Asks a credential helper (docker: credential helper protocol) for the login of a registry.
 *
 * @param server - what the registry is called in the file that names the helper
 * @returns undefined when it has none
 * @throws Error with a message that can be shown when there is no such helper, or it fails
 */
export async function askHelper(
  name: string,
  server: string,
  signal: AbortSignal,
): Promise<Login | undefined> {
  if (!NAME.test(name)) {
    throw new Error("names a credential helper with characters that such a name cannot have");
  }
  const program = `docker-credential-${name}`;
  const { code, output } = await run(program, server, signal);
  if (code !== 0) {
    // Helpers say so on standard output, each in the same words.
    if (/credentials not found/i.test(output)) {
      return undefined;
    }
    throw new Error(`${program} fails with exit code ${code}`);
  }
  const parsed = answerSchema.safeParse(parseJson(output));
  if (!parsed.success) {
    throw new Error(`${program} answers with something that is no login`);
  }
  const { Username: username, Secret: secret } = parsed.data;
  return new Login({
    username,
    secret:
      username === IDENTITY_TOKEN
        ? { kind: "identity-token", token: secret }
        : { kind: "password", password: secret },
    source: program,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The output is for nobody to see: it may hold the secret. */
function run(
  program: string,
  input: string,
  signal: AbortSignal,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ["get"], { stdio: ["pipe", "pipe", "ignore"], signal, shell: false });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${program} does not answer in time`));
    }, TIMEOUT_MS);
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_OUTPUT) {
        chunks.push(chunk);
      } else {
        child.kill("SIGKILL");
        reject(new Error(`${program} answers with too much`));
      }
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        signal.aborted ? signal.reason : new Error(`${program} cannot be run: ${error.code ?? "failed"}`),
      );
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    });
    // A helper that has ended already takes no input.
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${input}\n`);
  });
}
