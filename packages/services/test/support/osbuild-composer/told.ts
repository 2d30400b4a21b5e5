import type { StandInAnswer } from "../osbuild/http-stand-in.ts";
import type { Json } from "./check-request.ts";
import { API, ApiError } from "./errors.ts";
import type { Generation } from "./openapi.ts";

/** A target with what came of it, as a worker reports it. */
export interface Upload {
  readonly type: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface BuildError {
  readonly id: number;
  readonly reason: string;
  readonly details?: unknown;
}

export interface StandInImage {
  status: string;
  uploads: readonly Upload[];
  error: BuildError | undefined;
  /** What the worker has to say, in JSON. */
  log: unknown;
}

export interface StandInCompose {
  readonly id: string;
  readonly tenant: string | undefined;
  readonly request: Json;
  readonly images: StandInImage[];
  status: string;
  kojiBuild: number | undefined;
  /** What is in it; undefined for an image without a log of its build. */
  packages: readonly Json[] | undefined;
  /** The file that it made, where it keeps that itself. */
  artifact: { readonly name: string; readonly content: Buffer } | undefined;
}

export const TMUX = {
  arch: "x86_64",
  name: "tmux",
  release: "1.fc37",
  sigmd5: "a".repeat(32),
  signature: "RSA/SHA256, Thu 01 Jan 1970",
  type: "rpm",
  version: "3.3a",
};
/** What a worker that is at it has to say. */
export const UNFINISHED = { success: false, upload_status: "", host_os: "", arch: "" };

export function reference(id: string, what: string, kind: string) {
  return { href: `${API}/composes/${id}/${what}`, id, kind };
}

export function statusOf(
  { id, status, images, request, kojiBuild }: StandInCompose,
  generation: Generation,
): Json {
  const statuses = images.map((image) => imageStatus(image, generation));
  return {
    href: `${API}/composes/${id}`,
    id,
    kind: "ComposeStatus",
    image_status: statuses[0],
    ...(request["koji"] === undefined
      ? {}
      : { image_statuses: statuses, koji_status: kojiBuild === undefined ? {} : { build_id: kojiBuild } }),
    status,
  };
}

function imageStatus({ status, uploads, error }: StandInImage, generation: Generation): Json {
  // Computed from the job: all targets have the same.
  const statuses = uploads.map(({ type, options }) => ({ options, status, type }));
  const several = generation === "2026" && statuses.length > 0 ? { upload_statuses: statuses } : {};
  return {
    ...(error === undefined
      ? {}
      : {
          error: {
            ...(error.details === undefined ? {} : { details: error.details }),
            id: error.id,
            reason: error.reason,
          },
        }),
    status,
    ...(statuses[0] === undefined ? {} : { upload_status: statuses[0] }),
    ...several,
  };
}

export function download({ id, status, images, artifact }: StandInCompose): StandInAnswer {
  if (status === "pending" || artifact === undefined) throw new ApiError(1022);
  if (images[0]?.uploads.length !== 1) throw new ApiError(1006);
  return {
    status: 200,
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${id}-${artifact.name}"`,
      "Last-Modified": "Fri, 01 Nov 2024 12:00:00 GMT",
    },
    body: artifact.content,
  };
}

/** Read into the server's own types and written again. */
export function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, rewritten(inner)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

export function successLog(uploads: readonly Upload[]): Json {
  const stage = (name: string) => ({
    id: `${"0".repeat(63)}1`,
    type: "org.osbuild.rpm",
    output: `stage ${name} ok`,
    success: true,
  });
  const log = Object.fromEntries(["build", "image", "os", "qcow2"].map((name) => [name, [stage(name)]]));
  return {
    success: true,
    osbuild_output: { type: "result", success: true, log, metadata: {} },
    target_results: uploads.map(({ type, options }) => ({ name: `org.osbuild.${type}`, options })),
    upload_status: "success",
    pipeline_names: { build: ["build"], payload: ["os", "image", "qcow2"] },
    host_os: "fedora-37",
    arch: "x86_64",
  };
}

export function failureLog({ id, reason, details }: BuildError): Json {
  const output = Array.isArray(details) && typeof details[0] === "string" ? details[0] : reason;
  const log = { build: [{ id: `${"0".repeat(63)}1`, type: "org.osbuild.rpm", output }] };
  return {
    success: false,
    osbuild_output: { type: "error", success: false, log, metadata: {} },
    upload_status: "",
    pipeline_names: { build: ["build"], payload: ["os", "image", "qcow2"] },
    host_os: "fedora-37",
    arch: "x86_64",
    job_error: { id, reason, details },
  };
}

export function manifestOf({ status }: StandInImage): unknown {
  const references = [{ id: `sha256:${"ab".repeat(32)}` }];
  return status === "pending"
    ? null
    : {
        version: "2",
        pipelines: [
          {
            name: "build",
            runner: "org.osbuild.fedora37",
            stages: [{ type: "org.osbuild.rpm", inputs: { packages: { references } } }],
          },
        ],
      };
}

export function sbomsOf(): readonly Json[] {
  return ["buildroot", "image"].map((purpose) => ({
    pipeline_name: purpose === "image" ? "os" : "build",
    pipeline_purpose: purpose,
    sbom: { SPDXID: "SPDXRef-DOCUMENT", spdxVersion: "SPDX-2.3" },
    sbom_type: "spdx",
  }));
}
