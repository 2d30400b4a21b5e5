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
  // Where the host does not tell the steps of a job apart, what they write does.
  const own = job.step === undefined ? [step.name, textOf(raw["output"])] : [job.step];
  const place = placeOf({ ...job, step: own, leg, shard: textOf(raw["shard"]) });
  const { ArtifactExchange } = await import("./exchange.ts");
  return new ArtifactExchange({ step, request, place, job, ...setup });
}

function namesArtifacts(raw: RawInputs): boolean {
  return Object.keys(ARTIFACT_INPUTS).some((input) => textOf(raw[input]).includes(ARTIFACT_PREFIX));
}

function textOf(raw: string | readonly string[] | undefined): string {
  return [raw ?? ""].flat().join("\n").trim();
}
