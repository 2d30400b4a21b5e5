import { METADATA_TYPES } from "@compose-actions/metadata";
import {
  type Compose,
  type ComposeResults,
  type OdcsCompose,
  OdcsService,
  serviceUrl,
} from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import { connect } from "@compose-actions/transfer/client";
import { accessOf, ownHosts, retryOf } from "./access.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { OpenMaker } from "./maker.ts";
import { pinOdcs } from "./odcs-lock.ts";
import { OdcsLooks } from "./odcs-looks.ts";
import { odcsRequest } from "./odcs-request.ts";
import { odcsRenewWish } from "./renewal-wish.ts";
import { checkNamed } from "./settings.ts";

/** ODCS: one request, one compose, with metadata of its own. */
export const openOdcs: OpenMaker = async ({ inputs, context, secrets, request: given, locks }) => {
  const { server, owner } = inputs;
  if (server === undefined) {
    throw refuse("server: required with ODCS", "for instance https://odcs.example.com");
  }
  const [lock, ...others] = locks;
  if (others.length > 0) {
    throw refuse(`lock: it is of ${locks.length} composes, and the request is for one`);
  }
  const isTold = given !== undefined || inputs["source-type"] !== undefined;
  const wanted =
    inputs.operation === "create" && (inputs["compose-id"] === undefined || isTold)
      ? odcsRequest(inputs, given, lock)
      : undefined;
  checkNamed(inputs, wanted === undefined ? 0 : 1);
  const renewWish = inputs.operation === "renew" ? odcsRenewWish(inputs) : {};
  const host = URL.parse(server)?.hostname ?? "";
  const client = connect(inputs, context, { compose: [], ownHosts: ownHosts(inputs, host) });
  try {
    const { sender, login } = accessOf(inputs, serviceUrl(server, ""), {
      client,
      secrets,
      reporter: context.reporter,
    });
    const service = new OdcsService({ server, exchanger: client, sender, retry: retryOf(inputs), owner });
    const look = (compose: Compose<OdcsCompose>, signal: AbortSignal): Promise<ComposeResults> =>
      service.results(
        compose,
        { maxChecked: inputs["max-checked"], needsMetadata: inputs.output !== undefined },
        signal,
      );
    const looks = new OdcsLooks(service, look, context);
    return {
      service,
      emits: "each",
      // Of those of Pulp there is a repo file alone.
      mayWrite: wanted?.request.source.type === "pulp" ? [] : METADATA_TYPES.map((type) => `${type}.json`),
      renewWish,
      unheeded: wanted?.unheeded ?? [],
      asks:
        wanted === undefined
          ? []
          : [
              {
                fingerprint: fingerprintOf(wanted.request),
                create: (signal, onSending) => service.create(wanted.request, signal, onSending),
                recover: (sent, signal) => service.recover(wanted.request, sent, signal),
                differences: (compose) =>
                  service.differences(wanted.request, compose as Compose<OdcsCompose>),
                find: (minLifeMs, signal) => looks.find(wanted.request, minLifeMs, signal),
              },
            ],
      preflight: async (signal) =>
        wanted === undefined ? [] : service.preflight(wanted.request, login, signal),
      results: (compose, _origin, signal) => looks.results(compose as Compose<OdcsCompose>, signal),
      pin: async (compose) => pinOdcs((compose as Compose<OdcsCompose>).details, lock, wanted?.asked),
      [Symbol.asyncDispose]: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
};
