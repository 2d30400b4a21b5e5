import type { Compose, ImageBuild, UploadAction } from "../compose.ts";
import { patiently } from "../http/patiently.ts";
import { plainName } from "../images/attachment-name.ts";
import { ImageList, type ListOptions, type Offer } from "../images/list-images.ts";
import type { ImageLogin } from "../images/receive-image.ts";
import { type ImagesWish, type ImageWish, UNLISTED } from "../images/wish.ts";
import type { ComposeResults, TargetResult } from "../service.ts";
import type { Features } from "./features.ts";
import type { ComposerRoutes } from "./routes.ts";
import { resultProblem } from "./targets.ts";
import type { ComposerStatus } from "./wire.ts";

export interface ResultsOptions extends ListOptions {
  readonly routes: ComposerRoutes;
  readonly features: Features;
  readonly login: ImageLogin | undefined;
}

/**
 * What a finished compose holds. That the service calls it a success is not enough: every target must be there, and say
 * what it has to say.
 *
 * @throws ServiceFailure, TransferFailure when it cannot be looked at
 */
export async function composerResults(
  compose: Compose<ComposerStatus>,
  wish: ImagesWish,
  options: ResultsOptions,
  signal: AbortSignal,
): Promise<ComposeResults> {
  const list = new ImageList(wish, options);
  const targets: TargetResult[] = [];
  if (compose.state !== "finished") {
    list.problems.push(`the compose is not finished, but ${compose.reported}`);
  }
  const isForKoji = compose.details.koji_status !== null && compose.details.koji_status !== undefined;
  for (const [index, image] of compose.images.entries()) {
    const imageWish = wish.images[index] ?? (wish.isListed === false ? UNLISTED : undefined);
    const shown = nameOf(image, imageWish, index, compose.images.length);
    if (imageWish === undefined) {
      list.unlisted.push(`${shown}: nobody has said how it is to be listed`);
      continue;
    }
    list.problems.push(...uploadProblems(image, imageWish, isForKoji, shown));
    const of = ofImage(image, imageWish, index);
    targets.push(...image.uploads.map(({ target, results }) => ({ target, ...of, results })));
    const uploads = image.uploads.filter(isGood);
    const offers = uploads.flatMap((upload) => {
      const offer = offerOf(upload, image, compose.id, options);
      if (typeof offer !== "string") {
        return [offer];
      }
      const isUnstored = upload.target === LOCAL && wish.store !== undefined;
      (isUnstored ? list.problems : list.notes).push(`${shown} ${offer}`);
      return [];
    });
    await list.add(imageWish, offers, { shown, key: `${compose.id} ${index}` }, signal);
  }
  if (compose.images.length === 0) {
    list.problems.push("the compose has no images");
  }
  targets.push(...kojiResult(compose, list));
  if (!isForKoji) {
    const [only, ...others] = compose.images;
    const of = only === undefined || others.length > 0 ? {} : ofImage(only, wish.images[0], 0);
    const content = await contentResult(compose.id, list, options, signal);
    targets.push(...content.map(({ target, results }) => ({ target, ...of, results })));
  }
  const metadata = list.finish();
  return {
    metadata: metadata === undefined ? [] : [metadata],
    targets,
    resultUrl: undefined,
    repoFile: undefined,
    problems: list.problems,
    unlisted: list.unlisted,
    notes: list.notes,
  };
}

/** Which image a result is of. */
function ofImage(
  { type, arch }: ImageBuild,
  wish: ImageWish | undefined,
  index: number,
): Pick<TargetResult, "image" | "imageType" | "arch"> {
  return { image: index + 1, imageType: wish?.imageType ?? type, arch: wish?.arch ?? arch };
}

function nameOf(image: ImageBuild, wish: ImageWish | undefined, index: number, count: number): string {
  const type = wish?.imageType ?? image.type;
  const arch = wish?.arch ?? image.arch;
  const name = type === undefined ? "the image" : `the ${type}${arch === undefined ? "" : ` for ${arch}`}`;
  return count === 1 ? name : `${name} (${index + 1} of ${count})`;
}

