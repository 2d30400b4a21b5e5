import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { Digest } from "./repository.ts";

/** The registry that stands for layout directories in the URLs of Locations. */
export const LAYOUT_HOST = "oci-layout.localhost";

/** A repository's name in a registry (distribution-spec 1.1.1, "Pulling manifests"). */
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** A DNS name, an IPv4 address or an IPv6 address in brackets, and a port. */
const REGISTRY =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
/** Clients and registries refuse longer ones (distribution-spec 1.1.1, "Pulling manifests"). */
const MAX_NAME = 255;
const LAYOUT_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/;

/** A repository of a registry. */
export interface RegistryTarget {
  readonly kind: "registry";
  /** Host in lower case, and the port if one is given: `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** `fedora/composes`. */
  readonly name: string;
}

/** An OCI image layout directory, as a user names it. */
export interface DirectoryTarget {
  readonly kind: "directory";
  readonly path: string;
}

/** An OCI image layout directory, as metadata names it: by a name that `oci-layouts.json` beside it maps. */
export interface LayoutTarget {
  readonly kind: "layout";
  readonly name: string;
}

export type Target = RegistryTarget | DirectoryTarget | LayoutTarget;

export interface Reference<T extends Target = Target> {
  readonly target: T;
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

/** Whether the text is the name of a repository. */
export function isRepositoryName(text: string): boolean {
  return text.length <= MAX_NAME && NAME.test(text);
}

export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** Whether the text is a digest that we take: sha256 and nothing else. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === "string" && DIGEST.test(text);
}

/** Whether the text reads as a reference to a registry or a layout directory, right or wrong. */
export function looksLikeReference(text: string): boolean {
  return /^(?:oci:\/\/|oci-layout:)/i.test(text);
}

/**
 * Reads `[oci://]registry[:port]/name[:tag][@digest]`, `oci://oci-layout.localhost/name[:tag][@digest]` or
 * `oci-layout:directory[:tag][@digest]`.
 *
 * @returns the reference, or a sentence that says what is wrong with it
 */
export function parseReference(text: string): Reference | string {
  if (/[\0-\x20\x7f-\x9f\u2028\u2029\\]/.test(text.startsWith("oci-layout:") ? "" : text)) {
    return "it has a space, a control character or a backslash";
  }
  return text.startsWith("oci-layout:")
    ? parseDirectory(text.slice("oci-layout:".length))
    : parseRemote(text.startsWith("oci://") ? text.slice("oci://".length) : text);
}

/**
 * A reference that a user has given.
 *
 * @param input - the input that it is the value of
 * @throws UserError when it is none
 */
export function readReference(input: string, text: string): Reference {
  const reference = parseReference(text);
  if (typeof reference === "string") {
    throw refuse(
      `${input}: ${show(text)} is no reference: ${reference}`,
      "write oci://registry/repository:tag, or oci-layout:directory:tag",
    );
  }
  return reference;
}

/**
 * What the URL of a Location means: the repository and the digest that it pins.
 *
 * @returns the reference, or a sentence that says what is wrong with it
 */
export function parseLocationUrl(
  url: string,
): (Reference<RegistryTarget | LayoutTarget> & { readonly digest: Digest }) | string {
  if (!url.startsWith("oci://")) {
    return "it does not begin with oci://";
  }
  const reference = parseReference(url);
  if (typeof reference === "string") {
    return reference;
  }
  const { target, tag, digest } = reference;
  if (digest === undefined || target.kind === "directory") {
    return "it has no digest: what it means could change";
  }
  return { target, tag, digest };
}

/** What stands between `oci://` and the tag of a Location's URL. */
export function addressOf(target: RegistryTarget | LayoutTarget): string {
  return target.kind === "layout" ? `${LAYOUT_HOST}/${target.name}` : `${target.registry}/${target.name}`;
}

/** The URL that a Location has: `oci://registry/name:tag@digest`. */
export function locationUrl(address: string, tag: string | undefined, digest: Digest): string {
  return `oci://${address}${tag === undefined ? "" : `:${tag}`}@${digest}`;
}

/** A reference as a person would write it. */
export function showReference({ target, tag, digest }: Reference): string {
  const place = target.kind === "directory" ? `oci-layout:${target.path}` : `oci://${addressOf(target)}`;
  return `${place}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/**
 * Refuses what holds a user name or a password: it would be shown, and written into metadata.
 *
 * @param input - the input that it is the value of
 * @throws UserError that does not show it
 */
export function refuseUserInfo(input: string, text: string): void {
  if (!text.startsWith("oci-layout:") && /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*@[^/]*\//i.test(text)) {
    throw refuse(
      `${input}: the registry stands behind a user name or a password`,
      "name the registry alone; the login has inputs of its own, registry-username and registry-password",
    );
  }
}

function parseRemote(text: string): Reference | string {
  const slash = text.indexOf("/");
  if (slash === -1) {
    return "it names no repository";
  }
  const registry = text.slice(0, slash);
  const rest = splitEnd(text.slice(slash + 1));
  if (typeof rest === "string") {
    return rest;
  }
  const { start: name, tag, digest } = rest;
  if (registry.includes("@")) {
    return "it holds a user name or a password";
  }
  const target = registry.toLowerCase() === LAYOUT_HOST ? layoutTarget(name) : registryTarget(registry, name);
  return typeof target === "string" ? target : { target, tag, digest };
}

function layoutTarget(name: string): LayoutTarget | string {
  return LAYOUT_NAME.test(name) && name.length <= MAX_NAME
    ? { kind: "layout", name }
    : "the name of a layout directory has letters, digits, dots, dashes and underscores";
}

function registryTarget(text: string, name: string): RegistryTarget | string {
  const registry = text.toLowerCase();
  if (!REGISTRY.test(registry) || URL.parse(`https://${registry}/`)?.host === undefined) {
    return "the registry is no host, with or without a port";
  }
  if (!NAME.test(name)) {
    return name !== name.toLowerCase() && NAME.test(name.toLowerCase())
      ? "the repository must be in lower case"
      : "the repository must be words of a-z and 0-9 with single separators (. _ __ -) between slashes";
  }
  return registry.length + 1 + name.length > MAX_NAME
    ? `registry and repository have more than ${MAX_NAME} characters`
    : { kind: "registry", registry, name };
}

function parseDirectory(text: string): Reference | string {
  const rest = splitEnd(text);
  if (typeof rest === "string") {
    return rest;
  }
  const { start: path, tag, digest } = rest;
  if (path === "" || /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(path)) {
    return "it names no directory";
  }
  return { target: { kind: "directory", path }, tag, digest };
}

/** Takes the digest and the tag from the end; a colon before a slash belongs to neither. */
function splitEnd(text: string) {
  const last = text.lastIndexOf("@");
  const at = last > text.lastIndexOf("/") ? last : -1;
  const digest = at === -1 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) {
    return "the digest must be sha256: and 64 hexadecimal digits in lower case";
  }
  const place = at === -1 ? text : text.slice(0, at);
  const colon = place.lastIndexOf(":");
  if (colon <= place.lastIndexOf("/")) {
    return { start: place, tag: undefined, digest };
  }
  const tag = place.slice(colon + 1);
  return isTag(tag)
    ? { start: place.slice(0, colon), tag, digest }
    : "the tag must be at most 128 letters, digits, dots, dashes and underscores, and begin with none of . -";
}
