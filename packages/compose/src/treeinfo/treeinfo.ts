import {
  CHECKSUM_LENGTHS,
  checksumAlgorithm,
  checksumsConflict,
  compareCodePoints,
  type Issue,
  localPathProblem,
  MAX_ISSUES,
  MetadataError,
  show,
  strengthRank,
} from "@compose-actions/metadata";
import { readDigest } from "../repodata/digest.ts";
import { type Ini, parseIni } from "./ini.ts";

/** What the .treeinfo of an installable tree says. Paths are relative to the tree, and checked like local paths. */
export interface Treeinfo {
  /** Of the format; `0.0` for files from before productmd, which have no header. */
  readonly version: string;
  readonly arch: string;
  /** The arch included, sorted. */
  readonly platforms: readonly string[];
  /** Seconds since 1970, or null when unknown. */
  readonly timestamp: number | null;
  /** By uid. */
  readonly variants: ReadonlyMap<string, TreeinfoVariant>;
  /** Path → `algorithm:digest`. */
  readonly checksums: ReadonlyMap<string, string>;
  /** Platform → kind of image (`kernel`, `initrd`, `boot.iso` …) → path. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The installer's second stage. */
  readonly stage2: { readonly mainimage: string | null; readonly instimage: string | null };
}

/** A variant or addon; a file from before productmd need not tell more than its uid. */
export interface TreeinfoVariant {
  readonly uid: string;
  /** The section's options: id, name, type, packages, repository, addons … As written: places may lie anywhere. */
  readonly options: ReadonlyMap<string, string>;
}

/** A file of a tree. */
export interface TreeinfoFile {
  readonly path: string;
  /** `algorithm:digest`, or null when the .treeinfo gives none. */
  readonly checksum: string | null;
}

/**
 * Reads a .treeinfo of any version (productmd: treeinfo).
 *
 * @param source - text, or bytes of UTF-8
 * @param file - names the document in errors
 * @throws MetadataError that names file, section and option, and value
 */
export function parseTreeinfo(source: string | Uint8Array, file: string): Treeinfo {
  return new TreeinfoReader(parseIni(source, file), file).read();
}

/** Everything that the checksums, images and second stage of a tree name, each file once, sorted by path. */
export function treeinfoFiles({ checksums, images, stage2 }: Treeinfo): TreeinfoFile[] {
  const paths = new Set(checksums.keys());
  for (const path of [...images.values()].flatMap((platform) => [...platform.values()])) {
    paths.add(path);
  }
  for (const path of [stage2.mainimage, stage2.instimage]) {
    if (path !== null) {
      paths.add(path);
    }
  }
  return [...paths].sort(compareCodePoints).map((path) => ({ path, checksum: checksums.get(path) ?? null }));
}

const NO_OPTIONS: ReadonlyMap<string, string> = new Map();
/** Digests without an algorithm are told apart by their length. */
const ALGORITHMS = Object.entries(CHECKSUM_LENGTHS);

class TreeinfoReader {
  readonly #ini: Ini;
  readonly #file: string;
  readonly #issues: Issue[] = [];
  #issueCount = 0;
  #version = "0.0";

  constructor(ini: Ini, file: string) {
    this.#ini = ini;
    this.#file = file;
  }

  read(): Treeinfo {
    this.#readVersion();
    const arch = this.#option("tree", "arch") ?? this.#option("general", "arch") ?? "";
    if (arch === "") {
      this.#issue("tree", "arch", "expected an arch, but it is missing");
    }
    const images = this.#images(arch);
    const treeinfo: Treeinfo = {
      version: this.#version,
      arch,
      platforms: this.#platforms(arch, [...images.keys()]),
      timestamp: this.#timestamp(),
      variants: this.#variants(),
      checksums: this.#checksums(),
      images,
      stage2: {
        mainimage: this.#stage2("mainimage"),
        instimage: this.#stage2("instimage"),
      },
    };
    if (this.#issueCount > 0) {
      throw new MetadataError(this.#issues, { file: this.#file, issueCount: this.#issueCount });
    }
    return treeinfo;
  }

  #readVersion(): void {
    const version = this.#option("header", "version");
    if (version === undefined) {
      return;
    }
    const [, major] = /^([0-9]{1,3})\.[0-9]{1,3}$/.exec(version) ?? [];
    if (major === undefined || Number(major) > 1) {
      this.#issue("header", "version", `expected a version up to 1.2, found ${show(version)}`);
    }
    this.#version = version;
    const type = this.#option("header", "type");
    if (type !== undefined && type !== "productmd.treeinfo") {
      this.#issue("header", "type", `expected productmd.treeinfo, found ${show(type)}`);
    }
  }

