import { RandomStream } from "./random.mjs";

/**
 * @typedef {object} SourcePackage what one source package builds
 * @property {string} name
 * @property {number} epoch
 * @property {string} version
 * @property {string} release
 * @property {string[]} suffixes of its binary packages, "" for the main one
 * @property {boolean} noarch all binary packages are noarch, so there are no debug packages
 */

/**
 * @typedef {object} Rpm
 * @property {string} name
 * @property {number} epoch
 * @property {string} version
 * @property {string} release
 * @property {string} arch the RPM's own: armv7hl, i686, noarch, src …
 * @property {"binary" | "debug" | "source"} category
 */

const KNOWN_NAMES = (
  "NetworkManager anaconda bash bind boost ca-certificates clang cmake coreutils cups curl dnf dracut emacs " +
  "fedora-release findutils firefox firewalld gawk gcc git glibc gnome-shell gnupg2 golang grep grub2 gtk4 gzip " +
  "httpd icu java-21-openjdk kernel krb5 libstdc++ libvirt libxml2 llvm lua lvm2 mariadb mesa meson mutter nginx " +
  "nodejs openldap openssl perl php podman postgresql python3.13 qemu-kvm R rpm ruby rust samba sed " +
  "selinux-policy shim skopeo sqlite sssd systemd tar texlive tzdata util-linux vim wget xz zlib-ng zstd"
).split(" ");
const FAMILIES =
  "R- ghc- golang-github- kf6- lib mingw- nodejs- perl- php- python- rubygem- rust- texlive- xorg-x11-"
    .split(" ")
    .concat("");
const SYLLABLES =
  "ba be bo ca co da de di do el en fa fi ga go ha hi la le lo ma me mi na no pa po ra ri ro sa se ta te to va ve xi yo zu".split(
    " ",
  );
const SUFFIXES = "-common -devel -doc -langpack-de -libs -plugin-core -static -tests -tools -utils".split(
  " ",
);
const NOARCH_SUFFIXES = new Set(["-common", "-doc"]);
const RPM_ARCHES = /** @type {Record<string, string>} */ ({ armhfp: "armv7hl", i386: "i686" });

/**
 * The source packages of a distribution, an endless numbered list.
 *
 * @param {number} seed
 * @param {string} dist release suffix, such as ".fc41"
 * @returns {(index: number) => SourcePackage}
 */
export function packageList(seed, dist) {
  const made = /** @type {SourcePackage[]} */ ([]);
  return (index) => {
    made[index] ??= sourcePackage(new RandomStream(seed, "package", index), index, dist);
    return made[index];
  };
}

/** @param {RandomStream} random @param {number} index @param {string} dist @returns {SourcePackage} */
function sourcePackage(random, index, dist) {
  return {
    name: KNOWN_NAMES[index] ?? inventedName(random, index),
    epoch: random.chance(0.1) ? random.between(1, 2) : 0,
    version: version(random),
    release: `${random.between(1, 60)}${dist}`,
    suffixes: ["", ...random.shuffle(SUFFIXES).slice(0, random.between(0, 4))],
    noarch: random.chance(0.35),
  };
}

/** The index keeps names apart. @param {RandomStream} random @param {number} index */
function inventedName(random, index) {
  const syllables = Array.from({ length: random.between(2, 4) }, () => random.pick(SYLLABLES));
  return `${random.pick(FAMILIES)}${syllables.join("")}${random.chance(0.9) ? "-" : ""}${index}`;
}

/** @param {RandomStream} random */
function version(random) {
  const numbers = Array.from({ length: random.between(1, 4) }, () => random.between(0, 40)).join(".");
  const month = String(random.between(1, 12)).padStart(2, "0");
  switch (random.between(0, 39)) {
    case 0:
      return `${numbers}~rc${random.between(1, 4)}`;
    case 1:
      return `${numbers}^2025${month}01git${random.hex(7)}`;
    case 2:
      return `${numbers}+dfsg_${random.between(1, 9)}`;
    default:
      return numbers;
  }
}

/** How many RPMs {@link packageRpms} gives. @param {SourcePackage} source */
export function rpmCount(source) {
  return 1 + source.suffixes.length + (source.noarch ? 0 : 2);
}

/**
 * The source RPM first, then the binary and the debug ones.
 *
 * @param {SourcePackage} source
 * @param {string} arch the compose's: x86_64, armhfp …
 * @returns {Rpm[]}
 */
export function packageRpms(source, arch) {
  const { name, epoch, version, release } = source;
  const native = RPM_ARCHES[arch] ?? arch;
  /** @type {(suffix: string, arch: string, category: Rpm["category"]) => Rpm} */
  const rpm = (suffix, rpmArch, category) => ({
    name: name + suffix,
    epoch,
    version,
    release,
    arch: rpmArch,
    category,
  });
  return [
    rpm("", "src", "source"),
    ...source.suffixes.map((suffix) =>
      rpm(suffix, source.noarch || NOARCH_SUFFIXES.has(suffix) ? "noarch" : native, "binary"),
    ),
    ...(source.noarch ? [] : ["-debuginfo", "-debugsource"].map((suffix) => rpm(suffix, native, "debug"))),
  ];
}

/** @param {Rpm} rpm @returns {string} name-epoch:version-release.arch */
export function nevra(rpm) {
  return `${rpm.name}-${rpm.epoch}:${rpm.version}-${rpm.release}.${rpm.arch}`;
}

/**
 * Where an RPM lies in the compose.
 *
 * @param {Rpm} rpm
 * @param {string} variant
 * @param {string} arch the compose's
 */
export function rpmPath(rpm, variant, arch) {
  const tree = { binary: `${arch}/os`, debug: `${arch}/debug/tree`, source: "source/tree" }[rpm.category];
  const file = `${rpm.name}-${rpm.version}-${rpm.release}.${rpm.arch}.rpm`;
  return `${variant}/${tree}/Packages/${rpm.name[0].toLowerCase()}/${file}`;
}
