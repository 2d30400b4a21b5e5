import { TransferFailure } from "../failure.ts";

interface Source {
  readonly url: URL;
  dead: boolean;
  tried: boolean;
  /** How often it sent a file with wrong bytes. */
  wrong: number;
}

/** The places at which a file is looked for, one after the other. */
export class Sources {
  readonly #sources: readonly Source[];
  #index = 0;

  /** @throws TransferFailure for URLs that are none */
  constructor(urls: readonly string[]) {
    this.#sources = urls.map((url) => ({ url: parse(url), dead: false, tried: false, wrong: 0 }));
  }

  get current(): URL {
    return this.#source.url;
  }

  /** The place that the metadata names: mirrors come before it. */
  get home(): URL {
    return (this.#sources.at(-1) as Source).url;
  }

  get isAtHome(): boolean {
    return this.#index === this.#sources.length - 1;
  }

  /** Whether a place was not asked yet, besides this one: however many fail, the last of them gets its turn. */
  get hasUntried(): boolean {
    return this.#sources.some((source) => source !== this.#source && !source.dead && !source.tried);
  }

  /** Goes on to the next place that may still have it; false when there is none but this one. */
  next(): boolean {
    return this.nextWhere(() => true);
  }

  /** Goes on to the next place of those that will do. */
  nextWhere(willDo: (url: URL) => boolean): boolean {
    this.#source.tried = true;
    for (let step = 1; step < this.#sources.length; step++) {
      const index = (this.#index + step) % this.#sources.length;
      const source = this.#sources[index];
      if (source?.dead === false && willDo(source.url)) {
        this.#index = index;
        return true;
      }
    }
    return false;
  }

  /** Never asks this place again. @returns whether another one is left */
  drop(): boolean {
    this.#source.dead = true;
    return this.next();
  }

  /** Counts wrong bytes from this place. @returns how often that happened */
  countWrong(): number {
    this.#source.wrong += 1;
    return this.#source.wrong;
  }

  get #source(): Source {
    return this.#sources[this.#index] as Source;
  }
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new TransferFailure("scheme", "the URL is none", { remedy: "never" });
  }
}
