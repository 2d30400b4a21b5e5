import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {import("./vocabulary.mjs").Answer} Answer */
/** @typedef {import("node:net").Socket} Socket */
/** @typedef {{ stream: Socket, transport: Socket }} Connection `stream` carries the protocol, `transport` is TCP: the same without TLS */

/**
 * Milliseconds that the peer gets to read before a reset: one that overtakes the data makes the peer's kernel drop
 * what it has received.
 */
const BEFORE_RESET = 30;

/**
 * Sends an answer, or as much of it as its script allows.
 *
 * @param {Connection} connection
 * @param {{ head: Buffer, body: Buffer, framing: Answer["chunked"], close: boolean }} made
 * @param {Answer} answer
 * @param {AbortSignal} stopped
 * @param {(signal: string) => void} onSignal
 * @returns {Promise<boolean>} whether the connection can carry another request
 */
export async function sendAnswer(connection, made, answer, stopped, onSignal) {
  const { cut } = answer;
  if (answer.delay !== undefined) {
    await sleep(answer.delay, undefined, { signal: stopped });
  }
  if (cut === undefined || cut.after >= 0) {
    await write(connection, made.head);
    const body = cut === undefined ? made.body : made.body.subarray(0, cut.after);
    for (const piece of pieces(body, answer.drip?.bytes)) {
      await write(connection, framed(piece, made.framing));
      if (answer.drip !== undefined) {
        await sleep(answer.drip.every, undefined, { signal: stopped });
      }
    }
    if (cut === undefined && made.framing === true) {
      await write(connection, Buffer.from("0\r\n\r\n"));
    }
  }
  if (answer.signal !== undefined) {
    await sleep(BEFORE_RESET, undefined, { signal: stopped });
    onSignal(answer.signal);
  }
  return end(
    connection,
    cut?.how ?? (made.close || made.framing === "unterminated" ? "close" : undefined),
    stopped,
  );
}

/** @param {Connection} connection @param {"close" | "reset" | "stall" | "unclean" | undefined} how @param {AbortSignal} stopped */
async function end({ stream, transport }, how, stopped) {
  switch (how) {
    case undefined:
      return true;
    case "close":
      stream.end();
      return false;
    case "stall":
      return false;
    case "unclean":
      await sleep(BEFORE_RESET, undefined, { signal: stopped });
      transport.end();
      return false;
    case "reset":
      await sleep(BEFORE_RESET, undefined, { signal: stopped });
      transport.resetAndDestroy();
      return false;
    default:
      throw new Error(`the server knows no such end: ${how}`);
  }
}

/** @param {Buffer} body @param {number} [size] */
function pieces(body, size = body.length) {
  const count = size === 0 ? 0 : Math.ceil(body.length / size);
  return Array.from({ length: count }, (_, index) => body.subarray(index * size, (index + 1) * size));
}

/** @param {Buffer} piece @param {Answer["chunked"]} framing */
function framed(piece, framing) {
  if (framing === undefined || framing === false) {
    return piece;
  }
  const size = framing === "bad-size" ? "zz" : piece.length.toString(16);
  return Buffer.concat([Buffer.from(`${size}\r\n`), piece, Buffer.from("\r\n")]);
}

/** Resolves when the bytes are with the kernel. @param {Connection} connection @param {Buffer} bytes @returns {Promise<void>} */
function write({ stream }, bytes) {
  return new Promise((resolve, reject) => {
    if (stream.destroyed) {
      reject(new Error("the peer is gone"));
      return;
    }
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
