/** Not in the rest of the text. */
const NOWHERE = Number.POSITIVE_INFINITY;

/** An element whose content nobody looks at. */
export class UnreadElement {
  readonly endTag: RegExp;
  /** What would make the first end tag another one than the element's own, and an attribute that is refused anywhere. */
  readonly suspicious: RegExp;

  /** @param name - letters only */
  constructor(name: string) {
    this.endTag = new RegExp(`</${name}>`, "g");
    this.suspicious = new RegExp(`<(?:[!?]|${name})|xml:base`, "g");
  }
}

/**
 * Looks ahead in a text. Asked for places that lie ever further behind, it goes through the text once for each thing
 * that it looks for, however often it is asked and whether or not the thing is there.
 */
export class Lookahead {
  readonly text: string;
  /** Where each thing was looked for from last, and where it was found. */
  readonly #found = new Map<RegExp, { from: number; at: number }>();

  constructor(text: string) {
    this.text = text;
  }

  /**
   * Where something is first found from an index on; `Infinity` when it is not.
   *
   * @param what - global, and the same object whenever the same is looked for
   */
  next(what: RegExp, from: number): number {
    let found = this.#found.get(what);
    if (found === undefined) {
      found = { from: 0, at: -1 };
      this.#found.set(what, found);
    }
    if (from < found.from || from > found.at) {
      what.lastIndex = from;
      found.from = from;
      found.at = what.exec(this.text)?.index ?? NOWHERE;
    }
    return found.at;
  }

  /**
   * Where the end tag of an element is, if the first that follows is certain to be its own: nothing in the content
   * could hide it, and no element of the same name is inside. Undefined when it is not certain.
   *
   * @param start - index behind the start tag
   */
  endOf({ endTag, suspicious }: UnreadElement, start: number): number | undefined {
    const end = this.next(endTag, start);
    return end !== NOWHERE && this.next(suspicious, start) > end ? end : undefined;
  }
}
