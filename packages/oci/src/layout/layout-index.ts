import { compareCodePoints } from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer/files";
import type { Descriptor } from "../manifest/build-manifest.ts";
import {
  arrayJson,
  type CanonicalObject,
  type CanonicalValue,
  canonicalJson,
  objectJson,
} from "../manifest/canonical-json.ts";
import { INDEX_TYPE } from "../manifest/media-types.ts";
import { asArray, asObject, parseJsonObject } from "../manifest/parse-json.ts";
import { isDigest } from "../reference.ts";
import type { Digest } from "../repository.ts";

/** The annotation that is a tag in a layout (image-spec: "Indexed Image Layout"). */
const TAG = "org.opencontainers.image.ref.name";

/** Something that the index lists, as it is written there. */
interface Entry {
  readonly digest: string;
  readonly tag: string | undefined;
  /** Nothing but a descriptor: what is listed only to be listed. */
  readonly isPlain: boolean;
  readonly fields: CanonicalObject;
}

/**
 * The `index.json` of an image layout: which manifests there are, and by which tags. What others wrote into it stays.
 * Every manifest is listed: by its tags, or, when it has none, by itself.
 */
export class LayoutIndex {
  /** All but the manifests. */
  readonly #fields: CanonicalObject;
  readonly #byTag = new Map<string, Entry>();
  /** By digest, then without a tag. */
  readonly #untagged = new Map<string, Entry>();
  /** What others list in ways of their own: one tag twice, one image for several platforms. */
  #others: Entry[] = [];
  /** How often a digest is listed. */
  readonly #counts = new Map<string, number>();

  /** @throws TransferFailure `manifest` when it is no index */
  static parse(bytes: Buffer, shown: string): LayoutIndex {
    const document = parseJsonObject(bytes);
    if (typeof document === "string") {
      throw noIndex(shown, document);
    }
    const { manifests: listed = [], ...fields } = document;
    const manifests = asArray(listed);
    if (fields["schemaVersion"] !== 2 || manifests === undefined) {
      throw noIndex(shown, "it is no image index");
    }
    const index = new LayoutIndex(fields);
    for (const value of manifests) {
      const entry = entryOf(value);
      if (entry === undefined) {
        throw noIndex(shown, "it lists something that is no descriptor");
      }
      index.#list(entry);
    }
    return index;
  }

  static empty(): LayoutIndex {
    return new LayoutIndex({ schemaVersion: 2, mediaType: INDEX_TYPE });
  }

  private constructor(fields: CanonicalObject) {
    this.#fields = fields;
  }

  /**
   * What a tag is at.
   *
   * @throws TransferFailure `conflict` when that cannot be told, as the tag is there several times
   */
  resolve(tag: string): Digest | undefined {
    const digests = new Set([
      this.#byTag.get(tag)?.digest,
      ...this.#others.filter((entry) => entry.tag === tag).map(({ digest }) => digest),
    ]);
    digests.delete(undefined);
    const [digest] = digests;
    if (digests.size > 1) {
      throw new TransferFailure("conflict", `the layout has the tag ${tag} more than once`, {
        remedy: "never",
      });
    }
    if (digest !== undefined && !isDigest(digest)) {
      throw new TransferFailure("checksum", `the tag ${tag} is at a digest that is none of sha256`, {
        remedy: "never",
      });
    }
    return digest;
  }

  /** Whether a manifest is listed at all. */
  lists(digest: Digest): boolean {
    return this.#counts.has(digest);
  }

  /** The media type that the index has for a manifest. */
  mediaTypeOf(digest: Digest): string | undefined {
    const all = [...this.#untagged.values(), ...this.#byTag.values(), ...this.#others];
    const type = all.find((entry) => entry.digest === digest)?.fields["mediaType"];
    return typeof type === "string" ? type : undefined;
  }

  /** Lists a manifest, if it is not. */
  add(descriptor: Descriptor): void {
    if (!this.lists(descriptor.digest)) {
      this.#list(plainEntry(descriptor));
    }
  }

  /** Puts a tag to a manifest, wherever it was before. */
  tag(tag: string, { mediaType, digest, size }: Descriptor): void {
    const former = [this.#byTag.get(tag), ...this.#others.filter((entry) => entry.tag === tag)].filter(
      (entry) => entry !== undefined,
    );
    this.#byTag.delete(tag);
    this.#others = this.#others.filter((entry) => entry.tag !== tag);
    for (const { digest: left } of former) {
      this.#count(left, -1);
    }
    // Listed by the tag now.
    if (this.#untagged.get(digest)?.isPlain === true) {
      this.#untagged.delete(digest);
      this.#count(digest, -1);
    }
    const fields = { mediaType, digest, size, annotations: { [TAG]: tag } };
    this.#list({ digest, tag, isPlain: false, fields });
    for (const { digest: left, fields: known } of former) {
      // Somebody may know it by its digest.
      if (!this.#counts.has(left)) {
        this.#list({ digest: left, tag: undefined, isPlain: true, fields: withoutTag(known) });
      }
    }
  }

  /** Its bytes: they depend on what is listed, and not on when it came. */
  serialize(): Buffer {
    const entries = [...this.#byTag.values(), ...this.#untagged.values(), ...this.#others];
    const manifests = entries
      .map(({ tag = "", digest, fields }) => ({ tag, digest, text: canonicalJson(fields) }))
      .sort(
        (a, b) =>
          compareCodePoints(a.tag, b.tag) ||
          compareCodePoints(a.digest, b.digest) ||
          compareCodePoints(a.text, b.text),
      )
      .map(({ text }) => text);
    const fields = Object.entries(this.#fields).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, canonicalJson(value)] as const],
    );
    return Buffer.from(`${objectJson([...fields, ["manifests", arrayJson(manifests)]])}\n`);
  }

  #list(entry: Entry): void {
    const place = entry.tag === undefined ? this.#untagged : this.#byTag;
    const key = entry.tag ?? entry.digest;
    if (place.has(key)) {
      this.#others.push(entry);
    } else {
      place.set(key, entry);
    }
    this.#count(entry.digest, 1);
  }

  #count(digest: string, change: number): void {
    const count = (this.#counts.get(digest) ?? 0) + change;
    if (count === 0) {
      this.#counts.delete(digest);
    } else {
      this.#counts.set(digest, count);
    }
  }
}

function plainEntry({ mediaType, digest, size }: Descriptor): Entry {
  return { digest, tag: undefined, isPlain: true, fields: { mediaType, digest, size } };
}

function withoutTag(fields: CanonicalObject): CanonicalObject {
  const { [TAG]: _, ...annotations } = asObject(fields["annotations"]) ?? {};
  const { annotations: __, ...rest } = fields;
  return Object.keys(annotations).length === 0 ? rest : { ...rest, annotations };
}

function entryOf(value: CanonicalValue): Entry | undefined {
  const fields = asObject(value);
  const { mediaType, digest, size } = fields ?? {};
  if (
    fields === undefined ||
    typeof mediaType !== "string" ||
    typeof digest !== "string" ||
    !/^[a-z0-9+._-]+:[a-zA-Z0-9=_-]+$/.test(digest) ||
    typeof size !== "number" ||
    size < 0
  ) {
    return undefined;
  }
  const tag = asObject(fields["annotations"])?.[TAG];
  return {
    digest,
    tag: typeof tag === "string" ? tag : undefined,
    isPlain: Object.keys(fields).length === 3,
    fields,
  };
}

function noIndex(shown: string, problem: string): TransferFailure {
  return new TransferFailure("manifest", `${shown}: index.json: ${problem}`, { remedy: "never" });
}
