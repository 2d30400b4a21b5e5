import { type Image, type Location, localPathProblem, RPM_ARCHES } from "@compose-actions/metadata";
import { type ImageKind, kindOf, suffixOf } from "./image-types.ts";
import type { ImagesWish, ImageWish } from "./wish.ts";

/** What an image will be in the metadata, before anybody has seen its bytes. */
export interface ImagePlan extends ImageKind {
  readonly variant: string;
  readonly subvariant: string;
  readonly arch: string;
  readonly bootable: boolean;
  readonly volumeId: string | null;
  readonly localPath: string;
}

export type Planned =
  | { readonly plan: ImagePlan }
  /** Why there is none; `isNoImage`: nothing is wrong, it is only not to be listed. */
  | { readonly problem: string; readonly isNoImage: boolean };

/**
 * Decides what an image is called: what the user says goes before what its type says, and that before what the name of
 * its file says.
 *
 * @param fileName - as the service calls the file, where that is known
 */
export function planImage(
  wish: ImageWish,
  { compose, release }: Pick<ImagesWish, "compose" | "release">,
  fileName: string | undefined,
): Planned {
  const found = kindOf(wish.imageType, fileName);
  if ("problem" in found && (wish.type === undefined || wish.format === undefined)) {
    const remedy = found.isNoImage ? "" : "; say its type and its format";
    return { problem: `${found.problem}${remedy}`, isNoImage: found.isNoImage };
  }
  const [type, format] =
    "problem" in found
      ? [wish.type as string, wish.format as string]
      : [wish.type ?? found.type, wish.format ?? found.format];
  const suffix = fileName === undefined && "suffix" in found ? found.suffix : suffixOf(fileName ?? "");
  return plan(wish, { type, format }, suffix === "" ? `.${format}` : suffix, { compose, release });
}

/** A container image in a registry. */
export function planContainer(wish: ImageWish, options: Pick<ImagesWish, "compose" | "release">): Planned {
  return plan(wish, { type: wish.type ?? "container", format: wish.format ?? "oci" }, ".oci", options);
}

function plan(
  wish: ImageWish,
  kind: ImageKind,
  suffix: string,
  options: Pick<ImagesWish, "compose" | "release">,
): Planned {
  const { variant, subvariant = variant, arch, bootable, volumeId } = wish;
  if (arch === undefined || !RPM_ARCHES.has(arch) || arch === "src" || arch === "nosrc") {
    return { problem: "its architecture is not known", isNoImage: false };
  }
  const isIso = kind.format === "iso";
  const name =
    wish.fileName ?? fileNameOf(wish, subvariant, arch, isIso ? kind.type : undefined, suffix, options);
  const localPath = `${variant}/${arch}/${isIso ? "iso" : "images"}/${name}`;
  const problem = localPathProblem(localPath);
  return problem === undefined
    ? {
        plan: {
          ...kind,
          variant,
          subvariant,
          arch,
          bootable: bootable ?? isIso,
          volumeId: volumeId ?? null,
          localPath,
        },
      }
    : { problem: `${JSON.stringify(localPath)}: ${problem}`, isNoImage: false };
}

/**
 * `Fedora-Cloud-41-20241101.0.x86_64.qcow2`: services call all images of a type the same.
 *
 * @param type - of several kinds with one suffix
 */
function fileNameOf(
  { distribution }: ImageWish,
  subvariant: string,
  arch: string,
  type: string | undefined,
  suffix: string,
  { compose, release }: Pick<ImagesWish, "compose" | "release">,
): string {
  const { label, date, respin } = compose;
  const parts =
    release === undefined
      ? [distribution, subvariant, type]
      : [release.short, subvariant, type, release.version];
  const stem = [...parts, label ?? `${date}.${respin}`].filter((part) => part !== undefined && part !== "");
  return `${stem.join("-").replace(/[^A-Za-z0-9._+-]+/g, "_")}.${arch}${suffix}`;
}

/** Where the bytes of an image are, and what they are. */
export interface ImagePlace {
  readonly url: string;
  readonly size: number;
  readonly checksum: string;
  /** When it was made, in seconds since 1970. */
  readonly mtime: number;
}

/** An image as 2.0 metadata lists it. */
export function imageOf(plan: ImagePlan, { url, size, checksum, mtime }: ImagePlace): Image<Location> {
  const { localPath, arch, bootable, format, type, subvariant, volumeId } = plan;
  return {
    artifact: { url, size, checksum, localPath, contents: [] },
    arch,
    bootable,
    discCount: 1,
    discNumber: 1,
    format,
    implantMd5: null,
    mtime,
    subvariant,
    type,
    volumeId,
    unified: false,
    additionalVariants: [],
  };
}

/**
 * Images that consumers could not tell apart (productmd: images), as far as it can be known before they are made: to be
 * asked before anything is built.
 *
 * @returns a line for each
 */
export function foreseeableClashes(
  wishes: readonly ImageWish[],
  options: Pick<ImagesWish, "compose" | "release">,
): readonly string[] {
  const plans = wishes.flatMap((wish) => {
    const isContainer = wish.targets?.length === 1 && wish.targets[0] === "container";
    const planned = isContainer ? planContainer(wish, options) : planImage(wish, options, undefined);
    return "plan" in planned ? [planned.plan] : [];
  });
  return clashes(plans);
}

/** The same of images that are there. */
export function clashes(plans: readonly ImagePlan[]): readonly string[] {
  const seen = new Map<string, ImagePlan>();
  return plans.flatMap((plan) => {
    const { subvariant, type, format, arch } = plan;
    const key = JSON.stringify([subvariant, type, format, arch]);
    if (!seen.has(key)) {
      seen.set(key, plan);
      return [];
    }
    return [
      `two images are the same to productmd (subvariant ${subvariant}, type ${type}, format ${format}, arch ${arch}): give them different subvariants`,
    ];
  });
}
