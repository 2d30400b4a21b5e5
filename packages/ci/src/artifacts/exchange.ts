import { lstat, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  fault,
  type InputDefinitions,
  type InputValues,
  type Presentation,
  refuse,
  type Step,
  UserError,
} from "@compose-actions/step";
import type { Host } from "../host.ts";
import { METADATA_FILES, REPORT_FILE } from "./allowed-files.ts";
import { type Carrying, type ChosenStore, chooseStore } from "./choice.ts";
import type { JobEnvironment } from "./environment.ts";
import { latest, metadataOf } from "./latest.ts";
import { type ArtifactContent, type ArtifactPlace, artifactNameText } from "./names.ts";
import {
  ARTIFACT_INPUTS,
  type ArtifactInput,
  type ArtifactRequest,
  artifactOfLine,
  TIMEOUT_INPUT,
} from "./request.ts";
import type { ArtifactFile, StoredArtifact } from "./store.ts";
import { TimeLimit } from "./time-limit.ts";

/** More artifacts than this are counted, but not named in a warning. */
const MAX_NAMED = 20;

export interface ExchangeOptions {
  readonly step: Pick<Step<InputDefinitions>, "name" | "metadataArtifact">;
  readonly request: ArtifactRequest;
  readonly place: ArtifactPlace;
  readonly job: JobEnvironment;
  readonly host: Pick<Host, "reporter" | "mask">;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** What a step takes from the jobs before it, and hands on to those after it. Every method throws `UserError`. */
export class ArtifactExchange {
  readonly #options: ExchangeOptions;
  readonly #chosen: ChosenStore;
  readonly #time: TimeLimit;
  #folder: string | undefined;
  #hasWarned = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const { job, cwd, host, request } = options;
    this.#time = new TimeLimit(request.timeout);
    this.#chosen = chooseStore(job, { cwd, mask: (secret) => host.mask(secret) });
  }

  /** Fetches what lines of inputs stand for. Returns the inputs with directories and files in their place. */
  async take<Definitions extends InputDefinitions>(
    values: InputValues<Definitions>,
  ): Promise<InputValues<Definitions>> {
    const taken: Record<string, unknown> = { ...values };
    for (const input of Object.keys(ARTIFACT_INPUTS) as ArtifactInput[]) {
      const lines = taken[input];
      if (!Array.isArray(lines)) continue;
      // All names are looked at before anything is fetched.
      const names = [...new Set(lines)].map((line) => [line, artifactOfLine(input, String(line))] as const);
      const fetched: unknown[] = [];
      for (const [line, name] of names) {
        if (name === undefined) fetched.push(line);
        else {
          const fetch = (signal: AbortSignal) => this.#fetch(input, name, signal);
          const inTime = () => this.#time.fetching(this.#options.signal, fetch);
          fetched.push(...(await this.#about(`${input}: ${line}`, inTime)));
        }
      }
      taken[input] = fetched;
    }
    // What was spent on this is not there for the work.
    if (typeof taken[TIMEOUT_INPUT] === "number") taken[TIMEOUT_INPUT] = this.#time.left;
    return taken as InputValues<Definitions>;
  }

  /** Hands on the metadata of a step that was done well. */
  async handOn({ outputs }: Presentation): Promise<void> {
    const { step, request } = this.#options;
    const { metadata } = request;
    if (metadata === undefined || step.metadataArtifact === undefined || step.metadataArtifact === "takes")
      return;
    const directories = (outputs["metadata-dir"] ?? "").split("\n").filter((line) => line !== "");
    const content = step.metadataArtifact === "joins" ? "merged" : "part";
    await this.#about("metadata-artifact", async () => {
      const [directory, ...others] = directories;
      // A run that only plans, or does as if, has nothing to hand on.
      if (directory === undefined) {
        this.#options.host.reporter.info("metadata-artifact: no metadata was written, none is handed on");
        return;
      }
      if (others.length > 0) {
        throw fault(
          "an artifact holds the metadata of one compose, and there are several",
          "Ask for each compose in a step of its own, or read the directories in output.",
        );
      }
      await this.#keep(content, metadata, await this.#metadataFiles(resolve(this.#options.cwd, directory)));
    });
  }

