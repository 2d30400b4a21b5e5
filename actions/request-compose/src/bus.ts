import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { rootCertificates } from "node:tls";
import type { Bell } from "@compose-actions/services";
import type { Reporter } from "@compose-actions/step";
import type { ChannelModel, ConsumeMessage, Options } from "amqplib";
import * as z from "zod";
import { limitMessages } from "./bus-message-limit.ts";
import type { BusPlace } from "./bus-place.ts";
import { busProblem } from "./bus-problem.ts";

/** No message of a compose comes near this. */
const MAX_MESSAGE = 1024 ** 2;
const MAX_FRAME = 128 * 1024;
const HEARTBEAT_S = 30;
/** A broker has so long to say goodbye. */
const GOODBYE_MS = 500;

const messageSchema = z.object({ compose: z.object({ id: z.number().int().positive() }) });

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
    for (const line of place.warnings) {
      reporter.warn(line);
    }
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
    const cut = new AbortController();
    const connection = await this.#connect(cut, signal);
    try {
      const broken = new Promise<never>((_, reject) => {
        connection.on("error", reject);
        connection.on("close", () => reject(new Error("the connection was closed")));
      });
      // Once it is raced it is heard; before that it must not end the process.
      broken.catch(() => undefined);
      const deaf = Promise.withResolvers<never>();
      deaf.promise.catch(() => undefined);
      await Promise.race([this.#subscribe(connection, deaf.reject), broken, stopped(signal)]);
      if (!signal.aborted) {
        this.#reporter.info(`listening on the bus ${this.#place.shown}`);
        this.#hasWarned = false;
        this.#bell.ringAll();
      }
      await Promise.race([stopped(signal), broken, deaf.promise]);
    } finally {
      // One that does not answer must not keep the step from ending.
      await Promise.race([connection.close().catch(() => undefined), sleep(GOODBYE_MS)]);
      cut.abort();
    }
  }

  /** @param cut - ends the connection at once, whatever it is at */
  async #connect(cut: AbortController, signal: AbortSignal): Promise<ChannelModel> {
    const { host, port, isEncrypted, virtualHost, login, authorities, keyPair, connectTimeoutMs } =
      this.#place;
    const { connect, credentials } = await import("amqplib");
    const options: Options.Connect & { readonly maxFrameSize: number } = {
      protocol: isEncrypted ? "amqps" : "amqp",
      hostname: host,
      port,
      // It is decoded once more.
      vhost: encodeURIComponent(virtualHost),
      heartbeat: HEARTBEAT_S,
      frameMax: MAX_FRAME,
      maxFrameSize: 2 * MAX_FRAME,
    };
    const socket = {
      credentials:
        login.kind === "certificate" ? credentials.external() : credentials.plain(login.user, login.password),
      timeout: connectTimeoutMs,
      signal: cut.signal,
      // Said here, NODE_TLS_REJECT_UNAUTHORIZED is of no effect.
      rejectUnauthorized: true,
      minVersion: "TLSv1.2" as const,
      ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
      ...(keyPair === undefined ? {} : { cert: keyPair.certificate, key: keyPair.key }),
    };
    const stop = (): void => cut.abort();
    signal.throwIfAborted();
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await connect(options, socket);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** @param onDeaf - called when the broker sends nothing any more although there is a connection */
  async #subscribe(connection: ChannelModel, onDeaf: (error: Error) => void): Promise<void> {
    const { exchange, topic } = this.#place;
    const channel = await connection.createChannel();
    limitMessages(channel, MAX_MESSAGE);
    channel.on("error", onDeaf);
    channel.on("close", () => onDeaf(new Error("the broker has closed the channel")));
    // Brokers for the public take names that nobody can guess.
    const { queue } = await channel.assertQueue(randomUUID(), {
      exclusive: true,
      autoDelete: true,
      durable: false,
    });
    await channel.bindQueue(queue, exchange, topic);
    const hear = (message: ConsumeMessage | null): void => {
      if (message === null) {
        onDeaf(new Error("the broker has removed the queue"));
      } else {
        this.#hear(message);
      }
    };
    await channel.consume(queue, hear, { noAck: true });
  }

  #hear(message: ConsumeMessage): void {
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
    const why = busProblem(error, this.#place);
    this.#reporter.warn(
      `the bus ${this.#place.shown} cannot be heard, and the service is only asked: ${why}`,
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
