import type { Image, Images, Location } from "@compose-actions/metadata";
import { TransferFailure, type TransferMeter } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { Exchanger } from "../http/ask.ts";
import type { RetryOptions } from "../http/patiently.ts";
import { ServiceFailure } from "../service-failure.ts";
import { containerSize, pushedContainer } from "./container.ts";
import { clashes, type ImagePlan, imageOf, type Planned, planContainer, planImage } from "./image-of.ts";
import { lastingUrl } from "./lasting-url.ts";
import { type ImageSource, type ReceivedImage, receiveImage } from "./receive-image.ts";
import type { ImagesWish, ImageWish } from "./wish.ts";

/** A way in which an image can be had. */
export type Offer =
  /** In a registry: `quay.io/account/name:tag`. */
  | { readonly kind: "container"; readonly url: string; readonly digest: string }
  /** At a URL, which may open for some time only. */
  | { readonly kind: "url"; readonly url: string; readonly fileName: string | undefined }
  /** From the service itself, which is no place that others could look at. */
  | { readonly kind: "service"; readonly source: ImageSource; readonly fileName: string | undefined };

export interface ListOptions {
  readonly exchanger: Exchanger;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  readonly meter?: TransferMeter | undefined;
}

/** Gathers the images of a compose, and says what stands in the way. */
export class ImageList {
  readonly #wish: ImagesWish;
  readonly #options: ListOptions;
  readonly #images: { readonly plan: ImagePlan; readonly image: Image<Location> }[] = [];
  readonly problems: string[] = [];
  /** What stands in the way of listing them alone. */
  readonly unlisted: string[] = [];
  readonly notes: string[] = [];

  constructor(wish: ImagesWish, options: ListOptions) {
    this.#wish = wish;
    this.#options = options;
  }

  /**
   * Lists an image in the ways in which it is offered: as a container, and as a file.
   *
   * @param shown - how messages name it
   * @param key - tells its file from those of others while it is received
   * @throws TransferFailure when it cannot be had
   */
  async add(
    wish: ImageWish,
    offers: readonly Offer[],
    { shown, key }: { readonly shown: string; readonly key: string },
    signal: AbortSignal,
  ): Promise<void> {
    try {
      for (const offer of offers.filter((one) => one.kind === "container")) {
        await this.#addContainer(wish, offer, shown, signal);
      }
      const files = offers.filter((one) => one.kind !== "container");
      // What stays where it is need not be stored.
      const best = files.find((one) => one.kind === "url" && lastingUrl(one.url) !== undefined);
      const file = best ?? files[0];
      if (file !== undefined) {
        await this.#addFile(wish, file, { shown, key }, signal);
      }
    } catch (error) {
      throw error instanceof TransferFailure ? named(error, shown) : error;
    }
  }

