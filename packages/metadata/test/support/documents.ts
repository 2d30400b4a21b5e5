import { MetadataError, type MetadataType, type ParsedMetadata, parse } from "@compose-actions/metadata";

/** A JSON document that tests change at will. */
// biome-ignore lint/suspicious/noExplicitAny: documents of every shape, wrong ones too
export type Json = any;

export const TYPES: readonly MetadataType[] = ["images", "rpms", "extra_files", "modules", "composeinfo"];

/** A digest of the right length. */
export const digest = (char = "a", length = 64) => char.repeat(length);

const COMPOSE = { id: "Test-1.0-20260101.0", date: "20260101", type: "production", respin: 0 };
export const NEVRA = "bash-0:5.2-1.fc41.x86_64";
export const SRPM = "bash-0:5.2-1.fc41.src";
/** How messages name the image of a document. */
export const IMAGE_PATH = "payload.images.Server.x86_64[0]";

export const location = (localPath: string): Json => ({
  url: `https://cdn.example.com/${localPath}`,
  size: 7,
  checksum: `sha256:${digest()}`,
  local_path: localPath,
  contents: [],
});

export const ociLocation = (localPath: string): Json => ({
  ...location(localPath),
  url: `oci://registry.example.com/compose/files@sha256:${digest("d")}`,
  contents: [
    {
      file: "a.iso",
      size: 3,
      checksum: `sha512:${digest("b", 128)}`,
      layer_digest: `sha256:${digest("c")}`,
    },
  ],
});

export const treeImage = (path = "Server/x86_64/iso/boot.iso"): Json => ({
  path,
  size: 7,
  checksums: { sha256: digest() },
  arch: "x86_64",
  bootable: true,
  disc_count: 1,
  disc_number: 1,
  format: "iso",
  implant_md5: null,
  mtime: 1700000000,
  subvariant: "Server",
  type: "boot",
  volume_id: "Test-1-0",
});

export const image = (path = "Server/x86_64/iso/boot.iso"): Json => {
  const { path: _path, size: _size, checksums: _checksums, ...rest } = treeImage();
  return { ...rest, location: location(path) };
};

const tree: Record<MetadataType, Json> = {
  images: { images: { Server: { x86_64: [treeImage()] } } },
  rpms: {
    rpms: {
      Server: {
        x86_64: {
          [SRPM]: {
            [NEVRA]: {
              path: "Server/x86_64/os/Packages/b/bash.rpm",
              sigkey: "fd431d51",
              category: "binary",
            },
          },
        },
      },
    },
  },
  extra_files: {
    extra_files: {
      Server: {
        x86_64: [{ file: "Server/x86_64/os/GPL", size: 7, checksums: { sha256: digest() } }],
      },
    },
  },
  modules: {
    modules: {
      Server: {
        x86_64: {
          "perl:5.38:1:aa": {
            metadata: {
              uid: "perl:5.38:1:aa",
              name: "perl",
              stream: "5.38",
              version: "1",
              context: "aa",
              koji_tag: "",
            },
            modulemd_path: { binary: "Server/x86_64/os/repodata/modules.yaml" },
            rpms: [NEVRA],
          },
        },
      },
    },
  },
  composeinfo: {
    release: { name: "Test", short: "T", version: "1.0", type: "ga", internal: false },
    variants: {
      Server: {
        id: "Server",
        uid: "Server",
        name: "Server",
        type: "variant",
        arches: ["x86_64"],
        paths: {
          os_tree: { x86_64: "Server/x86_64/os" },
          repository: { x86_64: "Server/x86_64/os" },
        },
      },
    },
  },
};

const distributed: Record<MetadataType, Json> = {
  images: { images: { Server: { x86_64: [image()] } } },
  rpms: {
    rpms: {
      Server: {
        x86_64: {
          [SRPM]: {
            [NEVRA]: {
              location: location("Server/x86_64/os/Packages/b/bash.rpm"),
              sigkey: "fd431d51",
              sigkeys: ["fd431d51"],
              category: "binary",
            },
          },
        },
      },
    },
  },
  extra_files: {
    extra_files: {
      Server: {
        x86_64: [{ file: "GPL", location: location("Server/x86_64/os/GPL") }],
      },
    },
  },
  modules: {
    modules: {
      Server: {
        x86_64: {
          "perl:5.38:1:aa:x86_64": {
            name: "perl",
            stream: "5.38",
            version: "1",
            context: "aa",
            arch: "x86_64",
            location: location("Server/x86_64/os/repodata/modules.yaml"),
            rpms: [NEVRA],
          },
        },
      },
    },
  },
  composeinfo: {
    release: tree.composeinfo.release,
    variants: {
      Server: {
        ...tree.composeinfo.variants.Server,
        paths: {
          os_tree: { x86_64: location("Server/x86_64/os") },
          repository: { x86_64: location("Server/x86_64/os") },
        },
      },
    },
  },
};

/** A small valid document; changing it changes no other. */
export function document(type: MetadataType, version = "1.2"): Json {
  return structuredClone({
    header: { type: `productmd.${type}`, version },
    payload: { compose: COMPOSE, ...(version.startsWith("2") ? distributed : tree)[type] },
  });
}

export type Step = string | number;

/** The document with the value at a path replaced; `undefined` takes it out. */
export function changed(doc: Json, path: readonly Step[], value: unknown): Json {
  const copy = structuredClone(doc);
  let target = copy;
  for (const step of path.slice(0, -1)) {
    target = target[step];
  }
  const last = path.at(-1) as Step;
  if (value === undefined) {
    delete target[last];
  } else {
    target[last] = value;
  }
  return copy;
}

const MARK = "@@raw@@";

/** The document as text, with a piece of text (not a value) at a path: `1e400`, `{"a": 1, "a": 2}`. */
export function withToken(doc: Json, path: readonly Step[], token: string): string {
  return JSON.stringify(changed(doc, path, MARK)).replace(`"${MARK}"`, () => token);
}

export const accept = (doc: Json): ParsedMetadata =>
  parse(typeof doc === "string" || doc instanceof Uint8Array ? doc : JSON.stringify(doc));

/** The error that a document is refused with; any other error than a MetadataError fails the test. */
export function refusal(doc: Json): MetadataError {
  try {
    accept(doc);
  } catch (error) {
    if (error instanceof MetadataError) {
      return error;
    }
    throw error;
  }
  throw new Error("the document was accepted");
}

/** The first issue as "path: message". */
export function firstIssue(doc: Json): string {
  const [issue] = refusal(doc).issues;
  return `${issue?.path}: ${issue?.message}`;
}

/** Where the artifact's own fields stand in each small document. */
export const ENTRY: Record<MetadataType, readonly Step[]> = {
  images: ["payload", "images", "Server", "x86_64", 0],
  rpms: ["payload", "rpms", "Server", "x86_64", SRPM, NEVRA],
  extra_files: ["payload", "extra_files", "Server", "x86_64", 0],
  modules: ["payload", "modules", "Server", "x86_64", "perl:5.38:1:aa:x86_64"],
  composeinfo: ["payload", "variants", "Server"],
};
