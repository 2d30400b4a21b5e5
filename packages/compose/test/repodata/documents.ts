import { createHash } from "node:crypto";

/** A digest of a number, so that tests can tell files apart. */
export function digest(seed: string | number, algorithm = "sha256"): string {
  return createHash(algorithm).update(String(seed)).digest("hex");
}

export interface DataOptions {
  readonly type?: string;
  readonly href?: string;
  readonly checksum?: string;
  /** Further elements. */
  readonly more?: string;
}

/** A data element of a repomd.xml. */
export function data({
  type = "primary",
  href = `repodata/${type}.xml.gz`,
  checksum = `<checksum type="sha256">${digest(type)}</checksum>`,
  more = "<size>520</size>",
}: DataOptions = {}): string {
  return `  <data type="${type}">
    ${checksum}
    <location href="${href}"/>
    <timestamp>1738627200</timestamp>
    ${more}
  </data>
`;
}

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function repomd(body: string, attributes = 'xmlns="http://linux.duke.edu/metadata/repo"'): string {
  return `${DECLARATION}<repomd ${attributes} xmlns:rpm="http://linux.duke.edu/metadata/rpm">\n${body}</repomd>\n`;
}

export interface PackageOptions {
  readonly name?: string;
  readonly version?: string;
  readonly checksum?: string;
  readonly size?: string;
  readonly location?: string;
  readonly description?: string;
  readonly format?: string;
}

/** A package element of a primary.xml. */
export function pkg({
  name = "bash",
  version = '<version epoch="0" ver="5.2" rel="1.fc40"/>',
  checksum = `<checksum type="sha256" pkgid="YES">${digest(name)}</checksum>`,
  size = '<size package="1234" installed="5678" archive="9012"/>',
  location = `<location href="Packages/${name}-5.2-1.fc40.x86_64.rpm"/>`,
  description = "A &lt;package&gt; &amp; more",
  format = '<rpm:license>MIT</rpm:license>\n    <rpm:entry name="a" flags="EQ" epoch="0" ver="1"/>',
}: PackageOptions = {}): string {
  return `<package type="rpm">
  <name>${name}</name>
  <arch>x86_64</arch>
  ${version}
  ${checksum}
  <summary>The shell</summary>
  <description>${description}</description>
  ${size}
  ${location}
  <format>
    ${format}
  </format>
</package>
`;
}

export function primary(body: string, attributes = 'xmlns="http://linux.duke.edu/metadata/common"'): string {
  return `${DECLARATION}<metadata ${attributes} xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="1">\n${body}</metadata>\n`;
}