  /** Hands on the report, whatever is in it. */
  async handOnReport(text: () => string): Promise<void> {
    const { report } = this.#options.request;
    if (report === undefined) return;
    await this.#about("report-artifact", async () => {
      const path = join(await this.#temporary(), REPORT_FILE);
      await writeFile(path, text());
      await this.#keep("report", report, [{ name: REPORT_FILE, path }]);
    });
  }

  /** Removes what was fetched. Never throws: the runner empties its temporary directory as well. */
  async close(): Promise<void> {
    if (this.#folder === undefined) return;
    await rm(this.#folder, { recursive: true, force: true }).catch(() => {});
  }

  async #fetch(input: ArtifactInput, name: string, signal: AbortSignal): Promise<readonly string[]> {
    const { step, request, host } = this.#options;
    const { store } = this.#chosen;
    const isOwn = name === request.metadata && ARTIFACT_INPUTS[input] === "metadata";
    if (isOwn && step.metadataArtifact === "emits") {
      throw refuse("this is what metadata-artifact hands on", "Hand it on under another name.");
    }
    const all = await store.list(name, signal);
    const wanted =
      ARTIFACT_INPUTS[input] === "report"
        ? latest(all.filter(({ name: { content } }) => content === "report"))
        : metadataOf(all, isOwn && step.metadataArtifact === "joins");
    if (wanted.length === 0) {
      const what = ARTIFACT_INPUTS[input] === "report" ? "report" : "metadata";
      throw fault(`there is no ${what} of this name ${store.where}`, store.absence);
    }
    host.reporter.info(`${input}: artifact:${name} is ${wanted.map(shown).join(", ")}`);
    this.#warnOfEarlier(`${input}: artifact:${name}`, wanted);
    const folder = join(await this.#temporary(), `${input}-${name}`);
    await mkdir(folder, { recursive: true });
    const paths: string[] = [];
    for (const artifact of wanted) {
      host.reporter.progress({
        activity: "fetching",
        done: paths.length,
        total: wanted.length,
        unit: "artifacts",
      });
      const directory = join(folder, artifactNameText(artifact.name));
      await store.fetch(artifact, directory, signal);
      paths.push(ARTIFACT_INPUTS[input] === "report" ? join(directory, REPORT_FILE) : directory);
    }
    return paths;
  }

  /** A job that was started again and has handed nothing on looks as if it had not been started again. */
  #warnOfEarlier(what: string, taken: readonly StoredArtifact[]): void {
    const { attempt } = this.#options.place;
    const earlier = taken.filter(({ name }) => name.attempt < attempt);
    if (earlier.length === 0) return;
    const labels = earlier.slice(0, MAX_NAMED).map(({ name }) => `${name.label} (attempt ${name.attempt})`);
    const more = earlier.length > MAX_NAMED ? ` and ${earlier.length - MAX_NAMED} more` : "";
    this.#options.host.reporter.warn(
      `${what}: ${labels.join(", ")}${more}: from before attempt ${attempt}. That is right when only failed jobs were run again, and wrong when these were, too, and have handed nothing on`,
    );
  }

  async #keep(content: ArtifactContent, name: string, files: readonly ArtifactFile[]): Promise<void> {
    const { place, host, signal } = this.#options;
    const { store, carrying } = this.#chosen;
    const whole = { name, content, ...place };
    await this.#time.keeping(signal, (limited) => store.keep(whole, files, limited));
    const what = files.map((file) => file.name).join(", ");
    host.reporter.info(`${what} handed on as ${artifactNameText(whole)} ${store.where}`);
    if (carrying === undefined || this.#hasWarned) return;
    this.#hasWarned = true;
    this.#warnOfLegs(carrying);
    if (carrying.warns) host.reporter.warn(carrying.hint);
    else host.reporter.info(carrying.hint);
  }

  /** What a script does not know, and an action does by itself. */
  #warnOfLegs({ scriptsKnowNoLeg }: Carrying): void {
    const { request, place, host } = this.#options;
    if (!scriptsKnowNoLeg || request.leg.trim() !== "" || place.legs > 1) return;
    host.reporter.warn(
      "matrix-leg is not given: in a job with a matrix, what one leg hands on replaces that of another where they are brought together. Give each leg its own words, such as the values of the matrix.",
    );
  }

  async #metadataFiles(directory: string): Promise<readonly ArtifactFile[]> {
    const files: ArtifactFile[] = [];
    for (const name of METADATA_FILES) {
      const path = join(directory, name);
      const stats = await lstat(path).catch(() => undefined);
      if (stats?.isFile()) files.push({ name, path });
    }
    if (files.length === 0) {
      throw fault(`${directory} holds no metadata`);
    }
    const layouts = await lstat(join(directory, LAYOUTS_FILE)).catch(() => undefined);
    if (layouts !== undefined) {
      this.#options.host.reporter.warn(
        "metadata-artifact: the metadata names layout directories on this machine, which are not handed on with it",
      );
    }
    return files;
  }

  async #temporary(): Promise<string> {
    const { temporary } = this.#options.job;
    await mkdir(temporary, { recursive: true });
    this.#folder ??= await mkdtemp(join(temporary, "compose-actions-"));
    return this.#folder;
  }

  /** Says which input it was. */
  async #about<Value>(input: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { remedy, exitCode, details } = error;
      throw new UserError(`${input}: ${error.message}`, {
        exitCode,
        details,
        cause: error,
        ...(remedy === undefined ? {} : { remedy }),
      });
    }
  }
}

/** Beside metadata whose Locations are in layout directories. */
const LAYOUTS_FILE = "oci-layouts.json";

function shown({ name: { content, label, attempt } }: StoredArtifact): string {
  const times = attempt > 1 ? ` (attempt ${attempt})` : "";
  return `${content === "merged" ? "merged by " : ""}${label}${times}`;
}
