/** What an image is to productmd. */
export interface ImageKind {
  readonly type: string;
  readonly format: string;
}

interface KnownType extends ImageKind {
  /** Ending of the file, with its dot. */
  readonly suffix: string;
}

/** What is built, but is no image to productmd: a commit of ostree, an archive. */
type NoImage = { readonly none: string };

const COMMIT: NoImage = { none: "a commit of ostree is no image" };
const ARCHIVE: NoImage = { none: "productmd knows no type for it" };

const kind = (type: string, format: string, suffix: string): KnownType => ({ type, format, suffix });
const QCOW2 = kind("qcow2", "qcow2", ".qcow2");
const RAW = kind("raw", "raw", ".raw");
const RAW_XZ = kind("raw-xz", "raw.xz", ".raw.xz");
const VHD = kind("vpc", "vhd", ".vhd");
const VHD_XZ = kind("vhd-compressed", "vhd.xz", ".vhd.xz");
const TAR_GZ = kind("tar-gz", "tar.gz", ".tar.gz");
const VMDK = kind("vmdk", "vmdk", ".vmdk");
const OVA = kind("vsphere-ova", "vsphere.ova", ".ova");
const WSL = kind("wsl2", "wsl", ".wsl");
const DVD = kind("dvd", "iso", ".iso");
const DVD_OSTREE = kind("dvd-ostree", "iso", ".iso");
const LIVE = kind("live-osbuild", "iso", ".iso");
const BOOT = kind("boot", "iso", ".iso");
const OCI_ARCHIVE = kind("ociarchive", "ociarchive", ".tar");

/** By the names of image types: those of the Cloud API first, then those that the Weldr API and images themselves use. */
const BY_TYPE: readonly (readonly [string, KnownType | NoImage])[] = [
  ["guest-image iot-qcow2", QCOW2],
  ["aws aws-cvm", RAW],
  ["aws-rhui aws-ha-rhui aws-sap-rhui", RAW_XZ],
  ["azure", VHD],
  ["azure-rhui azure-sap-rhui azure-sapapps-rhui azure-cvm azure-eap7-rhui", VHD_XZ],
  ["gcp gcp-rhui", TAR_GZ],
  ["vsphere", VMDK],
  ["vsphere-ova", OVA],
  ["minimal-raw iot-raw-image edge-raw-image", RAW_XZ],
  ["image-installer", DVD],
  ["edge-installer iot-installer", DVD_OSTREE],
  ["iot-simplified-installer edge-simplified-installer", DVD_OSTREE],
  ["live-installer", LIVE],
  ["network-installer everything-network-installer server-network-installer", BOOT],
  ["bootable-container-iso", DVD],
  ["edge-container iot-container", OCI_ARCHIVE],
  ["iot-bootable-container", kind("bootable-container", "ociarchive", ".tar")],
  ["wsl", WSL],
  ["oci", QCOW2],
  ["edge-commit iot-commit", COMMIT],
  ["pxe-tar-xz", ARCHIVE],

  ["qcow2 server-qcow2 cloud-qcow2 openstack iot-qcow2-image", QCOW2],
  ["ami edge-ami", RAW],
  ["ec2 ec2-ha ec2-sap cloud-ec2", RAW_XZ],
  ["vhd cloud-azure", VHD],
  ["gce gce-rhui", TAR_GZ],
  ["vmdk edge-vsphere", VMDK],
  ["ova", OVA],
  ["minimal-raw-xz iot-raw-xz", RAW_XZ],
  ["minimal-installer", DVD],
  ["workstation-live-installer", LIVE],
  ["netinst", BOOT],
  ["bootc-installer anaconda-iso", DVD],
  ["container", OCI_ARCHIVE],
  ["generic-wsl", WSL],
  ["vagrant-libvirt", kind("vagrant-libvirt", "vagrant-libvirt.box", ".box")],
  ["vagrant-virtualbox", kind("vagrant-virtualbox", "vagrant-virtualbox.box", ".box")],
  ["rhel-edge-commit fedora-iot-commit", COMMIT],
  ["tar", ARCHIVE],
];

/** By the end of a file's name, the longest first. */
const BY_SUFFIX: readonly KnownType[] = [
  kind("vhd-compressed", "vhdfixed.xz", ".vhdfixed.xz"),
  kind("container", "tar.xz", ".oci.tar.xz"),
  kind("vagrant-libvirt", "vagrant-libvirt.box", ".vagrant-libvirt.box"),
  kind("vagrant-virtualbox", "vagrant-virtualbox.box", ".vagrant-virtualbox.box"),
  kind("ociarchive", "ociarchive", ".ociarchive"),
  kind("vhd-compressed", "vhd.gz", ".vhd.gz"),
  RAW_XZ,
  VHD_XZ,
  TAR_GZ,
  QCOW2,
  VMDK,
  kind("vdi", "vdi", ".vdi"),
  VHD,
  RAW,
  OVA,
  WSL,
];

const TYPES: ReadonlyMap<string, KnownType | NoImage> = new Map(
  BY_TYPE.flatMap(([names, known]) => names.split(" ").map((name) => [name, known] as const)),
);

export type KindFound =
  | (ImageKind & { readonly suffix: string })
  /** Why there is none; `isNoImage`: nothing is wrong, it is only not to be listed. */
  | { readonly problem: string; readonly isNoImage: boolean };

/**
 * What an image is to productmd, by its type and by the name of its file: some types have been made in more than one
 * format.
 *
 * @param fileName - as the service calls the file, where that is known
 */
export function kindOf(imageType: string | undefined, fileName: string | undefined): KindFound {
  const known = TYPES.get(imageType ?? "");
  if (known !== undefined && "none" in known) {
    return { problem: known.none, isNoImage: true };
  }
  if (known !== undefined && (fileName === undefined || fileName.endsWith(known.suffix))) {
    return known;
  }
  const found = fileName === undefined ? undefined : bySuffix(fileName);
  if (found !== undefined) {
    return found;
  }
  const what =
    fileName === undefined ? `the image type ${imageType ?? "that is not known"}` : `a file ${fileName}`;
  return { problem: `it is not known what ${what} is to productmd`, isNoImage: false };
}

/** The rule of Pungi for installers and live images. */
function bySuffix(fileName: string): KnownType | undefined {
  if (!fileName.endsWith(".iso")) {
    return BY_SUFFIX.find(({ suffix }) => fileName.endsWith(suffix));
  }
  if (fileName.includes("ostree")) {
    return kind("dvd-ostree-osbuild", "iso", ".iso");
  }
  if (fileName.includes("live")) {
    return LIVE;
  }
  return /netinst|boot/.test(fileName) ? BOOT : DVD;
}

/** The end of a file's name, by which it is called what it is: `.raw.xz`. */
export function suffixOf(fileName: string): string {
  return (
    BY_SUFFIX.find(({ suffix }) => fileName.endsWith(suffix))?.suffix ??
    /\.[A-Za-z0-9]+$/.exec(fileName)?.[0] ??
    ""
  );
}
