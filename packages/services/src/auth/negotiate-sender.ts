import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { refuse, VERSION } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { Answer, Question } from "../http/ask.ts";
import { isConfidential } from "../http/base-url.ts";
import { oneLine } from "../http/said.ts";
import { curlFailure, readVerbose } from "./curl-output.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";
import type { Sender } from "./sender.ts";

export interface NegotiateOptions {
  /** Tickets are got with it; without it there must be a ticket already. */
  readonly keytab?: string | undefined;
  readonly caFile?: string | undefined;
  readonly connectTimeoutMs: number;
  /** How long an answer may be waited for. */
  readonly answerTimeoutMs: number;
  /** The program, by default `curl`. */
  readonly curl?: string | undefined;
  /** Variables for it beside those of this process. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

const DEFAULT_MAX_BYTES = 64 * 1024;
const MAX_VERBOSE = 256 * 1024;
/** Kerberos needs one exchange, or two when a server has to ask first. */
const MAX_LEGS = 4;
/** Exit code of curl when it has gone on for so long. */
const TOO_MANY_LEGS = 47;
/** What curl itself may take beyond the times that it is given. */
const GRACE_MS = 5_000;

/**
 * Sends with Kerberos (SPNEGO, RFC 4559) through curl, which finds tickets, keytabs and the realm as every Kerberos
 * program does. The request's body goes through its standard input, and it is told nothing secret.
 */
export class NegotiateSender implements Sender {
  readonly shown = "with Kerberos";
  readonly #options: NegotiateOptions;

  /** @throws UserError for a keytab that cannot be read */
  constructor(options: NegotiateOptions) {
    if (options.keytab !== undefined) {
      try {
        accessSync(options.keytab, constants.R_OK);
      } catch (error) {
        throw refuse(`keytab: ${options.keytab} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
      }
    }
    this.#options = options;
  }

  async send(question: Question, signal: AbortSignal): Promise<Answer> {
    const { url, method, body, maxBytes = DEFAULT_MAX_BYTES } = question;
    if (!isConfidential(url)) {
      throw new TransferFailure("auth", "Kerberos is not used without encryption", { remedy: "never" });
    }
    const { curl = "curl", answerTimeoutMs, connectTimeoutMs } = this.#options;
    const timeoutMs = connectTimeoutMs + (question.answerTimeoutMs ?? answerTimeoutMs);
    let result: ProgramResult;
    try {
      result = await runProgram(
        {
          program: curl,
          args: this.#args(question, timeoutMs, method === "HEAD" ? 0 : maxBytes),
          input: body ?? Buffer.alloc(0),
          environment: this.#environment(),
          maxOutput: maxBytes,
          maxErrors: MAX_VERBOSE,
          timeoutMs: timeoutMs + GRACE_MS,
        },
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      throw new TransferFailure("auth", missing(curl, error as NodeJS.ErrnoException), { remedy: "never" });
    }
    return this.#read(result, url);
  }

  #args(question: Question, timeoutMs: number, maxBytes: number): readonly string[] {
    const { method, url, headers = {}, body } = question;
    const { caFile, connectTimeoutMs } = this.#options;
    return [
      // Must be the first: no configuration file has a say.
      "--disable",
      "--negotiate",
      // The user is the one of the ticket.
      "--user",
      ":",
      "--silent",
      "--show-error",
      // Says what Kerberos lacks, and the headers of the answer apart from its body.
      "--verbose",
      "--globoff",
      "--http1.1",
      // It goes on for as long as a server answers 401 with a token of its own.
      "--max-redirs",
      String(MAX_LEGS),
      "--proto",
      `=${url.protocol.slice(0, -1)}`,
      "--connect-timeout",
      String(connectTimeoutMs / 1000),
      "--max-time",
      String(timeoutMs / 1000),
      ...(maxBytes === 0 ? [] : ["--max-filesize", String(maxBytes)]),
      ...(caFile === undefined ? [] : ["--cacert", resolve(caFile)]),
      "--user-agent",
      `compose-actions/${VERSION}`,
      ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
      // Servers in front of the service do not all know it.
      "--header",
      "Expect:",
      ...(method === "HEAD" ? ["--head"] : ["--request", method]),
      ...(body === undefined ? [] : ["--data-binary", "@-"]),
      "--write-out",
      "%{stderr}\n%{http_code}",
      "--url",
      url.href,
    ];
  }

  #environment(): Readonly<Record<string, string>> {
    const { keytab, environment } = this.#options;
    return {
      ...(keytab === undefined
        ? {}
        : {
            KRB5_CLIENT_KTNAME: `FILE:${resolve(keytab)}`,
            // A ticket of somebody else that lies around is not what the keytab was given for.
            KRB5CCNAME: "MEMORY:compose-actions",
          }),
      ...environment,
    };
  }

  #read({ code, output, errors, ended }: ProgramResult, url: URL): Answer {
    if (ended === "timeout") {
      throw new TransferFailure("timeout", "the server did not answer in time", { remedy: "again" });
    }
    if (ended === "too-much") {
      throw new TransferFailure("too-large", "the answer is longer than any should be", { remedy: "never" });
    }
    if (code !== 0 && code !== TOO_MANY_LEGS) {
      throw curlFailure(code, errors);
    }
    const { status, headers, kerberos } = readVerbose(errors);
    if (status === 401) {
      throw new TransferFailure("auth", refusal(kerberos, this.#options.keytab), { remedy: "never", status });
    }
    return { status, headers, url, body: output };
  }
}

function missing(curl: string, error: NodeJS.ErrnoException): string {
  return error.code === "ENOENT"
    ? `${curl} is not installed, and Kerberos needs it: install curl with support for GSS-API`
    : `${curl} cannot be run: ${error.code ?? "failed"}`;
}

/** Why the server does not know who asks, as far as Kerberos says so. */
function refusal(kerberos: string | undefined, keytab: string | undefined): string {
  if (kerberos === undefined) {
    return "the server answers 401 although it was sent a Kerberos ticket: it does not accept tickets of this realm, or wants another login";
  }
  const remedy =
    keytab === undefined ? "get a ticket with kinit, or give a keytab" : "check the keytab and the realm";
  return `there is no usable Kerberos ticket: ${oneLine(kerberos, 300)}; ${remedy}`;
}
