import type {
  Compose,
  ComposeResults,
  OnSending,
  Recovered,
  RenewWish,
  Requested,
  Secrets,
  SentRequest,
  Service,
} from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import type { RequestComposeInputs } from "./inputs.ts";

/** What all services can do with a compose that is there. */
export type CommonService = Pick<
  Service,
  | "kind"
  | "shown"
  | "checkId"
  | "about"
  | "get"
  | "list"
  | "renew"
  | "recoverRenewal"
  | "cancel"
  | "delete"
  | "openLog"
>;

/** One compose that is to be asked for, or was by those whom the user has named. */
export interface Ask {
  /** Tells this request from others, and holds nothing secret. */
  readonly fingerprint: string;
  create(signal: AbortSignal, onSending: OnSending): Promise<Requested>;
  /** What came of this request when an earlier run sent it. */
  recover(sent: SentRequest, signal: AbortSignal): Promise<Recovered>;
  /** In what a compose is surely not what this request asks for; absent where that cannot be told. */
  differences?(compose: Compose): readonly string[];
  /**
   * A living compose of ours that was asked for with the same request, which is to be renewed if it is kept for less than
   * that; absent where that cannot be told.
   */
  find?(minLifeMs: number, signal: AbortSignal): Promise<Compose | undefined>;
}

/** What is known of a compose beside what the service says. */
export interface Origin {
  /** Which of the requests it came of; undefined when there is none. */
  readonly index: number | undefined;
  /** When it was asked for, in milliseconds since 1970. */
  readonly requestedAt: number;
}

/** What pins the content of a compose, so that the same can be asked for again. */
export type LockEntry = Readonly<Record<string, unknown>>;

/** A service, and what this run wants of it. */
export interface Maker extends AsyncDisposable {
  readonly service: CommonService;
  /** In the order of the requests; empty when the operation asks for none. */
  readonly asks: readonly Ask[];
  /** `each`: every compose has metadata of its own. `together`: the composes are the images of one. */
  readonly emits: "each" | "together";
  /** Names of the metadata files that may come of it. */
  readonly mayWrite: readonly string[];
  /** What is wanted of renewals, in the service's words. */
  readonly renewWish: RenewWish;
  /** What a lock that was given could not make so. One line each. */
  readonly unheeded: readonly string[];
  /** Why the service would not take the requests, or not all of them, by what it says of itself. One line each. */
  preflight(signal: AbortSignal): Promise<readonly string[]>;
  /** Looks at what a finished compose holds. */
  results(compose: Compose, origin: Origin, signal: AbortSignal): Promise<ComposeResults>;
  /** What pins the content of a finished compose, and how it differs from what a lock wanted. */
  pin(compose: Compose, origin: Origin, signal: AbortSignal): Promise<Pinned>;
}

export interface Pinned {
  readonly entry: LockEntry;
  /** One line each. */
  readonly notes: readonly string[];
}

export interface MakerOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  /** Learns what must not be shown. */
  readonly secrets: Secrets;
  /** The request as it was read; undefined when none was given. */
  readonly request: unknown;
  /** The entries of a lock that was given, in the order of the requests. */
  readonly locks: readonly LockEntry[];
}

export type OpenMaker = (options: MakerOptions) => Promise<Maker>;
