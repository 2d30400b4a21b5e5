import {
  type Compose,
  readWeldrRequests,
  secretsIn,
  secretsInToml,
  servicePlace,
  socketsOf,
  WELDR_API,
  type WeldrCompose,
  type WeldrDependency,
  type WeldrRequest,
  WeldrService,
} from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import { TransferMeter } from "@compose-actions/transfer";
import { connect } from "@compose-actions/transfer/client";
import { retryOf } from "./access.ts";
import { meterOptions } from "./composer-maker.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { ImageListing } from "./image-listing.ts";
import type { LockEntry, OpenMaker, Pinned } from "./maker.ts";
import { packageDifferences } from "./package-differences.ts";

const DEFAULT_SERVER = "unix:///run/weldr/api.socket";

/** The Weldr API: who may open its socket may do everything. */
export const openWeldr: OpenMaker = async ({ inputs, context, secrets, request: given, locks }) => {
  if (inputs.auth !== undefined && inputs.auth !== "none") {
    throw refuse(`auth: the Weldr API knows no login`, "leave it out");
  }
  const place = servicePlace(inputs.server ?? DEFAULT_SERVER, WELDR_API);
  const requests = given === undefined ? [] : readWeldrRequests(given);
  secrets.add(...requests.flatMap(secretsOf));
  if (locks.length > 0 && locks.length !== requests.length) {
    throw refuse(`lock: it is of ${locks.length} composes, and the request is for ${requests.length}`);
  }
  await using made = new AsyncDisposableStack();
  const asked = requests.map(({ body }) => [
    { imageType: body.compose_type, targets: body.upload === undefined ? [] : [body.upload.provider] },
  ]);
  const listing = made.use(new ImageListing({ inputs, context, asked }));
  const client = connect(inputs, context, { compose: [], sockets: socketsOf(place) });
  made.defer(() => client.close());
  const meter = new TransferMeter(meterOptions(inputs));
  made.defer(() => meter.close());
  const service = new WeldrService({ place, exchanger: client, retry: retryOf(inputs), secrets, meter });
  const asks: readonly WeldrRequest[] = inputs.operation === "create" ? requests : [];
  const owned = made.move();
  return {
    service,
    emits: "together",
    mayWrite: ["images.json"],
    renewWish: {},
    unheeded:
      locks.length === 0
        ? []
        : ["lock: the Weldr API takes packages from the repositories of its machine as they are now"],
    asks: asks.map((request) => ({
      fingerprint: fingerprintOf(request, secrets),
      create: (signal, onSending) => service.create(request, signal, onSending),
      recover: (sent, signal) => service.recover(request, sent, signal),
    })),
    async preflight(signal) {
      const offered = asks.length === 0 ? [] : ((await service.about(signal)).offers["image-types"] ?? []);
      return offered.length === 0
        ? []
        : asks
            .map(({ body }) => body.compose_type)
            .filter((type) => !offered.includes(type))
            .map((type) => `the server has no image type ${type}, but ${offered.join(", ")}`);
    },
    async results(compose, origin, signal) {
      const wish = await listing.wishFor(origin);
      return listing.settle(await service.results(compose as Compose<WeldrCompose>, wish, signal), signal);
    },
    pin: (compose, { index = 0 }, signal) =>
      pin(service, compose as Compose<WeldrCompose>, locks[index], signal),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

function secretsOf({ blueprint, body }: WeldrRequest): readonly string[] {
  const own = blueprint?.kind === "toml" ? secretsInToml(blueprint.text) : secretsIn(blueprint?.value);
  return [...own, ...secretsIn(body.upload)];
}

/** What the blueprint comes to now: the service does not keep what went into an image longer than that. */
async function pin(
  service: WeldrService,
  { details }: Compose<WeldrCompose>,
  lock: LockEntry | undefined,
  signal: AbortSignal,
): Promise<Pinned> {
  const blueprint = details.blueprint ?? undefined;
  const dependencies = blueprint === undefined ? [] : await service.depsolve(blueprint, signal);
  const packages = dependencies.map(pinned).sort((a, b) => (a.nevra < b.nevra ? -1 : 1));
  const entry = { blueprint, version: details.version ?? undefined, packages };
  const wanted = Array.isArray(lock?.["packages"]) ? (lock["packages"] as { nevra: string }[]) : undefined;
  return { entry, notes: wanted === undefined ? [] : packageDifferences(wanted, packages) };
}

function pinned({ name, epoch, version, release, arch, checksum }: WeldrDependency) {
  const nevra = `${name}-${epoch ? `${epoch}:` : ""}${version}-${release}.${arch}`;
  return { nevra, ...(typeof checksum === "string" ? { checksum } : {}) };
}
