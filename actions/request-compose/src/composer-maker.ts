import {
  COMPOSER_API,
  type Compose,
  type ComposerRequest,
  ComposerService,
  type ComposerStatus,
  readComposerRequests,
  secretsIn,
  servicePlace,
  socketsOf,
} from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import { TransferMeter } from "@compose-actions/transfer";
import { connect } from "@compose-actions/transfer/client";
import { accessOf, ownHosts, retryOf } from "./access.ts";
import { applyComposerLock, composerLockOf } from "./composer-lock.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { ImageListing } from "./image-listing.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { OpenMaker } from "./maker.ts";

/** The Cloud API of osbuild-composer: a compose for each image of the request, which are listed together. */
export const openComposer: OpenMaker = async ({ inputs, context, secrets, request: given, locks }) => {
  if (inputs.server === undefined) {
    throw refuse("server: required with osbuild-composer", "a URL, or unix:///run/cloudapi/api.socket");
  }
  if (inputs["lock-output"] !== undefined && given === undefined) {
    throw refuse(
      "lock-output: needs the request: the service does not tell of which repositories it made an image",
      "give the request again, or leave lock-output out",
    );
  }
  const place = servicePlace(inputs.server, COMPOSER_API);
  const { requests, unheeded } = applyComposerLock(
    given === undefined ? [] : readComposerRequests(given),
    locks,
  );
  secrets.add(...requests.flatMap(({ body }) => secretsIn(body)));
  await using made = new AsyncDisposableStack();
  const asked = requests.map(({ images }) =>
    images.map(({ type, ...image }) => ({ ...image, imageType: type })),
  );
  const listing = made.use(new ImageListing({ inputs, context, asked }));
  const client = connect(inputs, context, {
    compose: [],
    ownHosts: ownHosts(inputs, place.base.hostname),
    sockets: socketsOf(place),
  });
  made.defer(() => client.close());
  const { tokens, login } = accessOf(inputs, place.base, { client, secrets, reporter: context.reporter });
  if (login === "kerberos") {
    throw refuse("osbuild-composer does not take Kerberos", "use a token, OAuth or a client certificate");
  }
  const meter = new TransferMeter(meterOptions(inputs));
  made.defer(() => meter.close());
  const service = new ComposerService({
    place,
    exchanger: client,
    tokens,
    retry: retryOf(inputs),
    secrets,
    meter,
  });
  const asks: readonly ComposerRequest[] = inputs.operation === "create" ? requests : [];
  const owned = made.move();
  return {
    service,
    emits: "together",
    mayWrite: ["images.json"],
    renewWish: {},
    unheeded,
    asks: asks.map((request) => ({
      fingerprint: fingerprintOf(request.body, secrets),
      create: (signal, onSending) => service.create(request, signal, onSending),
      recover: (sent, signal) => service.recover(request, sent, signal),
    })),
    async preflight(signal) {
      const lines = new Set<string>();
      for (const request of asks) {
        for (const line of await service.preflight(request, signal)) {
          lines.add(line);
        }
      }
      return [...lines];
    },
    async results(compose, origin, signal) {
      const wish = await listing.wishFor(origin);
      return listing.settle(await service.results(compose as Compose<ComposerStatus>, wish, signal), signal);
    },
    pin: ({ id }, { index = 0 }, signal) =>
      composerLockOf(
        {
          service,
          secrets,
          id,
          request: requests[index],
          lock: locks[index],
          isWritten: inputs["lock-output"] !== undefined,
        },
        signal,
      ),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

export function meterOptions(inputs: RequestComposeInputs): ConstructorParameters<typeof TransferMeter>[0] {
  return {
    lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
    now: () => performance.now(),
  };
}
