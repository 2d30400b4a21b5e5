import { relative, resolve } from "node:path";
import type { InputDefinitions, RawInputs, Step } from "@compose-actions/step";
import type { Host } from "../host.ts";
import { type JobEnvironment, readJobEnvironment } from "./environment.ts";
import type { ArtifactExchange } from "./exchange.ts";
import { placeOf } from "./names.ts";
import { ARTIFACT_INPUTS, ARTIFACT_PREFIX, type ArtifactRequest } from "./request.ts";

export interface ExchangeSetup {
  /** Absent: a terminal. */
  readonly job: JobEnvironment | undefined;
  readonly host: Pick<Host, "reporter" | "mask">;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** Opens the exchange with other jobs if the inputs ask for one: nothing of it is loaded otherwise. */
export async function openExchange(
  step: Pick<Step<InputDefinitions>, "name" | "metadataArtifact">,
  request: ArtifactRequest,
  { job = readJobEnvironment({}), ...setup }: ExchangeSetup,
): Promise<ArtifactExchange | undefined> {
  const { raw, metadata, report, leg } = request;
  if (metadata === undefined && report === undefined && !namesArtifacts(raw)) return undefined;
  const place = placeOf({
    ...job,
    step: identityOf(step, raw, { job, ...setup }),
    leg,
    shard: textOf(raw["shard"]),
  });
  const { ArtifactExchange } = await import("./exchange.ts");
  return new ArtifactExchange({ step, request, place, job, ...setup });
}

/**
 * What tells a step from the others of its job. The service is for actions alone, which runners number; scripts may run
 * several steps under one name: what these write tells them apart, wherever the job has its directory.
 */
function identityOf(
  step: Pick<Step<InputDefinitions>, "name">,
  raw: RawInputs,
  { job, cwd }: { readonly job: JobEnvironment; readonly cwd: string },
): readonly string[] {
  if (job.keeper === "service" && job.step !== undefined) return [job.step];
  const output = textOf(raw["output"]);
  return [job.step ?? "", step.name, output === "" ? "" : relative(cwd, resolve(cwd, output))];
}

function namesArtifacts(raw: RawInputs): boolean {
  return Object.keys(ARTIFACT_INPUTS).some((input) => textOf(raw[input]).includes(ARTIFACT_PREFIX));
}

function textOf(raw: string | readonly string[] | undefined): string {
  return [raw ?? ""].flat().join("\n").trim();
}
