import {
  type Artifact,
  type BaseProduct,
  compareCodePoints,
  type Issue,
  isChecksum,
  localPathProblem,
  MetadataError,
  type Release,
  show,
  type Variant,
} from "@compose-actions/metadata";

/** What a .treeinfo is made of. */
export interface TreeinfoOptions {
  /** Of a layered product's tree: its own release. */
  readonly release: Pick<Release, "name" | "short" | "version" | "isLayered">;
  /** Of a layered product only. */
  readonly baseProduct: Pick<BaseProduct, "name" | "short" | "version"> | null;
  /** At least one. */
  readonly variants: readonly TreeinfoVariantOptions[];
  /** Uid of the variant that old installers see; by default the first by name. */
  readonly mainVariant?: string;
  readonly arch: string;
  /** Besides the arch and those of the files' roles. */
  readonly platforms?: readonly string[];
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly files: readonly TreeinfoEntry[];
}

/** A variant of the tree; `layered-product` is none here: its tree is that of its parent, with a release of its own. */
export interface TreeinfoVariantOptions extends Pick<Variant<Artifact>, "id" | "uid" | "name"> {
  readonly type: Exclude<Variant<Artifact>["type"], "layered-product">;
  /** Places relative to the tree; `.` is the tree itself. */
  readonly packages?: string;
  readonly repository?: string;
  readonly sourcePackages?: string;
  readonly sourceRepository?: string;
  readonly debugPackages?: string;
  readonly debugRepository?: string;
  readonly identity?: string;
  readonly addons?: readonly TreeinfoVariantOptions[];
}

/** A file of the tree. */
export interface TreeinfoEntry {
  /** Relative to the tree. */
  readonly path: string;
  /** `algorithm:digest`; a file without one is named by its roles only. */
  readonly checksum: string | null;
  readonly roles?: readonly TreeinfoRole[];
}

/** What a file is for: an image of a platform, or a second stage. */
export type TreeinfoRole =
  | { readonly platform: string; readonly image: string }
  | { readonly stage2: "mainimage" | "instimage" };

type Sections = Map<string, Map<string, string>>;

/** The section that installers from before productmd read starts with these. */
const WARNINGS = [
  ["; WARNING.0", "This section provides compatibility with pre-productmd treeinfos."],
  ["; WARNING.1", "Read productmd documentation for details about new format."],
] as const;

/**
 * Makes a .treeinfo 1.2, byte for byte as the reference writes it (productmd: treeinfo).
 *
 * @throws MetadataError for values that the format cannot hold, so that it would be read as something else
 */
export function makeTreeinfo(options: TreeinfoOptions): string {
  const { release, baseProduct, arch, files } = options;
  const sections: Sections = new Map();
  set(sections, "header", { type: "productmd.treeinfo", version: "1.2" });
  const { name, short, version } = release;
  set(sections, "release", { name, short, version, is_layered: release.isLayered ? "true" : undefined });
  if (release.isLayered && baseProduct !== null) {
    const { name, short, version } = baseProduct;
    set(sections, "base_product", { name, short, version });
  }
  const roles = files.flatMap((file) => file.roles ?? []);
  const platforms = roles.flatMap((role) => ("platform" in role ? [role.platform] : []));
  const tree = {
    arch,
    platforms: list([arch, ...(options.platforms ?? []), ...platforms]),
    variants: list(options.variants.map(({ uid }) => uid)),
  };
  set(sections, "tree", { ...tree, build_timestamp: String(Math.floor(options.timestamp)) });
  for (const variant of options.variants) {
    setVariant(sections, variant, undefined);
  }
  for (const file of files) {
    setFile(sections, file);
  }
  set(sections, "general", general(options, tree));
  check(sections, options);
  return write(sections);
}

function general(options: TreeinfoOptions, tree: { arch: string; platforms: string; variants: string }) {
  const { release, mainVariant, variants } = options;
  const [first] = [...variants].sort((a, b) => compareCodePoints(a.uid, b.uid));
  const main = variants.find(({ uid }) => uid === mainVariant) ?? first;
  const source = options.arch === "src";
  return {
    ...Object.fromEntries(WARNINGS),
    ...tree,
    family: release.name,
    name: `${release.name} ${release.version}`,
    version: release.version,
    timestamp: String(Math.floor(options.timestamp)),
    variant: main?.uid,
    packagedir: main?.packages ?? (source ? main?.sourcePackages : undefined),
    repository: main?.repository ?? (source ? main?.sourceRepository : undefined),
  };
}

