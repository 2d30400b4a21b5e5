import { readFileSync, rmSync } from "node:fs";
import { refuse, systemCodeText } from "@compose-actions/step";
import * as z from "zod";
import { alone } from "./file-lock.ts";
import { writeTextFile } from "./write-text-file.ts";

const SCHEMA = "compose-actions/request-compose-state/1";

/** More than these nobody looks through. */
const MAX_CANDIDATES = 1_000;

/** No date is later. */
const MAX_TIME = 8.64e15;

const entrySchema = z.object({
  service: z.string(),
  server: z.string(),
  fingerprint: z.string(),
  /** Absent as long as the service has not answered: there may be a compose or not. */
  id: z.string().optional(),
  /** When the request was last sent, in milliseconds since 1970. */
  requestedAt: z.number().min(0).max(MAX_TIME),
  /** As long as there is no id: what tells new composes from those that there were, where that is known. */
  before: z.array(z.string().max(100)).max(50_000).optional(),
  /** As long as there is no id: composes of which one may have come of it, where a run has found such. */
  candidates: z.array(z.string().max(100)).max(MAX_CANDIDATES).optional(),
});
const fileSchema = z.object({ schema: z.literal(SCHEMA), composes: z.array(entrySchema).max(10_000) });

export type StateEntry = z.infer<typeof entrySchema>;
/** Which request an entry is about. */
export type StateKey = Pick<StateEntry, "service" | "server" | "fingerprint">;

type Server = Omit<StateKey, "fingerprint">;

/**
 * The composes that were asked for and that nobody has finished with: kept in a file, so that the next run continues what
 * this one cannot end. Every change is on the disk before the work goes on. Other runs may be at the same file at the
 * same time: what is there counts, and each changes its own entries alone.
 */
export class StateFile {
  readonly path: string;

  /** @throws UserError when the file cannot be read or is something else */
  constructor(path: string) {
    this.path = path;
    read(path);
  }

  find(key: StateKey): StateEntry | undefined {
    return read(this.path).find((one) => isOf(one, key));
  }

  /** @throws UserError when it cannot be written */
  put(entry: StateEntry): void {
    this.#change((entries) => [...entries.filter((one) => !isOf(one, entry)), entry]);
  }

  /** The request came to nothing. */
  remove(key: StateKey): void {
    this.#drop((one) => isOf(one, key));
  }

  /** The composes of a server that are kept. */
  ids(server: Server): readonly string[] {
    return read(this.path)
      .filter((one) => isAt(one, server))
      .flatMap(({ id }) => id ?? []);
  }

  /** Another compose has taken the place of one that is kept. */
  replace(
    server: Server,
    old: string,
    { id, requestedAt }: Pick<StateEntry, "requestedAt"> & { readonly id: string },
  ): void {
    if (id !== old) {
      this.#update(
        (one) => isAt(one, server) && one.id === old,
        (one) => ({ ...one, id, requestedAt }),
      );
    }
  }

  /** Nobody need continue them. */
  forget(server: Server, ids: readonly string[]): void {
    this.#drop((one) => isAt(one, server) && one.id !== undefined && ids.includes(one.id));
  }

  /** Somebody has found what came of a request of which that was not known: one of its candidates. */
  claim(server: Server, id: string): void {
    const isIn = (one: StateEntry): boolean =>
      isAt(one, server) && one.id === undefined && one.candidates?.includes(id) === true;
    this.#update(isIn, ({ before: _, candidates: __, ...rest }) => ({ ...rest, id }));
  }

  /** It is not known which of these came of a request; nothing is changed when that was found meanwhile. */
  suspect(entry: StateEntry, candidates: readonly string[]): void {
    this.#update(
      (one) => isOf(one, entry) && one.id === undefined && one.requestedAt === entry.requestedAt,
      (one) => ({ ...one, candidates: candidates.slice(0, MAX_CANDIDATES) }),
    );
  }

  #update(isMeant: (entry: StateEntry) => boolean, edit: (entry: StateEntry) => StateEntry): void {
    if (read(this.path).some(isMeant)) {
      this.#change((entries) => entries.map((one) => (isMeant(one) ? edit(one) : one)));
    }
  }

  #drop(isOver: (entry: StateEntry) => boolean): void {
    // Where there is nothing to change nothing need be written.
    if (read(this.path).some(isOver)) {
      this.#change((entries) => entries.filter((one) => !isOver(one)));
    }
  }

  #change(edit: (entries: readonly StateEntry[]) => readonly StateEntry[]): void {
    alone("state-file", this.path, () => {
      const entries = edit(read(this.path));
      if (entries.length === 0) {
        rmSync(this.path, { force: true });
        return;
      }
      const text = JSON.stringify({ schema: SCHEMA, composes: entries }, undefined, 2);
      writeTextFile("state-file", this.path, `${text}\n`);
    });
  }
}

function isAt(entry: StateEntry, { service, server }: Server): boolean {
  return entry.service === service && entry.server === server;
}

function isOf(entry: StateEntry, key: StateKey): boolean {
  return isAt(entry, key) && entry.fingerprint === key.fingerprint;
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
