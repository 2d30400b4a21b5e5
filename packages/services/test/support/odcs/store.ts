import { type CreateSettings, lifeOf, type NewRow } from "./create.ts";
import { type Asker, isAdmin, type LoginSettings } from "./login.ts";
import { join } from "./python.ts";
import { DONE, FAILED, GENERATING, REMOVED, type Row, STATE_NAMES, WAIT } from "./row.ts";
import { checkTypes, crashed, type Json, Refusal, refused } from "./validate.ts";

/** The composes of the stand-in, and what is done with them. */
export class Store {
  readonly rows: Row[] = [];
  /** Seconds since 1970. */
  now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  row(id: number): Row {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) throw new Error(`the stand-in has no compose ${id}`);
    return row;
  }

  add({ life, ...fields }: NewRow, { user }: Asker): Row {
    const now = this.now();
    const row: Row = {
      ...fields,
      id: this.rows.length + 1,
      owner: user ?? "unknown",
      time_submitted: now,
      time_to_expire: now + life,
    };
    this.rows.push(row);
    return row;
  }

  /** A worker has taken it. */
  generate(id: number): void {
    Object.assign(this.row(id), {
      state: GENERATING,
      state_reason: "Compose is generating",
      time_started: this.now(),
    });
  }

  /** It is finished; its life begins anew. */
  finish(id: number, fields: Partial<Row> = {}): void {
    const row = this.row(id);
    const now = this.now();
    const life = row.time_to_expire - row.time_submitted;
    const date = new Date(now * 1000).toISOString().slice(0, 10).replaceAll("-", "");
    Object.assign(row, {
      state: DONE,
      state_reason: "Compose is generated successfully",
      koji_event: row.koji_event ?? 1496834159,
      pungi_compose_id: `odcs-${id}-1-${date}.t.0`,
      time_started: row.time_started ?? now,
      time_done: now,
      time_to_expire: now + life,
      ...fields,
    });
  }

  /** Re-use: the files and the name of an older one. */
  reuse(id: number, older: number): void {
    const { pungi_compose_id, koji_event, reused_id } = this.row(older);
    this.finish(id, { pungi_compose_id, koji_event, reused_id: reused_id ?? older });
  }

  fail(id: number, reason: string, fields: Partial<Row> = {}): void {
    const row = this.row(id);
    const life = row.time_to_expire - row.time_submitted;
    Object.assign(row, { state: FAILED, state_reason: reason, time_to_expire: this.now() + life, ...fields });
  }

  /** The clean-up, which runs every ten minutes. @returns the ids that were removed */
  cleanUp(): readonly number[] {
    const gone = this.rows.filter(
      (row) => (row.state === DONE || row.state === FAILED) && row.time_to_expire <= this.now(),
    );
    for (const row of gone) {
      const why = row.removed_by === null ? "Compose is expired." : `Removed by ${row.removed_by}.`;
      Object.assign(row, {
        state: REMOVED,
        state_reason: `${row.state_reason}\n${why}`,
        time_removed: this.now(),
      });
    }
    return gone.map((row) => row.id);
  }

  renew(id: number, data: Json, asker: Asker, settings: CreateSettings): Row {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined || row.state === WAIT || row.state === GENERATING)
      throw new Refusal(404, `No compose with id ${id} found`);
    checkTypes(data);
    const source = (data["source"] ?? {}) as Json;
    const changes: Partial<Row> = {
      ...("sigkeys" in data ? { sigkeys: join(data["sigkeys"]) } : {}),
      ...("builds" in source ? { builds: join(source["builds"]) } : {}),
      ...("modules" in source ? { modules: join(source["modules"]) } : {}),
    };
    const life = lifeOf(data, settings);
    const isSame = Object.entries(changes).every(([key, value]) => row[key as keyof Row] === value);
    if (row.state === DONE && isSame) {
      const family = row.reused_id ?? row.id;
      const end = this.now() + life;
      for (const one of this.rows.filter((other) => other.id === family || other.reused_id === family)) {
        one.time_to_expire = Math.max(one.time_to_expire, end);
      }
      return row;
    }
    return this.add(
      {
        ...row,
        ...changes,
        life,
        state: WAIT,
        state_reason: null,
        respin_of: row.pungi_compose_id,
        pungi_compose_id: null,
        pungi_config_dump: null,
        removed_by: null,
        reused_id: null,
        time_started: null,
        time_done: null,
        time_removed: null,
      },
      asker,
    );
  }

  /** @returns what the server says */
  delete(id: number, asker: Asker, settings: LoginSettings): string {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) throw new Refusal(404, "No such compose found.");
    if (row.state === WAIT) {
      // Without logins there is no user, and nobody has looked.
      if (asker.user === undefined) throw crashed("user");
      if (row.owner !== asker.user && !isAdmin(asker, settings)) {
        throw new Refusal(403, "Compose (id=%s) can not be canceled, it's owned by someone else.");
      }
      Object.assign(row, { state: FAILED, state_reason: `Canceled by ${asker.user}` });
      return `Compose (id=${id}) has been canceled`;
    }
    if (!isAdmin(asker, settings)) throw new Refusal(403, `User ${asker.user} is not in role admins.`);
    if (row.state !== DONE && row.state !== FAILED) {
      throw refused(
        `Compose (id=${id}) can not be removed, its state need to be in ['${STATE_NAMES[DONE]}', '${STATE_NAMES[FAILED]}'].`,
      );
    }
    Object.assign(row, { time_to_expire: this.now(), removed_by: asker.user ?? "anonymous" });
    return `The delete request for compose (id=${id}) has been accepted and will be processed by backend later.`;
  }
}
