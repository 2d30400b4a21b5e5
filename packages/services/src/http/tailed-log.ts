import type { LogTail } from "../service.ts";
import type { Exchanger } from "./ask.ts";
import { GrowingFile } from "./growing-file.ts";
import { TextLines } from "./text-lines.ts";

/** What is shown of a log at once; of more, the end. */
const MAX_PIECE = 64 * 1024;
const MAX_LINE = 4 * 1024;

/** A log that a web server shows while it grows. */
export class TailedLog implements LogTail {
  readonly name: string;
  readonly #file: GrowingFile;
  readonly #lines = new TextLines(MAX_LINE);

  constructor(exchanger: Exchanger, url: URL, name: string) {
    this.name = name;
    this.#file = new GrowingFile(exchanger, url, MAX_PIECE);
  }

  async next(signal: AbortSignal): Promise<readonly string[]> {
    const { bytes, skipped } = await this.#file.next(signal);
    if (skipped === 0) {
      return this.#lines.push(bytes);
    }
    this.#lines.interrupt();
    // What follows the gap begins somewhere in a line.
    const [, ...lines] = this.#lines.push(bytes);
    return [`… ${skipped} bytes are left out`, ...lines];
  }
}
