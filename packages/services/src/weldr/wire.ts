import * as z from "zod";

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const text = z.string().nullish().catch(undefined);
const number = z.number().nullish().catch(undefined);

/** No server has as many. */
const MAX_ENTRIES = 100_000;

const uploadSchema = z.looseObject({
  uuid: text,
  /** That of the compose, whatever became of this upload. */
  status: text,
  provider_name: text,
  image_name: text,
  creation_time: number,
  /** Where it was to go; never what came of it, and nothing secret. */
  settings: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** A compose in a queue or a list. */
export const entrySchema = z.looseObject({
  id: z.string(),
  blueprint: text,
  version: text,
  compose_type: text,
  /** That which was asked for, 0 before the end: no size of a file. */
  image_size: number,
  queue_status: text,
  /** Seconds since 1970; what has not come is negative. */
  job_created: number,
  job_started: number,
  job_finished: number,
  uploads: z.array(uploadSchema).nullish().catch(undefined),
});
export type WeldrCompose = z.infer<typeof entrySchema>;
export type WeldrUpload = z.infer<typeof uploadSchema>;

const entries = z.array(entrySchema).max(MAX_ENTRIES);

export const statusSchema = z.object({ uuids: entries });
export const queueSchema = z.object({ new: entries, run: entries });
export const infoSchema = z.looseObject({
  id: z.string(),
  deps: z
    .looseObject({ packages: z.array(z.looseObject({ name: text, arch: text })).nullish() })
    .nullish()
    .catch(undefined),
});
export const acceptedSchema = z.object({
  build_id: z.string().regex(/^[0-9a-f-]{36}$/i),
  status: z.literal(true),
});
export const doneSchema = z.object({ status: z.literal(true) });
export const aboutSchema = z.looseObject({ api: text, backend: text, build: text });
export const distrosSchema = z.object({ distros: z.array(z.string()) });
export const typesSchema = z.object({
  types: z.array(z.object({ name: z.string(), enabled: z.boolean().catch(true) })).nullable(),
});

const errorSchema = z.object({ id: z.string().catch(""), msg: z.string().catch("") });
export const errorsSchema = z.object({ errors: z.array(errorSchema).max(1000) });
export const deletedSchema = z.object({
  uuids: z.array(z.unknown()),
  errors: z.array(errorSchema).max(1000),
});

/** A dependency, as the server resolved it. */
const dependencySchema = z.looseObject({
  name: z.string(),
  epoch: number,
  version: text,
  release: text,
  arch: text,
  remote_location: text,
  checksum: text,
});
export type WeldrDependency = z.infer<typeof dependencySchema>;
export const depsolveSchema = z.object({
  blueprints: z.array(z.looseObject({ dependencies: z.array(dependencySchema).nullish() })),
  errors: z.array(errorSchema).max(1000),
});
