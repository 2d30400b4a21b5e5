import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Json, readJson, TYPES } from "../support/files.ts";

/**
 * What a build job for one arch makes of a compose: metadata of that arch alone, in the same form, and the trees that
 * its variants have there. The source trees, which arches share, are in each.
 */
export function buildOfArch(compose: string, arch: string, out: string): void {
  const info = ofArch(readJson(join(compose, "metadata", "composeinfo.json")), arch);
  for (const type of TYPES) {
    const document = type === "composeinfo" ? info : readJson(join(compose, "metadata", `${type}.json`));
    if (type !== "composeinfo") {
      for (const [variant, arches] of Object.entries<Json>(document.payload[type])) {
        document.payload[type][variant] = arches[arch] === undefined ? {} : { [arch]: arches[arch] };
      }
    }
    const target = join(out, "metadata", `${type}.json`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(document, undefined, 4));
  }
  for (const folder of foldersOf(info)) {
    if (existsSync(join(compose, folder)))
      cpSync(join(compose, folder), join(out, folder), { recursive: true });
  }
}

function ofArch(info: Json, arch: string): Json {
  for (const [id, variant] of Object.entries<Json>(info.payload.variants)) {
    if (!variant.arches.includes(arch)) {
      delete info.payload.variants[id];
      continue;
    }
    variant.arches = [arch];
    for (const [category, paths] of Object.entries<Json>(variant.paths)) {
      variant.paths[category] = paths[arch] === undefined ? {} : { [arch]: paths[arch] };
    }
  }
  return info;
}

/** Directories of variants; one inside another is copied twice, which is the same. */
function foldersOf(info: Json): string[] {
  return Object.values<Json>(info.payload.variants).flatMap((variant) =>
    Object.values<Record<string, string>>(variant.paths).flatMap((paths) => Object.values(paths)),
  );
}
