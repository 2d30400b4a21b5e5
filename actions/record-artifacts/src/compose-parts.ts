import {
  type BaseProduct,
  type Compose,
  type ComposeIdParts,
  type Composeinfo,
  type Location,
  MetadataError,
  makeComposeId,
  parse,
  parseComposeId,
  parseReleaseName,
  type Release,
  serialize,
  show,
  variantFromUid,
} from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { RecordArtifactsInputs } from "./inputs.ts";

/** The inputs that say what a composeinfo.json says. */
export const COMPOSE_PARTS = [
  "compose-id",
  "compose-type",
  "compose-date",
  "respin",
  "label",
  "final",
  "release-name",
  "release-short",
  "release-version",
  "release-type",
  "release-internal",
  "base-product-name",
  "base-product-short",
  "base-product-version",
  "base-product-type",
] as const satisfies readonly (keyof RecordArtifactsInputs)[];

/**
 * The compose of which the inputs give the parts; what its id says need not be given again.
 *
 * @throws UserError when something is missing or contradicts the id
 */
export function composeFromParts(inputs: RecordArtifactsInputs): Composeinfo<Location> {
  const { variant: uid, arch } = inputs;
  const variant = variantFromUid(uid, [arch]);
  if (variant === undefined) {
    throw new Error("the variant was not checked");
  }
  const id = inputs["compose-id"];
  const named = id === undefined ? undefined : parseComposeId(id);
  refuseContradictions(inputs, named);
  const missing: string[] = [];
  const needed = <T>(name: (typeof COMPOSE_PARTS)[number], value: T | undefined): T => {
    if (value === undefined) {
      missing.push(name);
    }
    return value as T;
  };
  const short = inputs["release-short"];
  const nameOfId = named === undefined ? undefined : parseReleaseName(named.name);
  const release: Release = {
    short: needed("release-short", short ?? nameOfId?.short),
    name: inputs["release-name"] ?? short ?? nameOfId?.short ?? "",
    version: needed("release-version", inputs["release-version"] ?? nameOfId?.version),
    type: inputs["release-type"] ?? nameOfId?.type ?? "ga",
    isLayered: isLayered(inputs),
    internal: inputs["release-internal"] ?? false,
  };
  const baseProduct = release.isLayered ? readBaseProduct(inputs, needed) : null;
  const facts = {
    date: needed("compose-date", inputs["compose-date"] ?? named?.date),
    type: needed("compose-type", inputs["compose-type"] ?? named?.type),
    respin: inputs.respin ?? named?.respin ?? 0,
  };
  if (missing.length > 0) {
    throw refuse(
      `What the compose is takes more inputs: ${missing.join(", ")}`,
      id === undefined
        ? "give them, or compose-id, composeinfo, or an output that has a composeinfo.json"
        : `give them: compose-id ${show(id)} does not tell`,
    );
  }
  const compose: Compose = {
    ...facts,
    id: id ?? makeComposeId({ ...facts, release, baseProduct, firstVariant: variant.id }),
    label: inputs.label ?? null,
    final: inputs.final ?? false,
  };
  if (compose.final && compose.label === null) {
    throw refuse("final: there is no label to be final", "give label as well");
  }
  return checked({
    type: "composeinfo",
    generation: 2,
    compose,
    release,
    baseProduct,
    variants: new Map([[uid, { ...variant, paths: new Map() }]]),
  });
}

function isLayered(inputs: RecordArtifactsInputs): boolean {
  return COMPOSE_PARTS.some((name) => name.startsWith("base-product-") && inputs[name] !== undefined);
}

function readBaseProduct(
  inputs: RecordArtifactsInputs,
  needed: <T>(name: (typeof COMPOSE_PARTS)[number], value: T | undefined) => T,
): BaseProduct {
  const short = needed("base-product-short", inputs["base-product-short"]);
  return {
    short,
    name: inputs["base-product-name"] ?? short,
    version: needed("base-product-version", inputs["base-product-version"]),
    type: inputs["base-product-type"] ?? "ga",
  };
}

function refuseContradictions(
  inputs: RecordArtifactsInputs,
  named: Pick<ComposeIdParts, "date" | "type" | "respin"> | undefined,
): void {
  const pairs = [
    ["compose-date", inputs["compose-date"], named?.date],
    ["compose-type", inputs["compose-type"], named?.type],
    ["respin", inputs.respin, named?.respin],
  ] as const;
  const odd = pairs.find(([, own, ofId]) => own !== undefined && ofId !== undefined && own !== ofId);
  if (odd !== undefined) {
    const [name, own, ofId] = odd;
    throw refuse(`${name} is ${own}, but compose-id says ${ofId}`, "leave one of them out, or mend it");
  }
}

/** The inputs by the places that their values get. */
const INPUT_OF_PLACE: Readonly<Record<string, string>> = {
  "payload.compose.id": "compose-id",
  "payload.compose.date": "compose-date",
  "payload.compose.respin": "respin",
  "payload.compose.label": "label",
  "payload.release.version": "release-version",
  "payload.base_product.version": "base-product-version",
};

/** The inputs are held to the same rules as files. */
function checked(composeinfo: Composeinfo<Location>): Composeinfo<Location> {
  try {
    return parse(serialize(composeinfo)).model as Composeinfo<Location>;
  } catch (error) {
    if (error instanceof MetadataError) {
      const [first, ...others] = error.issues.map(
        ({ path, message }) => `${INPUT_OF_PLACE[path] ?? path}: ${message}`,
      );
      throw refuse(first ?? error.message, undefined, others);
    }
    throw error;
  }
}
