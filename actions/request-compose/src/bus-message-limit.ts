import type { Channel } from "amqplib";

/** What the library knows of a message's parts: a header with the size, and pieces of the content. */
interface Frame {
  readonly size?: number;
  readonly content?: Buffer;
}

type Handler = (frame: Frame) => Handler;

/** The part of the library's channels that puts messages together. */
interface Assembly {
  handleMessage: Handler;
  acceptMessageFrame(frame: Frame): void;
}

/**
 * Passes over the messages of a channel that are too long. The library keeps a message in memory until it is whole, and
 * who sends them may be anybody: the broker's own limit is above 100 MB, and a false one has none.
 */
export function limitMessages(channel: Channel, maxBytes: number): void {
  const assembly = channel as unknown as Assembly;
  const idle = assembly.handleMessage;
  const accept = assembly.acceptMessageFrame.bind(channel);
  let passing = 0;
  assembly.acceptMessageFrame = (frame) => {
    if (passing > 0 && frame.content !== undefined) {
      passing -= frame.content.length;
    } else if (frame.size !== undefined && frame.size > maxBytes) {
      passing = frame.size;
      assembly.handleMessage = idle;
    } else {
      accept(frame);
    }
  };
}
