import type { TreeinfoRole } from "./make.ts";

/** Platforms that boot the same files as an arch. */
const XEN = "xen";

/** Where installers lie in the trees of distributions, and what they are for. */
const ROLES: readonly (readonly [path: RegExp, image: string])[] = [
  [/^images\/pxeboot\/vmlinuz$/, "kernel"],
  [/^images\/pxeboot\/initrd\.img$/, "initrd"],
  [/^ppc\/ppc64\/vmlinuz$/, "kernel"],
  [/^ppc\/ppc64\/initrd\.img$/, "initrd"],
  [/^images\/kernel\.img$/, "kernel"],
  [/^images\/initrd\.img$/, "initrd"],
  [/^images\/(boot\.iso|efiboot\.img|cdboot\.img|cdboot\.prm|initrd\.addrsize)$/, "$1"],
];

/**
 * What a file of an installable tree is for, from its usual place.
 *
 * @param path - relative to the tree
 * @returns nothing for a file that is none of the installer's
 */
export function usualRoles(path: string, arch: string): readonly TreeinfoRole[] {
  if (path === "images/install.img" || path === "LiveOS/squashfs.img") {
    return [{ stage2: "mainimage" }];
  }
  for (const [pattern, replacement] of ROLES) {
    if (pattern.test(path)) {
      const image = path.replace(pattern, replacement);
      const platforms = arch === "x86_64" && path.startsWith("images/pxeboot/") ? [arch, XEN] : [arch];
      return platforms.map((platform) => ({ platform, image }));
    }
  }
  return [];
}
