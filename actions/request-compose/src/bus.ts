import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { rootCertificates } from "node:tls";
import type { Bell } from "@compose-actions/services";
import { type Reporter, refuse } from "@compose-actions/step";
import { isLoopbackHost } from "@compose-actions/transfer";
import type { ConsumeMessage, Options } from "amqplib";
import * as z from "zod";
import type { RequestComposeInputs } from "./inputs.ts";

/** How the bus is reached. */
export interface BusPlace {
  readonly url: URL;
  readonly exchange: string;
  readonly topic: string;
  readonly tls: Readonly<Record<string, unknown>>;
  readonly connectTimeoutMs: number;
  /** Pause before another attempt, in milliseconds. */
  readonly retryMs: number;
}

/** No message of a compose comes near this. */
const MAX_MESSAGE = 1024 ** 2;
const HEARTBEAT_S = 30;

const messageSchema = z.object({ compose: z.object({ id: z.number().int().positive() }) });

/**
 * Reads where the bus is; undefined when there is none.
 *
 * @throws UserError
 */
export function busPlace(inputs: RequestComposeInputs): BusPlace | undefined {
  const { bus, "bus-password": password } = inputs;
  if (bus === undefined) {
    return undefined;
  }
  if (inputs.service !== "odcs") {
    throw refuse("bus: only ODCS tells of its composes on a bus");
  }
  const url = URL.parse(bus);
  if (url === null || (url.protocol !== "amqps:" && url.protocol !== "amqp:") || url.hostname === "") {
    throw refuse("bus: expected a URL such as amqps://user@rabbitmq.example.com/vhost");
  }
  if (url.password !== "") {
    throw refuse("bus: the URL holds a password", "give it as bus-password");
  }
  if (url.protocol === "amqp:" && !isLoopbackHost(url.hostname) && password !== undefined) {
    throw refuse("bus: a password is not sent without encryption", "give an amqps:// URL");
  }
  if (password !== undefined) {
    url.password = encodeURIComponent(password);
  }
  return {
    url,
    exchange: inputs["bus-exchange"],
    topic: inputs["bus-topic"],
    tls: tlsOf(inputs),
    connectTimeoutMs: inputs["connect-timeout"],
    retryMs: inputs["poll-max"],
  };
}

function tlsOf(inputs: RequestComposeInputs): Readonly<Record<string, unknown>> {
  const { "bus-cert": cert, "bus-key": key = cert, "ca-file": ca } = inputs;
  if (cert === undefined && key !== undefined) {
    throw refuse("bus-key needs bus-cert");
  }
  return {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, pem("ca-file", ca)] }),
    ...(cert === undefined || key === undefined
      ? {}
      : { cert: pem("bus-cert", cert), key: pem("bus-key", key) }),
  };
}

function pem(input: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw refuse(`${input}: ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/**
 * Listens until it is disposed of, and rings for composes that have changed. What is missed while the bus is away is made
 * up for by ringing for all when it is there again. Never throws: the bus is an extra.
 */
export class BusListener implements AsyncDisposable {
  readonly #place: BusPlace;
  readonly #bell: Bell;
  readonly #reporter: Reporter;
  readonly #stop = new AbortController();
  readonly #work: Promise<void>;
  #hasWarned = false;

  constructor(place: BusPlace, bell: Bell, reporter: Reporter) {
    this.#place = place;
    this.#bell = bell;
    this.#reporter = reporter;
    this.#work = this.#run();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#listen(signal);
      } catch (error) {
        this.#warn(error);
      }
      await sleep(this.#place.retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when it is told to stop. @throws when the connection breaks */
  async #listen(signal: AbortSignal): Promise<void> {
    const { url, exchange, topic, tls, connectTimeoutMs } = this.#place;
    const { connect } = await import("amqplib");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const options: Options.Connect = {
      protocol: url.protocol.slice(0, -1),
      hostname: host,
      port: url.port === "" ? (url.protocol === "amqps:" ? 5671 : 5672) : Number(url.port),
      username: decodeURIComponent(url.username) || "guest",
      password: decodeURIComponent(url.password) || (url.username === "" ? "guest" : ""),
      vhost: decodeURIComponent(url.pathname.slice(1)) || "/",
      heartbeat: HEARTBEAT_S,
    };
    const connection = await connect(options, { ...tls, servername: host, timeout: connectTimeoutMs });
    try {
      const broken = new Promise<never>((_, reject) => {
        connection.on("error", reject);
        connection.on("close", () => reject(new Error("the connection was closed")));
      });
      // Once it is raced it is heard; before that it must not end the process.
      broken.catch(() => undefined);
      const subscribed = (async () => {
        const channel = await connection.createChannel();
        channel.on("error", () => undefined);
        // Brokers for the public take names that nobody can guess.
        const { queue } = await channel.assertQueue(randomUUID(), {
          exclusive: true,
          autoDelete: true,
          durable: false,
        });
        await channel.bindQueue(queue, exchange, topic);
        await channel.consume(queue, (message) => this.#hear(message), { noAck: true });
      })();
      await Promise.race([subscribed, broken]);
      this.#reporter.info(`listening on the bus ${url.host}`);
      this.#hasWarned = false;
      this.#bell.ringAll();
      await Promise.race([stopped(signal), broken]);
    } finally {
      await connection.close().catch(() => undefined);
    }
  }

  #hear(message: ConsumeMessage | null): void {
    if (message === null || message.content.length > MAX_MESSAGE) {
      return;
    }
    let json: unknown;
    try {
      json = JSON.parse(message.content.toString("utf8"));
    } catch {
      return;
    }
    const told = messageSchema.safeParse(json).data;
    // What the message says of the compose is not believed: the service is asked.
    if (told !== undefined) {
      this.#bell.ring(String(told.compose.id));
    }
  }

  #warn(error: unknown): void {
    if (this.#hasWarned || this.#stop.signal.aborted) {
      return;
    }
    this.#hasWarned = true;
    const why = error instanceof Error ? error.message : String(error);
    this.#reporter.warn(
      `the bus ${this.#place.url.host} cannot be heard, and the service is only asked: ${why}`,
    );
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}
