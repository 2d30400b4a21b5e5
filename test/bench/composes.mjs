const PLAIN = { files: true, arches: 1, extraFiles: 0, modules: 0 };

/** 20,000 packages of 20 KB. @param {import("./data.mjs").BenchData} data @returns {string} the compose directory */
export function smallFiles(data) {
  return data.compose("small-files", { ...PLAIN, variants: 2, totalRpms: 20_000, rpmSize: "20K", images: 0 });
}

/** 2,000 packages of 20 KB. @param {import("./data.mjs").BenchData} data @returns {string} the compose directory */
export function fewSmallFiles(data) {
  return data.compose("few-small-files", {
    ...PLAIN,
    variants: 2,
    totalRpms: 2000,
    rpmSize: "20K",
    images: 0,
  });
}

/** 20,000 packages of 20 KB, and 4 images of 512 MB. @param {import("./data.mjs").BenchData} data @returns {string} the compose directory */
export function mixedFiles(data) {
  return data.compose("files", {
    ...PLAIN,
    variants: 2,
    totalRpms: 20_000,
    rpmSize: "20K",
    images: 4,
    imageSize: "512M",
  });
}

/** One image of 2 GB, and repositories without packages. @param {import("./data.mjs").BenchData} data @returns {string} the compose directory */
export function bigImage(data) {
  return data.compose("big-image", { ...PLAIN, variants: 1, totalRpms: 0, images: 1, imageSize: "2G" });
}