function setVariant(sections: Sections, variant: TreeinfoVariantOptions, parent: string | undefined): void {
  const { id, uid, name, type, packages, repository, identity, addons = [] } = variant;
  set(sections, `${type === "addon" ? "addon" : "variant"}-${uid}`, {
    id,
    uid,
    name,
    type,
    packages,
    repository,
    source_packages: variant.sourcePackages,
    source_repository: variant.sourceRepository,
    debug_packages: variant.debugPackages,
    debug_repository: variant.debugRepository,
    identity,
    parent,
    addons: addons.length === 0 ? undefined : list(addons.map((addon) => addon.uid)),
  });
  for (const addon of addons) {
    setVariant(sections, addon, uid);
  }
}

function setFile(sections: Sections, { path, checksum, roles = [] }: TreeinfoEntry): void {
  const problem = localPathProblem(path);
  if (problem !== undefined) {
    throw failure(path, problem);
  }
  if (checksum !== null) {
    if (!isChecksum(checksum)) {
      throw failure(path, `expected a checksum, found ${show(checksum)}`);
    }
    set(sections, "checksums", { [path]: checksum });
  }
  for (const role of roles) {
    if ("platform" in role) {
      set(sections, `images-${role.platform}`, { [role.image]: path });
    } else {
      set(sections, "stage2", { [role.stage2]: path });
    }
  }
}

/** Adds options to a section. @throws MetadataError when one is set already, to another value */
function set(sections: Sections, name: string, values: Readonly<Record<string, string | undefined>>): void {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  for (const [option, value] of Object.entries(values)) {
    const known = section.get(option);
    if (known !== undefined && value !== undefined && known !== value) {
      throw failure(`[${name}] ${option}`, `there are two values: ${show(known)} and ${show(value)}`);
    }
    if (value !== undefined) {
      section.set(option, value);
    }
  }
}

function check(
  sections: Sections,
  { variants, mainVariant, timestamp, release, baseProduct }: TreeinfoOptions,
): void {
  const issues: Issue[] = [];
  if (variants.length === 0) {
    issues.push({ path: "variants", message: "expected at least one" });
  }
  if (mainVariant !== undefined && !variants.some(({ uid }) => uid === mainVariant)) {
    issues.push({ path: "mainVariant", message: `there is no variant ${show(mainVariant)}` });
  }
  if (!Number.isFinite(timestamp) || Math.abs(timestamp) > Number.MAX_SAFE_INTEGER) {
    issues.push({ path: "timestamp", message: `expected seconds since 1970, found ${timestamp}` });
  }
  if (release.isLayered && baseProduct === null) {
    issues.push({ path: "baseProduct", message: "expected the base product of a layered product" });
  }
  for (const [section, options] of sections) {
    if (/[[\]]/.test(section) || !isPlain(section)) {
      issues.push({ path: show(section), message: "expected a name that a section can have" });
    }
    for (const [option, value] of options) {
      const path = `[${section}] ${show(option)}`;
      if (!option.startsWith("; WARNING.") && (/^$|^[[;#]|[=:]/.test(option) || !isPlain(option))) {
        issues.push({ path, message: "expected a name that an option can have" });
      }
      // The reference takes % for the beginning of a variable.
      if (value.includes("%") || !isPlain(value)) {
        issues.push({ path, message: `expected text of one line without %, found ${show(value)}` });
      }
    }
  }
  if (issues.length > 0) {
    throw new MetadataError(issues, { file: ".treeinfo" });
  }
}

/** Whether text is read back as it is: one line, no white space around it, no control characters. */
function isPlain(text: string): boolean {
  return text === text.trim() && text.isWellFormed() && !/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(text);
}

function write(sections: Sections): string {
  return sorted(sections)
    .map(([name, options]) => {
      const lines = sorted(options).map(([option, value]) => `${option} = ${value}\n`);
      return `[${name}]\n${lines.join("")}\n`;
    })
    .join("");
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => compareCodePoints(a, b));
}

function list(items: readonly string[]): string {
  return [...new Set(items)].sort(compareCodePoints).join(",");
}

function failure(path: string, message: string): MetadataError {
  return new MetadataError([{ path: show(path), message }], { file: ".treeinfo" });
}
