import type { AnyMetadata } from "@compose-actions/metadata";
import type { Compose } from "./compose.ts";
import type { OnSending, Recovered, SentRequest } from "./sent-request.ts";

export type ServiceKind = "odcs" | "osbuild-composer" | "weldr";

/** What a service is, allows and offers, in lists that people read and machines compare. */
export interface ServiceAbout {
  readonly version: string | undefined;
  /** How it wants to know who asks: `kerberos`, `openidc`, …; undefined when it does not say. */
  readonly authentication: string | undefined;
  /** By what is offered, in the service's words: `raw-configs`, `source-types`, `image-types`, `targets`, `sigkeys`. */
  readonly offers: Readonly<Record<string, readonly string[]>>;
  /** What it would not tell of that, by the same names, and why in one line: then nothing is known, which is not none. */
  readonly untold?: Readonly<Record<string, string>> | undefined;
  /** The service's own answers, for reports. Free of secrets. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** How a compose came to be in our hands. */
export interface Requested<Details = unknown> {
  readonly compose: Compose<Details>;
  /**
   * `created`: the service answered so. `found`: the answer was lost, and looking showed that the request had arrived.
   * `reused`: it was there before, and asked for with the same request.
   */
  readonly how: "created" | "found" | "reused";
  /** What the service did otherwise than it was asked to: a lifetime that it cut. One line each. */
  readonly notes: readonly string[];
}

/** What is wanted of a list. */
export interface ListWish {
  /** Exact matches in the service's words; all must hold. */
  readonly filters?: Readonly<Record<string, string>> | undefined;
  /** At most so many, from 1; the service is not asked for more pages than that takes. */
  readonly limit: number;
  /** The service's word for an order; by default the newest come first. */
  readonly order?: string | undefined;
}

export interface Listing<Details = unknown> {
  readonly composes: readonly Compose<Details>[];
  /** How many there are, by the service's count; undefined when it does not count. */
  readonly total: number | undefined;
}

export interface RenewWish {
  /** How long it is to live from now on, in whole seconds; undefined for the service's default. */
  readonly secondsToLive?: number | undefined;
}

/** `extended`: the same compose lives longer. `replaced`: there is a new one, which must be waited for. */
export interface Renewed<Details = unknown> {
  readonly outcome: "extended" | "replaced";
  readonly compose: Compose<Details>;
  readonly notes: readonly string[];
}

/**
 * What became of the wish that a compose be stopped or removed. `refused`: the service does not do that to a compose in
 * its state, or not for us; `gone`: it knows none.
 */
export type Ended =
  | { readonly outcome: "done"; readonly said: string | undefined }
  | {
      readonly outcome: "refused";
      readonly said: string;
      /** Of the answer that said so; absent when the service was not even asked. */
      readonly status?: number | undefined;
    }
  | { readonly outcome: "gone"; readonly said: string | undefined };

/** A log that grows while the compose is made. Not to be read by two at a time. */
export interface LogTail {
  /** What it is called where it lies: `pungi-stderr.log`. */
  readonly name: string;
  /**
   * The lines that have been completed since the last call, capped: what is left out is said in a line of its own.
   * Empty when there is nothing new, or no log yet.
   *
   * @throws TransferFailure
   */
  next(signal: AbortSignal): Promise<readonly string[]>;
}

/** A target with what it gave: image ids of clouds, URLs, digests. */
export interface TargetResult {
  /** `aws`, `aws.s3`, `container`, … */
  readonly target: string;
  /** Which image of the compose it is of, from 1; undefined when it is of all of them. */
  readonly image?: number | undefined;
  /** The service's name for the type of that image, where it is known. */
  readonly imageType?: string | undefined;
  readonly arch?: string | undefined;
  readonly results: Readonly<Record<string, string>>;
}

/** What a finished compose holds, after a look at it. */
export interface ComposeResults {
  /** 2.0 metadata, one of each type that there is; empty where the result has none. */
  readonly metadata: readonly AnyMetadata[];
  readonly targets: readonly TargetResult[];
  /** Where people find it. */
  readonly resultUrl: string | undefined;
  /** The text of a `.repo` file for dnf. */
  readonly repoFile: string | undefined;
  /** What a compose that is called finished lacks. When there is any, it is not to be used. One line each. */
  readonly problems: readonly string[];
  /** Why it cannot be listed as it was wished, though it may be good. One line each. */
  readonly unlisted?: readonly string[];
  /** What should be known of a result that is good all the same. One line each. */
  readonly notes: readonly string[];
}

/**
 * A service that makes composes. Implementations ask it and translate; they neither wait nor print, and they do not try
 * again what is not safe to try again.
 *
 * Unless said otherwise every method throws {@link ServiceFailure}: `remedy` is `again` where asking later may help,
 * and `said` holds the service's own words. All are ended by the signal, whose reason they then throw.
 *
 * @typeParam Request - what is asked for, checked before it is sent
 * @typeParam Details - the service's own description of a compose
 * @typeParam Wish - what emission needs to know that the service does not say
 */
export interface Service<Request = unknown, Details = unknown, Wish = unknown> extends AsyncDisposable {
  readonly kind: ServiceKind;
  /** How messages name it: host and path, or socket, never with a secret. */
  readonly shown: string;