/** Targets are matched by their kinds: their order is another one than that of the request. */
function uploadProblems(
  { uploads }: ImageBuild,
  { targets = [] }: ImageWish,
  isForKoji: boolean,
  shown: string,
): readonly string[] {
  const left = [...uploads];
  const problems: string[] = [];
  for (const target of targets) {
    const at = left.findIndex((upload) => upload.target === target);
    if (at === -1) {
      problems.push(`${shown}: there is no result of the target ${target}`);
    } else {
      left.splice(at, 1);
    }
  }
  for (const { target, state, reported, results } of uploads) {
    const problem = state === "finished" ? resultProblem(target, results) : `is ${reported}`;
    if (problem !== undefined) {
      problems.push(`${shown}: the target ${target} ${problem}`);
    }
  }
  if (uploads.length === 0 && targets.length === 0 && !isForKoji) {
    problems.push(`${shown} has gone nowhere`);
  }
  return problems;
}

function isGood({ target, state, results }: UploadAction): boolean {
  return state === "finished" && resultProblem(target, results) === undefined;
}

const LOCAL = "local";

/** How the image can be had from a target. @returns where it is, as the end of a sentence, if it cannot */
function offerOf(
  { target, results }: UploadAction,
  { uploads }: ImageBuild,
  id: string,
  { routes, features, login }: ResultsOptions,
): Offer | string {
  const { url = "", digest = "", artifact_path: path = "" } = results;
  switch (target) {
    case "aws":
      return `is ${results["ami"]} in ${results["region"]}, ${NO_FILE}`;
    case "gcp":
      return `is ${results["image_name"]} of ${results["project_id"]}, ${NO_FILE}`;
    case "azure":
      return `is ${results["image_name"]} in Azure, ${NO_FILE}`;
    case "pulp.ostree":
      return `is in the repository ${results["repo_url"]}, ${NO_FILE}`;
    case "container":
      return { kind: "container", url, digest };
    case LOCAL:
      // The route gives the only artifact that there is.
      return features.download && uploads.length === 1
        ? {
            kind: "service",
            source: {
              url: routes.url(`composes/${id}/download`),
              isFromServer: false,
              login,
              failureOf: (answer) => routes.failure(answer, `the image of compose ${id}`, true),
            },
            fileName: plainName(path),
          }
        : `is not listed: it is ${path} on the machine of the service, which gives it to nobody (${features.download ? "it has several targets" : "it has no route for that"})`;
    default:
      return url === ""
        ? `is not listed: of the target ${target} it is not known where it has put the image`
        : { kind: "url", url, fileName: fileNameIn(new URL(url)) };
  }
}

const NO_FILE = "which is no file that could be listed";

/** The name of an object ends in that of the file, where the service has made it up. */
function fileNameIn({ pathname }: URL): string | undefined {
  const name = plainName(pathname);
  return name?.includes(".") === true ? name : undefined;
}

function kojiResult(
  { state, details: { koji_status: koji } }: Compose<ComposerStatus>,
  { problems, notes }: ImageList,
): readonly TargetResult[] {
  if (koji === null || koji === undefined) {
    return [];
  }
  const { build_id: id } = koji;
  if (id === null || id === undefined) {
    // What is not finished is a problem already.
    problems.push(...(state === "finished" ? ["the target koji does not say build_id"] : []));
    return [];
  }
  notes.push(`the images are in build ${id} of Koji`);
  return [{ target: "koji", results: { build_id: String(id) } }];
}

/** What is in the image, as far as that tells whether anything is. */
async function contentResult(
  id: string,
  { problems, notes }: ImageList,
  { routes, retry, clock }: ResultsOptions,
  signal: AbortSignal,
): Promise<readonly TargetResult[]> {
  const metadata = await patiently(() => routes.metadata(id, signal), { ...retry, clock }, signal).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      // Known of servers that have lost the log of a build: the image is there all the same.
      notes.push(`it is not known what is in the image: ${(error as Error).message}`);
      return {};
    },
  );
  if (metadata === undefined) {
    problems.push("the service has no such compose any more");
    return [];
  }
  const { packages, ostree_commit: commit } = metadata as {
    readonly packages?: readonly unknown[] | null;
    readonly ostree_commit?: string | null;
  };
  if (packages !== null && packages !== undefined && packages.length === 0) {
    problems.push("there are no packages in the image");
  }
  return typeof commit === "string" && commit !== "" ? [{ target: "ostree", results: { commit } }] : [];
}
