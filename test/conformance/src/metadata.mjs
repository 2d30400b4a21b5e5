import { formatJson, sortedKeys } from "../../generator/json.mjs";
import { wantedChecksum } from "./checksums.mjs";

/** @typedef {import("./case.mjs").Artifact} Artifact */
/** @typedef {import("./case.mjs").Input} Input */
/** @typedef {import("./case.mjs").Repository} Repository */
/** @typedef {import("./contents.mjs").Contents} Contents */

/**
 * A file that the tree should get: where it lies, where it comes from, what it holds.
 *
 * @typedef {{ path: string, content: string, url: string, origin: string, arch: string, variant: string }} Wanted
 */

const COMPOSE = { id: "Test-1-20260204.0", date: "20260204", type: "production", respin: 0 };
const PLAIN = /^[\w.+^-][\w.+^~-]*(\/[\w+^-][\w.+^~-]*)*$/;

/**
 * Valid 2.0 metadata, but for what the input makes wrong on purpose.
 *
 * @param {Input} input
 * @param {Contents} contents
 * @param {(origin: string) => string} base scheme, host and port of an origin
 * @returns {{ files: Record<string, Buffer>, wanted: Wanted[] }}
 */
export function buildMetadata(input, contents, base) {
  /** @type {Wanted[]} */
  const wanted = [];
  let count = 0;
  /** @param {Artifact} artifact @param {string} content */
  const place = (
    { url, origin = "a", path, variant = "Server", arch = "x86_64", size, checksum },
    content,
  ) => {
    count += 1;
    const full = url ?? `${base(origin)}/${PLAIN.test(path) ? path : `artifact-${count}`}`;
    wanted.push({ path, content, url: full, origin, variant, arch });
    return {
      checksum: wantedChecksum(checksum, content, contents),
      contents: [],
      local_path: path,
      size: size === undefined ? contents.get(content).length : size,
      url: full,
    };
  };
  /** @param {Artifact} artifact */
  const locate = (artifact) => place(artifact, artifact.content ?? "a");
  const payloads = {
    images: nested(input.images, (image, index) => ({
      ...imageFields(image, index),
      location: locate(image),
    })),
    extra_files: nested(input.extra_files, (file) => ({
      file: file.path.replace(/^.*\//s, ""),
      location: locate(file),
    })),
    rpms: keyed(input.rpms, (rpm) => rpmEntry(rpm, locate(rpm))),
    modules: keyed(input.modules, (module) => moduleEntry(module, locate(module))),
    variants: variants(input, (repository) => {
      const name = repository.repomd ?? `repomd:${repository.path}`;
      if (repository.repomd === undefined) {
        contents.define(name, { repomd: repository.data });
      }
      const location = place(repository, name);
      wanted.pop();
      wanted.push(...repositoryFiles(repository, location.url, name));
      return location;
    }),
  };
  const files = documents(payloads, { ...COMPOSE, ...input.compose });
  for (const { file, find, replace } of input.edit ?? []) {
    const before = files[file];
    if (before?.includes(find) !== true) {
      throw new Error(`${file} has no ${find} to replace`);
    }
    files[file] = before.replace(find, () => replace);
  }
  const buffers = /** @type {Record<string, Buffer>} */ (
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))
  );
  for (const [name, content] of Object.entries(input.write ?? {})) {
    buffers[name] = contents.get(content);
  }
  return { files: buffers, wanted };
}

/** @param {Record<string, object>} payloads @param {object} compose @returns {Record<string, string>} text by file name */
function documents(payloads, compose) {
  const files = /** @type {Record<string, string>} */ ({});
  for (const [kind, payload] of Object.entries(payloads)) {
    const type = kind === "variants" ? "composeinfo" : kind;
    const release = { internal: false, name: "Test", short: "Test", type: "ga", version: "1" };
    const document = {
      header: { type: `productmd.${type}`, version: "2.0" },
      payload: { compose, ...(kind === "variants" ? { release } : {}), [kind]: payload },
    };
    if (kind === "variants" || Object.keys(payload).length > 0) {
      files[`${type}.json`] = formatJson(document, 0, sortedKeys);
    }
  }
  return files;
}

