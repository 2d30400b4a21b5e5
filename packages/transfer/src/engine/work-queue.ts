import type { Download } from "../download/download.ts";
import type { TransferJob } from "../download/job.ts";

interface Waiting<J extends TransferJob> {
  readonly download: Download<J>;
  readonly notBefore: number;
}

/** What is to be had from one origin: jobs that nobody has begun, and downloads that are tried again. */
export class OriginQueue<J extends TransferJob> {
  readonly name: string;
  readonly #begin: (job: J) => Download<J> | undefined;
  readonly #fresh: J[] = [];
  #next = 0;
  #waiting: Waiting<J>[] = [];
  /** When its work was last offered to other origins. */
  offeredAt = Number.NEGATIVE_INFINITY;

  constructor(name: string, begin: (job: J) => Download<J> | undefined) {
    this.name = name;
    this.#begin = begin;
  }

  add(job: J): void {
    this.#fresh.push(job);
  }

  putBack(download: Download<J>, notBefore: number): void {
    this.#waiting.push({ download, notBefore });
  }

  get isEmpty(): boolean {
    return this.#next === this.#fresh.length && this.#waiting.length === 0;
  }

  hasReady(now: number): boolean {
    return this.#next < this.#fresh.length || this.#waiting.some(({ notBefore }) => notBefore <= now);
  }

  /** What was begun comes first. */
  take(now: number): Download<J> | undefined {
    const index = this.#waiting.findIndex(({ notBefore }) => notBefore <= now);
    if (index !== -1) {
      return this.#waiting.splice(index, 1)[0]?.download;
    }
    while (this.#next < this.#fresh.length) {
      const download = this.#begin(this.#fresh[this.#next++] as J);
      if (download !== undefined) {
        return download;
      }
    }
    return undefined;
  }

  takeAll(): Download<J>[] {
    return [...this.#waiting.splice(0).map(({ download }) => download), ...this.#takeFresh(() => true)];
  }

  /** What other origins have as well. */
  takeMovable(): Download<J>[] {
    const isMovable = ({ urls }: J) => urls.length > 1;
    const movable = this.#waiting.filter(({ download }) => isMovable(download.job));
    this.#waiting = this.#waiting.filter(({ download }) => !isMovable(download.job));
    return [...movable.map(({ download }) => download), ...this.#takeFresh(isMovable)];
  }

  #takeFresh(isWanted: (job: J) => boolean): Download<J>[] {
    const fresh = this.#fresh.splice(this.#next);
    this.#fresh.push(...fresh.filter((job) => !isWanted(job)));
    return fresh.filter(isWanted).flatMap((job) => this.#begin(job) ?? []);
  }

  /** The clock's time at which there is something to do here. */
  nextDue(): number {
    return this.#next < this.#fresh.length
      ? 0
      : this.#waiting.reduce((least, { notBefore }) => Math.min(least, notBefore), Number.POSITIVE_INFINITY);
  }

  suspendAll(): void {
    for (const { download } of this.#waiting) {
      download.suspend();
    }
  }
}

/** Work by origin. Origins take turns. */
export class WorkQueue<J extends TransferJob> {
  readonly #origins = new Map<string, OriginQueue<J>>();
  readonly #begin: (job: J) => Download<J> | undefined;
  #turn: OriginQueue<J>[] = [];

  constructor(jobs: readonly J[], begin: (job: J) => Download<J> | undefined) {
    this.#begin = begin;
    for (const job of jobs) {
      this.#origin(originOf(job.urls[0] ?? "")).add(job);
    }
  }

  get isEmpty(): boolean {
    return this.#turn.every((origin) => origin.isEmpty);
  }

  hasReady(now: number): boolean {
    return this.#turn.some((origin) => origin.hasReady(now));
  }

  inTurn(): readonly OriginQueue<J>[] {
    return this.#turn.length === 1 ? this.#turn : [...this.#turn];
  }

  /** Others come first now. */
  served(origin: OriginQueue<J>): void {
    if (this.#turn.length > 1) {
      this.#turn = [...this.#turn.filter((other) => other !== origin), origin];
    }
  }

  putBack(download: Download<J>, notBefore: number): void {
    this.#origin(download.origin).putBack(download, notBefore);
  }

  /** @param notBefore - when an origin may be asked again */
  nextDue(notBefore: (origin: string) => number): number {
    return this.#turn
      .filter((origin) => !origin.isEmpty)
      .reduce(
        (least, origin) => Math.min(least, Math.max(origin.nextDue(), notBefore(origin.name))),
        Number.POSITIVE_INFINITY,
      );
  }

  suspendAll(): void {
    for (const origin of this.#turn) {
      origin.suspendAll();
    }
  }

  #origin(name: string): OriginQueue<J> {
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = new OriginQueue(name, this.#begin);
      this.#origins.set(name, origin);
      this.#turn.push(origin);
    }
    return origin;
  }
}

/** Scheme, host and port of a URL, without parsing it: enough to sort work by. */
function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? "";
}