  /** @returns the metadata; undefined when there is nothing to list */
  finish(): Images<Location> | undefined {
    this.unlisted.push(...clashes(this.#images.map(({ plan }) => plan)));
    if (this.#images.length === 0) {
      return undefined;
    }
    const byVariant = new Map<string, Map<string, Image<Location>[]>>();
    for (const { plan, image } of this.#images) {
      const arches = byVariant.get(plan.variant) ?? new Map<string, Image<Location>[]>();
      byVariant.set(plan.variant, arches);
      arches.set(plan.arch, [...(arches.get(plan.arch) ?? []), image]);
    }
    return { type: "images", generation: 2, compose: this.#wish.compose, images: byVariant };
  }

  async #addContainer(
    wish: ImageWish,
    { url, digest }: Offer & { readonly kind: "container" },
    shown: string,
    signal: AbortSignal,
  ): Promise<void> {
    const pushed = pushedContainer(url, digest);
    if (typeof pushed === "string") {
      this.problems.push(`${shown}: the service does not say where the container image is: ${pushed}`);
      return;
    }
    const { readManifest } = this.#wish;
    if (readManifest === undefined) {
      this.notes.push(`${shown}: ${pushed.url} is not listed, since its size is not known`);
      return;
    }
    const plan = this.#isListed ? this.#planned(planContainer(wish, this.#wish), shown) : undefined;
    if (plan === undefined && this.#isListed) {
      return;
    }
    const size = await containerSize(pushed, readManifest, signal);
    if (size === undefined) {
      this.problems.push(`${shown}: the registry has no ${pushed.url}`);
      return;
    }
    if (plan === undefined) {
      return;
    }
    const mtime = Math.floor(Date.now() / 1000);
    this.#push(plan, imageOf(plan, { url: pushed.url, size, checksum: pushed.digest, mtime }));
  }

  async #addFile(
    wish: ImageWish,
    offer: Exclude<Offer, { readonly kind: "container" }>,
    { shown, key }: { readonly shown: string; readonly key: string },
    signal: AbortSignal,
  ): Promise<void> {
    const lasting = offer.kind === "url" ? lastingUrl(offer.url) : undefined;
    const { store } = this.#wish;
    if (lasting === undefined && store === undefined) {
      const why = offer.kind === "url" ? "its URL opens for some time only" : "it is only with the service";
      this.notes.push(`${shown} is not listed: ${why}; have it stored`);
      return;
    }
    // What could not be listed need not be received.
    const early = this.#isListed
      ? this.#planned(planImage(wish, this.#wish, offer.fileName), shown)
      : undefined;
    if (early === undefined && this.#isListed) {
      return;
    }
    const source = sourceOf(offer);
    const file = lasting === undefined ? store?.begin(key) : undefined;
    let isPlaced = false;
    try {
      const received = await receiveImage(source, { ...this.#options, file }, signal);
      if (received.size === 0) {
        this.problems.push(`${shown} is empty`);
        return;
      }
      // The file may be called by its name only now.
      const plan =
        early !== undefined && offer.fileName === undefined && received.fileName !== undefined
          ? this.#planned(planImage(wish, this.#wish, received.fileName), shown)
          : early;
      if (plan !== undefined && !this.#isTaken(plan)) {
        file?.place(plan.localPath);
        isPlaced = true;
        this.#push(plan, imageOf(plan, placeOf(received, lasting?.href ?? plan.localPath)));
      }
    } finally {
      if (!isPlaced) {
        file?.discard();
      }
    }
  }

  #planned(planned: Planned, shown: string): ImagePlan | undefined {
    if ("plan" in planned) {
      return planned.plan;
    }
    const line = `${shown} is not listed: ${planned.problem}`;
    (planned.isNoImage ? this.notes : this.unlisted).push(line);
    return undefined;
  }

  /** Two files would come to lie at one place. */
  #isTaken({ localPath }: ImagePlan): boolean {
    const isTaken = this.#images.some(({ plan }) => plan.localPath === localPath);
    if (isTaken) {
      this.unlisted.push(
        `two images would both lie at ${localPath}: give them different subvariants or names`,
      );
    }
    return isTaken;
  }

  get #isListed(): boolean {
    return this.#wish.isListed !== false;
  }

  #push(plan: ImagePlan, image: Image<Location>): void {
    this.#images.push({ plan, image });
  }
}

function sourceOf(offer: Exclude<Offer, { readonly kind: "container" }>): ImageSource {
  return offer.kind === "service" ? offer.source : { url: new URL(offer.url), isFromServer: true };
}

function named(error: TransferFailure, shown: string): TransferFailure {
  const { failure, message, ...options } = error;
  const Kind = error instanceof ServiceFailure ? ServiceFailure : TransferFailure;
  return new Kind(failure, `${shown} could not be had: ${message}`, options);
}

function placeOf({ size, checksum, modified }: ReceivedImage, url: string) {
  return { url, size, checksum, mtime: Math.floor((modified ?? Date.now()) / 1000) };
}
