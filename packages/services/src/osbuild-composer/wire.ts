import * as z from "zod";

/** Absent, null and of a wrong type are the same: only what is used is missed, and then it is said. */
const text = z.string().nullish().catch(undefined);
const count = z.number().nonnegative().nullish().catch(undefined);

/** No compose comes near this. */
const MAX_ENTRIES = 1000;

const uploadSchema = z.looseObject({
  status: text,
  type: text,
  /** By the kind of target: `url`; `ami` and `region`; … With empty texts for a target that failed. */
  options: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

const imageSchema = z.looseObject({
  status: text,
  /** Of servers from the end of 2025 on. */
  progress: z.looseObject({ done: count, total: count }).nullish().catch(undefined),
  /** Of several uploads the first. */
  upload_status: uploadSchema.nullish().catch(undefined),
  /** Of servers from the end of 2023 on. */
  upload_statuses: z.array(uploadSchema).max(MAX_ENTRIES).nullish().catch(undefined),
  /** An error with errors in its details, and so on. */
  error: z.unknown().optional(),
});

/** A compose as osbuild-composer describes it, of all versions of the API called v2. */
export const statusSchema = z.looseObject({
  id: z.string(),
  status: text,
  image_status: imageSchema.nullish().catch(undefined),
  /** Only of composes for Koji, which may have several images. */
  image_statuses: z.array(imageSchema).max(MAX_ENTRIES).nullish().catch(undefined),
  koji_status: z.looseObject({ build_id: count }).nullish().catch(undefined),
});

export type ComposerStatus = z.infer<typeof statusSchema>;
export type ComposerImageStatus = z.infer<typeof imageSchema>;
export type ComposerUploadStatus = z.infer<typeof uploadSchema>;

/** A bare list, although the specification has an object; null when there are none. */
export const listSchema = z
  .union([z.array(z.unknown()), z.object({ items: z.array(z.unknown()).nullable() })])
  .nullable()
  .transform((list) => (Array.isArray(list) ? list : (list?.items ?? [])));

/** What was accepted: a compose, a clone. Its `href` is the same for all, so the id counts. */
export const acceptedSchema = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/i) });

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  release: z.string(),
  epoch: text,
  arch: z.string(),
  sigmd5: text,
  signature: text,
});
export type ComposerPackage = z.infer<typeof packageSchema>;

/** What is in the images: absent before the end, and when a compose failed. A package comes once for each pipeline. */
export const metadataSchema = z.looseObject({
  packages: z.array(packageSchema).nullish(),
  ostree_commit: text,
  /** The request, of servers from 2025 on. It is what was sent, passwords included. */
  request: z.unknown().optional(),
});
export type ComposerMetadata = z.infer<typeof metadataSchema>;

/** What workers reported; no part of the API, and so nothing in it is counted upon. */
export const logsSchema = z.looseObject({ image_builds: z.array(z.unknown()).max(MAX_ENTRIES).nullish() });
export type ComposerLogs = z.infer<typeof logsSchema>;

/** Of each image, null before it is made. */
export const manifestsSchema = z.looseObject({ manifests: z.array(z.unknown()).max(MAX_ENTRIES).nullish() });

/** Of each image several, for what is in it and for what it was built with. */
export const sbomsSchema = z.looseObject({
  items: z
    .array(
      z.array(
        z.looseObject({
          sbom: z.unknown().optional(),
          sbom_type: text,
          pipeline_name: text,
          pipeline_purpose: text,
        }),
      ),
    )
    .max(MAX_ENTRIES)
    .nullish(),
});
export type ComposerSbom = NonNullable<z.infer<typeof sbomsSchema>["items"]>[number][number];

/** Flat, unlike what composes say of their uploads; with empty texts while it is not done. */
export const cloneSchema = uploadSchema;

/** An error of the API. Ids are numbers written as text. */
export const errorSchema = z.object({
  id: z.coerce.number().int().catch(0),
  code: text,
  reason: text,
  operation_id: text,
  details: z.unknown().optional(),
});

/** A distribution → an arch → an image type → its repositories. */
export const distributionsSchema = z.record(z.string(), z.unknown());

/** The server's own description of the API, as far as features are told by it. */
export const openapiSchema = z.looseObject({
  info: z.looseObject({ version: text, title: text }).nullish().catch(undefined),
  paths: z.record(z.string(), z.record(z.string(), z.unknown()).catch({})).nullish().catch(undefined),
  components: z
    .looseObject({ schemas: z.record(z.string(), z.unknown()).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});
export type Openapi = z.infer<typeof openapiSchema>;