  /** @throws UserError for what cannot be the id of a compose */
  checkId(id: string): void;

  about(signal: AbortSignal): Promise<ServiceAbout>;

  /**
   * Asks for a compose. A request whose answer is lost is looked up and never blindly repeated.
   *
   * @throws ServiceFailure whose `isUncertain` says that there may be a compose all the same
   */
  create(request: Request, signal: AbortSignal, onSending?: OnSending): Promise<Requested<Details>>;

  /** Looks for what came of a request that an earlier run sent, and did not live to see answered. Sends nothing. */
  recover(request: Request, sent: SentRequest, signal: AbortSignal): Promise<Recovered<Details>>;

  /**
   * A living compose of ours that was asked for with the same request; the newest one that will be kept for long enough,
   * or else the one that will be kept longest, which is then to be renewed. Absent where the service tells too little of
   * its composes.
   *
   * @param minLifeMs - how long it should still be kept, if it is finished
   */
  find?(request: Request, minLifeMs: number, signal: AbortSignal): Promise<Compose<Details> | undefined>;

  /** @returns undefined when the service knows no such compose */
  get(id: string, signal: AbortSignal): Promise<Compose<Details> | undefined>;

  /** Absent where the service cannot list. */
  list?(wish: ListWish, signal: AbortSignal): Promise<Listing<Details>>;

  /** Makes a compose live longer. Absent where composes have no lifetime. */
  renew?(id: string, wish: RenewWish, signal: AbortSignal, onSending?: OnSending): Promise<Renewed<Details>>;

  /**
   * Looks for the compose that a renewal has made which an earlier run sent, and did not live to see answered. Sends
   * nothing. `absent` also when the old one lives on, and may be renewed again.
   */
  recoverRenewal?(
    id: string,
    wish: RenewWish,
    sent: SentRequest,
    signal: AbortSignal,
  ): Promise<Recovered<Details>>;

  /** Stops a compose that is not finished yet. Absent where the service cannot. */
  cancel?(id: string, signal: AbortSignal): Promise<Ended>;

  /** Removes a compose that is final, or lets it expire. Absent where the service cannot. */
  delete?(id: string, signal: AbortSignal): Promise<Ended>;

  /** The log that tells most about what a compose is at; undefined when it has none. Asks nothing yet. */
  openLog(compose: Compose<Details>): LogTail | undefined;

  /**
   * Looks at what a finished compose holds, and describes it as 2.0 metadata.
   *
   * @throws ServiceFailure, TransferFailure when looking fails: then it is not known whether the compose is good
   */
  results(compose: Compose<Details>, wish: Wish, signal: AbortSignal): Promise<ComposeResults>;
}
