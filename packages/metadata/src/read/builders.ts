import { readExtraFile } from "../files/extra-files.ts";
import { generationOf, versionAtLeast } from "../files/header.ts";
import { checkImageArch, checkImageIdentity, readImage, spreadSourceImages } from "../files/images.ts";
import { readModule } from "../files/modules.ts";
import { readBaseProduct, readRelease, releaseField } from "../files/release.ts";
import { checkRpmArch, readRpm, spreadSourceRpms } from "../files/rpms.ts";
import { checkFamilies, childrenByPrefix, readVariant } from "../files/variants.ts";
import type {
  AnyMetadata,
  Artifact,
  BaseProduct,
  Compose,
  ExtraFile,
  Image,
  Module,
  Release,
  Rpm,
  RpmGroup,
  Variant,
} from "../model.ts";
import type { Checker } from "./checker.ts";
import type { EntryHandler } from "./document-reader.ts";
import type { Identity } from "./identity.ts";

/** Makes the model of a document from its parts. */
export interface Builder {
  readonly handler: EntryHandler;
  /** After the last part; reports what only the whole can tell. */
  finish(compose: Compose): AnyMetadata;
}

/** The builder for a document of this type and version. */
export function createBuilder(identity: Identity, checker: Checker): Builder {
  switch (identity.type) {
    case "images":
      return imagesBuilder(identity, checker);
    case "rpms":
      return rpmsBuilder(identity, checker);
    case "extra_files":
      return extraFilesBuilder(identity, checker);
    case "modules":
      return modulesBuilder(identity, checker);
    case "composeinfo":
      return composeinfoBuilder(identity, checker);
  }
}

// The readers give Locations for 2.0 and tree files for 1.x; which one it is is only known at run time.
function assemble(identity: Identity, compose: Compose, parts: object): AnyMetadata {
  return {
    type: identity.type,
    generation: generationOf(identity.version),
    compose,
    ...parts,
  } as AnyMetadata;
}

/** Variant → arch → collection, made as they are opened. */
class ArchTable<T> {
  readonly byVariant = new Map<string, Map<string, T>>();
  readonly #create: () => T;

  constructor(create: () => T) {
    this.#create = create;
  }

  variant(name: string): Map<string, T> {
    const existing = this.byVariant.get(name);
    if (existing !== undefined) {
      return existing;
    }
    const arches = new Map<string, T>();
    this.byVariant.set(name, arches);
    return arches;
  }

  arch(variant: string, name: string): T {
    const arches = this.variant(variant);
    const existing = arches.get(name);
    if (existing !== undefined) {
      return existing;
    }
    const created = this.#create();
    arches.set(name, created);
    return created;
  }
}

function imagesBuilder(identity: Identity, checker: Checker): Builder {
  const table = new ArchTable<Image<Artifact>[]>(() => []);
  return {
    handler: {
      variant: (variant) => table.variant(variant),
      arch: (variant, arch) => {
        checker.startAt(["payload", "images", variant]);
        checkImageArch(checker, arch, identity.version);
        table.arch(variant, arch);
      },
      entry: (variant, arch, _index, value) => {
        const image = readImage(checker, value, identity.version);
        if (image !== undefined) {
          table.arch(variant, arch).push(image);
        }
      },
    },
    finish: (compose) => {
      const old = !versionAtLeast(identity.version, 1, 2);
      const images = old ? spreadSourceImages(checker, table.byVariant) : table.byVariant;
      checkImageIdentity(checker, images);
      return assemble(identity, compose, { images });
    },
  };
}

function rpmsBuilder(identity: Identity, checker: Checker): Builder {
  const table = new ArchTable<Map<string, RpmGroup<Artifact>>>(() => new Map());
  let group = new Map<string, Rpm<Artifact>>();
  return {
    handler: {
      variant: (variant) => table.variant(variant),
      arch: (variant, arch) => {
        checker.startAt(["payload", "rpms", variant]);
        checkRpmArch(checker, arch);
        table.arch(variant, arch);
      },
      group: (variant, arch, srpm) => {
        group = new Map();
        table.arch(variant, arch).set(srpm, group);
      },
      rpm: (nevra, value) => {
        const rpm = readRpm(checker, value, identity.version, nevra);
        if (rpm !== undefined) {
          group.set(nevra, rpm);
        }
      },
    },
    finish: (compose) => {
      const old = identity.version.major === 0;
      const rpms = old ? spreadSourceRpms(checker, table.byVariant) : table.byVariant;
      return assemble(identity, compose, { rpms });
    },
  };
}

function extraFilesBuilder(identity: Identity, checker: Checker): Builder {
  const table = new ArchTable<ExtraFile<Artifact>[]>(() => []);
  return {
    handler: {
      variant: (variant) => table.variant(variant),
      arch: (variant, arch) => table.arch(variant, arch),
      entry: (variant, arch, _index, value) => {
        const file = readExtraFile(checker, value, identity.version);
        if (file !== undefined) {
          table.arch(variant, arch).push(file);
        }
      },
    },
    finish: (compose) => assemble(identity, compose, { extraFiles: table.byVariant }),
  };
}

function modulesBuilder(identity: Identity, checker: Checker): Builder {
  const table = new ArchTable<Map<string, Module<Artifact>>>(() => new Map());
  return {
    handler: {
      variant: (variant) => table.variant(variant),
      arch: (variant, arch) => table.arch(variant, arch),
      entry: (variant, arch, key, value) => {
        const keyed = readModule(checker, value, String(key), arch, identity.version);
        if (keyed === undefined) {
          return;
        }
        const modules = table.arch(variant, arch);
        if (modules.has(keyed.uid)) {
          checker.issue("the module is listed twice");
        }
        modules.set(keyed.uid, keyed.module);
      },
    },
    finish: (compose) => assemble(identity, compose, { modules: table.byVariant }),
  };
}

function composeinfoBuilder(identity: Identity, checker: Checker): Builder {
  const variants = new Map<string, Variant<Artifact>>();
  const releaseName = releaseField(identity.version);
  let release: Release | undefined;
  let baseProduct: BaseProduct | undefined;
  let hasRelease = false;
  return {
    handler: {
      section: (name, value) => {
        if (name === releaseName) {
          hasRelease = true;
          release = readRelease(checker, value, identity.version);
        } else if (name === "base_product") {
          baseProduct = readBaseProduct(checker, value);
        } else {
          checker.warnings.add("unknown-field", () => checker.where());
        }
      },
      variantEntry: (uid, value) => {
        const variant = readVariant(checker, value, uid, identity.version);
        if (variant !== undefined) {
          variants.set(uid, variant);
        }
      },
    },
    finish: (compose) => {
      checker.startAt(["payload"]);
      if (!hasRelease) {
        checker.expected("an object", undefined, releaseName);
      }
      if (release?.isLayered === true && baseProduct === undefined) {
        checker.expected("an object, since the release is layered", undefined, "base_product");
      }
      const families = childrenByPrefix(variants, identity.version);
      checker.startAt(["payload", "variants"]);
      checkFamilies(checker, families);
      return assemble(identity, compose, {
        release,
        baseProduct: release?.isLayered === true ? (baseProduct ?? null) : null,
        variants: families,
      });
    },
  };
}