/** Variant, arch, list. @param {Artifact[] | undefined} artifacts @param {(artifact: Artifact, index: number) => object} make */
function nested(artifacts = [], make) {
  const tree = /** @type {Record<string, Record<string, object[]>>} */ ({});
  artifacts.forEach((artifact, index) => {
    const { variant = "Server", arch = "x86_64" } = artifact;
    tree[variant] ??= {};
    tree[variant][arch] ??= [];
    tree[variant][arch].push(make(artifact, index));
  });
  return tree;
}

/** Variant, arch, map. @param {Artifact[] | undefined} artifacts @param {(artifact: Artifact) => object} make */
function keyed(artifacts = [], make) {
  const tree = /** @type {Record<string, Record<string, object>>} */ ({});
  for (const artifact of artifacts) {
    const { variant = "Server", arch = "x86_64" } = artifact;
    tree[variant] ??= {};
    const entries = /** @type {Record<string, object>} */ (tree[variant][arch] ?? {});
    for (const [key, entry] of Object.entries(make(artifact))) {
      entries[key] = { ...entries[key], ...entry };
    }
    tree[variant][arch] = entries;
  }
  return tree;
}

/** @param {Artifact} image @param {number} index */
function imageFields({ arch = "x86_64" }, index) {
  return {
    arch,
    bootable: false,
    disc_count: 1,
    disc_number: 1,
    format: "iso",
    implant_md5: null,
    mtime: 1770163200,
    subvariant: `Image${index}`,
    type: "dvd",
    volume_id: null,
  };
}

/** @param {Artifact} rpm @param {object} location */
function rpmEntry({ path }, location) {
  const [, name, version, release, arch] = /([^/]+)-([^-/]+)-([^-/]+)\.([^./]+)\.rpm$/.exec(path) ?? [];
  const nevra = `${name ?? path}-0:${version ?? 1}-${release ?? 1}.${arch ?? "x86_64"}`;
  const source = nevra.replace(/\.[^.]*$/, ".src");
  return { [source]: { [nevra]: { category: "binary", location, sigkey: null, sigkeys: [] } } };
}

/** @param {Artifact} module @param {object} location */
function moduleEntry({ uid = "php:8.3:1:c0ffee", arch = "x86_64" }, location) {
  const [name, stream, version, context] = uid.split(":");
  return { [`${uid}:${arch}`]: { arch, context, location, name, rpms: [], stream, version } };
}

/** @param {Input} input @param {(repository: Repository) => object} locate */
function variants(input, locate) {
  const uids = /** @type {Map<string, Set<string>>} */ (new Map());
  const repositories = input.repositories ?? [];
  const all = [input.images, input.extra_files, input.rpms, input.modules, repositories].flatMap(
    (list) => list ?? [],
  );
  for (const { variant = "Server", arch = "x86_64" } of all.length > 0 ? all : [{}]) {
    uids.set(variant, (uids.get(variant) ?? new Set()).add(arch));
  }
  const made = [...uids].map(([uid, arches]) => {
    const paths = /** @type {Record<string, Record<string, object>>} */ ({});
    for (const repository of repositories.filter(({ variant = "Server" }) => variant === uid)) {
      const { category = "repository", arch = "x86_64" } = repository;
      paths[category] = { ...paths[category], [arch]: locate(repository) };
    }
    return [uid, { arches: [...arches].sort(), id: uid, name: uid, paths, type: "variant", uid }];
  });
  return Object.fromEntries(made);
}

/** @param {Repository} repository @param {string} url @param {string} name @returns {Wanted[]} */
function repositoryFiles({ path, origin = "a", data, variant = "Server", arch = "x86_64" }, url, name) {
  const [, root = "", query = ""] = /^(.*?)\/*(\?.*)?$/s.exec(url) ?? [];
  /** @param {string} href @param {string} content */
  const file = (href, content) => ({
    path: `${path}/${href}`,
    content,
    url: `${root}/${href}${query}`,
    origin,
    variant,
    arch,
  });
  return [file("repodata/repomd.xml", name), ...data.map(({ href, content = href }) => file(href, content))];
}
