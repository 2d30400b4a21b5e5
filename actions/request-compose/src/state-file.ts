import { readFileSync, rmSync } from "node:fs";
import { refuse, systemCodeText } from "@compose-actions/step";
import * as z from "zod";
import { writeTextFile } from "./write-text-file.ts";

const SCHEMA = "compose-actions/request-compose-state/1";

const entrySchema = z.object({
  service: z.string(),
  server: z.string(),
  fingerprint: z.string(),
  /** Absent as long as the service has not answered: there may be a compose or not. */
  id: z.string().optional(),
  /** When the request was last sent, in milliseconds since 1970. */
  requestedAt: z.number(),
  /** As long as there is no id: what tells new composes from those that there were, where that is known. */
  before: z.array(z.string().max(100)).max(50_000).optional(),
});
const fileSchema = z.object({ schema: z.literal(SCHEMA), composes: z.array(entrySchema).max(10_000) });

export type StateEntry = z.infer<typeof entrySchema>;
/** Which request an entry is about. */
export type StateKey = Pick<StateEntry, "service" | "server" | "fingerprint">;

/**
 * The composes that were asked for and that nobody has finished with: kept in a file, so that the next run continues what
 * this one cannot end. Every change is on the disk before the work goes on.
 */
export class StateFile {
  readonly path: string;
  #entries: readonly StateEntry[];

  /** @throws UserError when the file cannot be read or is something else */
  constructor(path: string) {
    this.path = path;
    this.#entries = read(path);
  }

  find({ service, server, fingerprint }: StateKey): StateEntry | undefined {
    return this.#entries.find(
      (one) => one.service === service && one.server === server && one.fingerprint === fingerprint,
    );
  }

  /** @throws UserError when it cannot be written */
  put(entry: StateEntry): void {
    this.#write([...this.#without(entry), entry]);
  }

  /** The request came to nothing. */
  remove(key: StateKey): void {
    if (this.find(key) !== undefined) {
      this.#write(this.#without(key));
    }
  }

  /** The composes of a server that are kept. */
  ids({ service, server }: Omit<StateKey, "fingerprint">): readonly string[] {
    return this.#entries
      .filter((one) => one.service === service && one.server === server)
      .flatMap(({ id }) => id ?? []);
  }

  /** Under what a compose of a server is kept. */
  keyOf({ service, server }: Omit<StateKey, "fingerprint">, id: string): StateKey | undefined {
    return this.#entries.find((one) => one.service === service && one.server === server && one.id === id);
  }

  /** Nobody need continue them. */
  forget({ service, server }: Omit<StateKey, "fingerprint">, ids: readonly string[]): void {
    const kept = this.#entries.filter(
      (one) =>
        one.service !== service || one.server !== server || one.id === undefined || !ids.includes(one.id),
    );
    if (kept.length < this.#entries.length) {
      this.#write(kept);
    }
  }

  #without({ service, server, fingerprint }: StateKey) {
    return this.#entries.filter(
      (one) => one.service !== service || one.server !== server || one.fingerprint !== fingerprint,
    );
  }

  #write(entries: readonly StateEntry[]): void {
    this.#entries = entries;
    if (entries.length === 0) {
      rmSync(this.path, { force: true });
      return;
    }
    const text = JSON.stringify({ schema: SCHEMA, composes: entries }, undefined, 2);
    writeTextFile("state-file", this.path, `${text}\n`);
  }
}

function read(path: string): readonly StateEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") {
      return [];
    }
    throw refuse(`state-file: ${path} cannot be read: ${systemCodeText(code)}`);
  }
  const parsed = fileSchema.safeParse(json(text));
  if (!parsed.success) {
    throw refuse(`state-file: ${path} is no file of this step`, "remove it, or name another one");
  }
  return parsed.data.composes;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