  #platforms(arch: string, ofImages: readonly string[]): string[] {
    const listed = this.#option("tree", "platforms") ?? this.#option("general", "platforms") ?? "";
    // Files from before productmd have no list.
    const platforms = listed === "" ? ofImages : splitList(listed);
    return [...new Set([arch, ...platforms])].filter((name) => name !== "").sort(compareCodePoints);
  }

  #timestamp(): number | null {
    const text = this.#option("tree", "build_timestamp") ?? this.#option("general", "timestamp") ?? "";
    return /^[0-9]{1,12}(?:\.[0-9]*)?$/.test(text) ? Math.floor(Number(text)) : null;
  }

  #variants(): Map<string, TreeinfoVariant> {
    const uids = new Set(
      splitList(this.#option("tree", "variants") ?? this.#option("general", "variant") ?? ""),
    );
    const variants = new Map<string, TreeinfoVariant>();
    // Addons of addons are added while the set is gone through.
    for (const uid of uids) {
      const options = this.#ini.get(`variant-${uid}`) ?? this.#ini.get(`addon-${uid}`) ?? NO_OPTIONS;
      variants.set(uid, { uid, options });
      for (const addon of splitList(options.get("addons") ?? options.get("variants") ?? "")) {
        // Up to 0.0 addons are listed by id.
        uids.add(this.#ini.has(`addon-${addon}`) || addon.startsWith(`${uid}-`) ? addon : `${uid}-${addon}`);
      }
    }
    return variants;
  }

  #checksums(): Map<string, string> {
    const checksums = new Map<string, string>();
    for (const [option, value] of this.#ini.get("checksums") ?? []) {
      const path = this.#path("checksums", option, option);
      const checksum = this.#checksum(option, value);
      if (path === undefined || checksum === undefined) {
        continue;
      }
      const known = checksums.get(path);
      if (known !== undefined && checksumsConflict([known], [checksum])) {
        this.#issue(
          "checksums",
          option,
          `two checksums are given for ${show(path)}: ${known} and ${checksum}`,
        );
      }
      if (known === undefined || strength(checksum) < strength(known)) {
        checksums.set(path, checksum);
      }
    }
    return checksums;
  }

  #checksum(option: string, value: string): string | undefined {
    const colon = value.indexOf(":");
    const algorithm =
      colon === -1 ? ALGORITHMS.find(([, length]) => length === value.length)?.[0] : value.slice(0, colon);
    const digest = readDigest(algorithm ?? "", value.slice(colon + 1).trim());
    const problem = digest.problem ?? digest.unsupported;
    if (problem !== undefined) {
      this.#issue("checksums", option, problem);
    }
    return digest.checksum ?? undefined;
  }

  #images(arch: string): Map<string, Map<string, string>> {
    const images = new Map<string, Map<string, string>>();
    for (const [section, options] of this.#ini) {
      if (!section.startsWith("images-")) {
        continue;
      }
      const name = section.slice("images-".length);
      // Old files call the platform xen of x86_64 xen-x86_64.
      const short = name !== arch && name.endsWith(`-${arch}`) ? name.slice(0, -arch.length - 1) : name;
      const platform = this.#ini.has(`images-${short}`) ? name : short;
      const paths = new Map<string, string>();
      for (const [option, value] of options) {
        const path = this.#path(section, option, value);
        if (path !== undefined) {
          paths.set(option, path);
        }
      }
      images.set(platform, paths);
    }
    return images;
  }

  #stage2(option: string): string | null {
    const value = this.#option("stage2", option) ?? "";
    return value === "" ? null : (this.#path("stage2", option, value) ?? null);
  }

  /** Before productmd paths could start with a slash, or with the place where the tree was built. */
  #path(section: string, option: string, written: string): string | undefined {
    let path = written;
    if (this.#version === "0.0" && path.startsWith("/")) {
      const os = path.indexOf("/os/");
      path = os === -1 ? path.replace(/^\/+/, "") : path.slice(os + "/os/".length);
    }
    const problem = localPathProblem(path);
    if (problem !== undefined) {
      this.#issue(section, option, `${problem}: ${show(written)}`);
      return undefined;
    }
    return path;
  }

  #option(section: string, option: string): string | undefined {
    return this.#ini.get(section)?.get(option);
  }

  #issue(section: string, option: string, message: string): void {
    this.#issueCount += 1;
    if (this.#issues.length < MAX_ISSUES) {
      this.#issues.push({ path: `[${section}] ${show(option)}`, message });
    }
  }
}

function strength(checksum: string): number {
  return strengthRank(checksumAlgorithm(checksum));
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
