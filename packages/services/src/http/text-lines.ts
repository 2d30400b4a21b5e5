/**
 * Lines of a text that comes in pieces of bytes. A line that does not end is cut into pieces, so that nothing grows
 * without bound.
 */
export class TextLines {
  readonly #maxLine: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(maxLine: number) {
    this.#maxLine = maxLine;
  }

  /** @returns the lines that are complete now, without their ends */
  push(bytes: Buffer): readonly string[] {
    const lines: string[] = [];
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = rest.indexOf(0x0a);
      if (end === -1 && rest.length <= this.#maxLine) {
        break;
      }
      const cut = end === -1 || end > this.#maxLine ? this.#maxLine : end;
      lines.push(rest.toString("utf8", 0, cut).replace(/\r$/, ""));
      rest = rest.subarray(cut === end ? cut + 1 : cut);
    }
    this.#rest = Buffer.from(rest);
    return lines;
  }

  /** Forgets a line that has begun: what comes next does not continue it. */
  interrupt(): void {
    this.#rest = Buffer.alloc(0);
  }
}
