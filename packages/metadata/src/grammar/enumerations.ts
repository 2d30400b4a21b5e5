/** The lists of productmd's rule for lists. A value that they do not know is kept with a warning: distributions invent new ones. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const IMAGE_TYPES = words(`
  appx boot bootable-container cd container docker dvd dvd-debuginfo dvd-ostree dvd-ostree-osbuild ec2 fex kvm live
  live-osbuild liveimg-squashfs netinst ociarchive p2v qcow qcow2 raw raw-xz rescue rhevm-ova tar-gz vagrant-hyperv
  vagrant-libvirt vagrant-virtualbox vagrant-vmware-fusion vdi vmdk vpc vhd-compressed vsphere-ova wsl2
`);

export const IMAGE_FORMATS = words(`
  appx erofs erofs.gz erofs.xz iso liveimg.squashfs oci ociarchive qcow qcow2 raw raw.xz rhevm.ova squashfs squashfs.gz
  squashfs.xz tar tar.gz tar.xz vagrant-hyperv.box vagrant-libvirt.box vagrant-virtualbox.box vagrant-vmware-fusion.box
  vdi vhd vhd.gz vhd.xz vhdfixed.xz vmdk vsphere.ova wsl
`);

export const RPM_ARCHES = words(`
  aarch64 alpha alphaev4 alphaev45 alphaev5 alphaev56 alphaev6 alphaev67 alphaev68 alphaev7 alphapca56 amd64 arm64
  armhfp armv5tejl armv5tel armv5tl armv6hl armv6l armv7hl armv7hnl armv7l armv8hl armv8l athlon geode i386 i486 i586
  i686 ia32e ia64 loongarch64 mips mips64 mips64el mipsel ppc ppc64 ppc64iseries ppc64le ppc64p7 ppc64pseries riscv128
  riscv32 riscv64 s390 s390x sh3 sh4 sh4a sparc sparc64 sparc64v sparcv8 sparcv9 sparcv9v x86_64 src nosrc noarch
`);

/** Categories of variant paths, in the order in which the reference visits them. */
export const PATH_CATEGORIES = [
  "os_tree",
  "packages",
  "repository",
  "isos",
  "images",
  "jigdos",
  "source_tree",
  "source_packages",
  "source_repository",
  "source_isos",
  "source_jigdos",
  "debug_tree",
  "debug_packages",
  "debug_repository",
] as const;

/** The variant paths that are artifacts: a checksum of theirs is that of `repodata/repomd.xml`. */
export const REPOSITORY_CATEGORIES: ReadonlySet<string> = new Set([
  "repository",
  "debug_repository",
  "source_repository",
]);

export const COMPOSE_TYPES = ["test", "ci", "nightly", "production", "development"] as const;
export const LABEL_NAMES = [
  "EA",
  "DevelPhaseExit",
  "InternalAlpha",
  "Alpha",
  "InternalSnapshot",
  "Beta",
  "Snapshot",
  "RC",
  "Update",
  "SecurityFix",
] as const;
export const RELEASE_TYPES = [
  "fast",
  "ga",
  "updates",
  "updates-testing",
  "eus",
  "aus",
  "els",
  "tus",
  "e4s",
] as const;
export const VARIANT_TYPES = ["variant", "optional", "addon", "layered-product"] as const;
export const RPM_CATEGORIES = ["binary", "debug", "source"] as const;
