/** What a use case tells while it works. Every text may hold names from metadata: hosts make it safe to print. */
export interface Reporter {
  /** One line for the log. */
  info(line: string): void;
  /** Something that a person should look at but that does not stop the work. One line. */
  warn(line: string): void;
  /** How far the work is. Called as often as the work likes; hosts decide what to show. */
  progress(progress: Progress): void;
}

/** A snapshot of running work. Counts only grow; `total…` is absent while unknown. */
export interface Progress {
  /** What is being done, in the present participle: "hashing". */
  readonly activity: string;
  readonly done: number;
  readonly total?: number;
  /** What is counted: "files". */
  readonly unit: string;
  readonly bytes?: number;
  readonly totalBytes?: number;
}

/** What a use case gets besides its options. */
export interface StepContext {
  /** Aborted on SIGINT and SIGTERM: stop, leave nothing half-written, throw `signal.reason`. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** What the host does for a step that waits for something; absent: nobody listens. */
  readonly host?: StepHost;
  /** Absent: no proxies, no netrc file but the one that an input names, private addresses allowed. */
  readonly network?: NetworkEnvironment;
}

/** What a host can do for a step before that is done. Texts may hold anything: hosts make them safe to print. */
export interface StepHost {
  /** Registers a secret that has become known, before anything that may hold it is shown. */
  mask(secret: string): void;
  /** Hands outputs on at once, so that they are there even if the step is killed. Those of the end come later. */
  setOutputs(outputs: Readonly<Record<string, string>>): Promise<void>;
  /**
   * Keeps a text for `Step.cleanUp`, should the job be cancelled and this process be killed. The last one counts; an empty
   * one: there is nothing to be done. Hosts without such a thing keep nothing. Never a secret: it lies in a file.
   */
  saveState(left: string): Promise<void>;
  /** A folded part of the log. */
  group(title: string, lines: readonly string[]): Promise<void>;
}

/** What the place where a step runs says of the network: the only part of the environment that use cases get. */
export interface NetworkEnvironment {
  /** URLs of proxies, from the usual variables. */
  readonly proxies: {
    readonly http?: string | undefined;
    readonly https?: string | undefined;
    /** NO_PROXY: hosts without a proxy. */
    readonly no?: string | undefined;
  };
  /** The user's netrc file, which need not exist. */
  readonly netrcFile: string | undefined;
  /** Whether hosts in private networks may be asked because metadata names them. */
  readonly privateAddresses: "allowed" | "refused";
  /** The environment asks for certificates not to be checked, which is not done. */
  readonly wantsUncheckedCertificates: boolean;
  /** Absent: no registry has credentials but those of inputs. */
  readonly registries?: RegistryEnvironment;
}

/** What the place where a step runs knows of registries. */
export interface RegistryEnvironment {
  /** Files with credentials in the form of Docker and Podman, the first to be asked first; none need exist. */
  readonly credentialFiles: readonly string[];
  /** The one of them that the user named in a variable, which should exist. */
  readonly namedCredentialFile?: { readonly variable: string; readonly path: string };
  /** The registry of the CI itself, with a login of the job. */
  readonly own?: { readonly registry: string; readonly username: string; readonly password: string };
  /** The user that the CI's token belongs to. */
  readonly actor?: string;
}

/** A reporter that says nothing, for library use and tests. */
export const silentReporter: Reporter = {
  info() {},
  warn() {},
  progress() {},
};
