import { location } from "./locations.mjs";
import { RandomStream } from "./random.mjs";

/** @typedef {import("./generate.mjs").Context} Context */

const NAMES = [
  "EULA",
  "GPL",
  "LICENSE",
  "RPM-GPG-KEY-fedora-41-primary",
  "RPM-GPG-KEY-redhat-release",
  "extra_files.json",
  "fedora.css",
  "media.repo",
];
const ODD_NAMES = ["ünï cödé \u{1f4bf}.txt", "a+b^c~d%20#e?.txt", 'quo"te\\d.txt', "del\u007f.txt"];

/** @param {Context} context @returns {object} the payload's extra_files: variant, arch, list */
export function extraFilesPayload(context) {
  const { options, cells } = context;
  const names = Array.from(
    { length: options.extraFiles },
    (_, index) => NAMES[index] ?? `${NAMES[index % NAMES.length]}.${index}`,
  );
  const payload = /** @type {Record<string, Record<string, object[]>>} */ ({});
  for (const { variant, arch } of cells) {
    payload[variant] ??= {};
    payload[variant][arch] = [...names, ...(options.oddNames ? ODD_NAMES : [])].map((name) =>
      extraFile(context, `${variant}/${arch}/os/${name}`),
    );
  }
  return payload;
}

/** @param {Context} context @param {string} path */
function extraFile({ options, artifacts, distributed }, path) {
  const length = new RandomStream(options.seed, "extra file", path).between(200, 20_000);
  const { size, checksums } = artifacts.place(path, length, options.algos);
  return distributed
    ? {
        file: path.slice(path.lastIndexOf("/") + 1),
        location: location(options.baseUrl, path, { size, checksums }),
      }
    : { checksums, file: path, size };
}
