import type { OpenMaker } from "./maker.ts";

/** The services of the real world; only what the one that is wanted takes is loaded. */
export const openMaker: OpenMaker = async (options) => {
  switch (options.inputs.service) {
    case "odcs":
      return (await import("./odcs-maker.ts")).openOdcs(options);
    case "osbuild-composer":
      return (await import("./composer-maker.ts")).openComposer(options);
    case "weldr":
      return (await import("./weldr-maker.ts")).openWeldr(options);
  }
};
