import { encodePath } from "@compose-actions/metadata";
import type { Exchanger } from "../http/ask.ts";
import { type Downloaded, download } from "../http/download.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";

/** A compose that Pungi made, on a web server. */
export class ComposePlace {
  /** What the paths of its metadata are relative to, with a slash at the end. */
  readonly root: URL;
  readonly exchanger: Exchanger;
  readonly retry: RetryOptions;
  readonly signal: AbortSignal;
  readonly #scratch: string;
  #files = 0;

  /**
   * @param top - the folder that holds `compose/`
   * @param scratch - a folder for files, which is somebody else's to remove
   */
  constructor(top: URL, scratch: string, exchanger: Exchanger, retry: RetryOptions, signal: AbortSignal) {
    this.root = new URL(top);
    this.root.pathname = `${top.pathname.replace(/\/+$/, "")}/compose/`;
    this.root.search = "";
    this.root.hash = "";
    this.exchanger = exchanger;
    this.retry = retry;
    this.signal = signal;
    this.#scratch = scratch;
  }

  url(path: string): URL {
    return new URL(this.root.href + encodePath(path));
  }

  /**
   * @returns the file and what it is; undefined when there is none
   * @throws TransferFailure
   */
  async fetch(path: string, maxBytes: number): Promise<(Downloaded & { readonly path: string }) | undefined> {
    const file = `${this.#scratch}/${++this.#files}`;
    const { exchanger, signal, retry } = this;
    const downloaded = await patiently(
      () => download(exchanger, this.url(path), file, maxBytes, signal),
      retry,
      signal,
    );
    return downloaded === undefined ? undefined : { ...downloaded, path: file };
  }
}
