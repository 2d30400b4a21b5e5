import { hash } from "node:crypto";
import type { FileSite } from "./file-site.ts";

export interface PungiPackage {
  readonly name: string;
  /** `x86_64`, `src`; by default the first. */
  readonly arch?: string;
  readonly content?: string;
}

export interface PungiOptions {
  /** The folder that holds `compose/`: `composes/odcs-1`. */
  readonly top: string;
  readonly id: string;
  readonly variant?: string;
  readonly packages?: readonly PungiPackage[];
  /** Contents of images, by their names. */
  readonly images?: Readonly<Record<string, string>>;
}

export const sha256 = (content: string | Buffer): string => hash("sha256", content);

/** Serves what Pungi makes for ODCS: 1.2 metadata without sizes of packages, repositories for packages, debug and sources. */
export function putPungiCompose(site: FileSite, options: PungiOptions): void {
  const { top, id, variant = "Temporary", packages = [{ name: "ed" }], images } = options;
  const [, date = "", type = "t", respin = "0"] = /-(\d{8})\.?([a-z]*)\.?(\d+)$/.exec(id) ?? [];
  const compose = { id, date, type: type === "n" ? "nightly" : "test", respin: Number(respin) };
  const repositories = {
    repository: `${variant}/x86_64/os`,
    debug_repository: `${variant}/x86_64/debug/tree`,
    source_repository: `${variant}/source/tree`,
  };
  const write = (path: string, content: string): void => site.put(`${top}/compose/${path}`, content);
  const document = (kind: string, payload: object): void =>
    write(
      `metadata/${kind}.json`,
      JSON.stringify({
        header: { type: `productmd.${kind}`, version: "1.2" },
        payload: { compose, ...payload },
      }),
    );
  const entries = packages.map(({ name, arch = "x86_64", content = `package ${name}` }) => {
    const path = `Packages/${name.charAt(0)}/${name}-1-1.${arch}.rpm`;
    const place = arch === "src" ? repositories.source_repository : repositories.repository;
    write(`${place}/${path}`, content);
    return { name, arch, content, path, place };
  });
  for (const place of Object.values(repositories)) {
    const listed = entries.filter((entry) => entry.place === place);
    const primary = `<?xml version="1.0"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" packages="${listed.length}">${listed
      .map(
        ({ name, arch, content, path }) => `
<package type="rpm"><name>${name}</name><arch>${arch}</arch><version epoch="0" ver="1" rel="1"/>
<checksum type="sha256" pkgid="YES">${sha256(content)}</checksum>
<size package="${content.length}"/><location href="${path}"/></package>`,
      )
      .join("")}
</metadata>
`;
    write(`${place}/repodata/primary.xml`, primary);
    write(
      `${place}/repodata/repomd.xml`,
      `<?xml version="1.0"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo"><data type="primary">
<checksum type="sha256">${sha256(primary)}</checksum><size>${primary.length}</size>
<location href="repodata/primary.xml"/></data></repomd>
`,
    );
  }
  const arches = ["x86_64"];
  const paths = Object.fromEntries(
    Object.entries(repositories).map(([category, place]) => [category, { x86_64: place }]),
  );
  const release = { name: "odcs", short: "odcs", version: "1", type: "ga", internal: false };
  document("composeinfo", {
    release,
    variants: {
      [variant]: {
        id: variant,
        uid: variant,
        name: variant,
        type: "variant",
        arches,
        paths: { os_tree: { x86_64: repositories.repository }, ...paths },
      },
    },
  });
  const rpms = Object.fromEntries(
    entries.map(({ name, arch, path, place }) => [
      `${name}-0:1-1.src`,
      {
        [`${name}-0:1-1.${arch}`]: {
          category: arch === "src" ? "source" : "binary",
          path: `${place}/${path}`,
          sigkey: null,
        },
      },
    ]),
  );
  document("rpms", { rpms: entries.length === 0 ? {} : { [variant]: { x86_64: rpms } } });
  document("modules", { modules: {} });
  if (images !== undefined) {
    const list = Object.entries(images).map(([name, content]) => {
      const path = `${variant}/x86_64/iso/${name}`;
      write(path, content);
      return {
        arch: "x86_64",
        bootable: false,
        checksums: { sha256: sha256(content) },
        disc_count: 1,
        disc_number: 1,
        format: "iso",
        implant_md5: null,
        mtime: 1795293859,
        path,
        size: content.length,
        subvariant: variant,
        type: "dvd",
        volume_id: name,
      };
    });
    document("images", { images: { [variant]: { x86_64: list } } });
  }
  const folder = top.split("/").at(-1);
  write(
    `${variant}/${folder}.repo`,
    `[${folder}]\nname=ODCS\nbaseurl=${site.url}${top}/compose/${variant}/$basearch/os\nenabled=1\n`,
  );
}
