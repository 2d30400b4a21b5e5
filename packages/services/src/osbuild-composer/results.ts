import type { Compose, ImageBuild, UploadAction } from "../compose.ts";
import { patiently } from "../http/patiently.ts";
import { plainName } from "../images/attachment-name.ts";
import { ImageList, type ListOptions, type Offer } from "../images/list-images.ts";
import type { ImageLogin } from "../images/receive-image.ts";
import type { ImagesWish, ImageWish } from "../images/wish.ts";
import type { ComposeResults, TargetResult } from "../service.ts";
import type { Features } from "./features.ts";
import type { ComposerRoutes } from "./routes.ts";
import { requiredResults } from "./targets.ts";
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
    const imageWish = wish.images[index];
    const shown = nameOf(image, imageWish, index, compose.images.length);
    if (imageWish === undefined) {
      list.problems.push(`${shown}: nobody has said how it is to be listed`);
      continue;
    }
    list.problems.push(...uploadProblems(image, imageWish, isForKoji, shown));
    targets.push(...image.uploads.map(({ target, results }) => ({ target, results })));
    list.notes.push(...image.uploads.flatMap((upload) => placelessNote(upload, shown)));
    const offers = image.uploads.flatMap((upload) => offersOf(upload, image, compose.id, options));
    await list.add(imageWish, offers, { shown, key: `${compose.id} ${index}` }, signal);
  }
  if (compose.images.length === 0) {
    list.problems.push("the compose has no images");
  }
  targets.push(...kojiResult(compose.details, list.notes));
  if (!isForKoji) {
    targets.push(...(await contentResult(compose.id, list, options, signal)));
  }
  const metadata = list.finish();
  return {
    metadata: metadata === undefined ? [] : [metadata],
    targets,
    resultUrl: undefined,
    repoFile: undefined,
    problems: list.problems,
    notes: list.notes,
  };
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
    const missing = requiredResults(target).filter((name) => results[name] === undefined);
    if (state !== "finished") {
      problems.push(`${shown}: the target ${target} is ${reported}`);
    } else if (missing.length > 0) {
      problems.push(`${shown}: the target ${target} does not say ${missing.join(" and ")}`);
    }
  }
  if (uploads.length === 0 && targets.length === 0 && !isForKoji) {
    problems.push(`${shown} has gone nowhere`);
  }
  return problems;
}

/** Where images are that metadata has no words for. */
function placelessNote({ target, results }: UploadAction, shown: string): readonly string[] {
  switch (target) {
    case "aws":
      return [`${shown} is ${results["ami"]} in ${results["region"]}, which is no file that could be listed`];
    case "gcp":
      return [
        `${shown} is ${results["image_name"]} of ${results["project_id"]}, which is no file that could be listed`,
      ];
    case "azure":
      return [`${shown} is ${results["image_name"]} in Azure, which is no file that could be listed`];
    case "pulp.ostree":
      return [`${shown} is in the repository ${results["repo_url"]}, which is no file that could be listed`];
    default:
      return [];
  }
}

function offersOf(
  { target, state, results }: UploadAction,
  { uploads }: ImageBuild,
  id: string,
  { routes, features, login }: ResultsOptions,
): readonly Offer[] {
  const { url, digest, artifact_path: path } = results;
  if (state !== "finished") {
    return [];
  }
  if (target === "container") {
    return url === undefined || digest === undefined ? [] : [{ kind: "container", url, digest }];
  }
  if (target === "local" && path !== undefined) {
    // The route gives the only artifact that there is.
    return features.download && uploads.length === 1
      ? [
          {
            kind: "service",
            source: {
              url: routes.url(`composes/${id}/download`),
              isFromServer: false,
              login,
              failureOf: (answer) => routes.failure(answer, `the image of compose ${id}`, true),
            },
            fileName: plainName(path),
          },
        ]
      : [];
  }
  const parsed = url === undefined || !/^https?:/.test(url) ? null : URL.parse(url);
  return parsed === null || url === undefined ? [] : [{ kind: "url", url, fileName: fileNameIn(parsed) }];
}

/** The name of an object ends in that of the file, where the service has made it up. */
function fileNameIn({ pathname }: URL): string | undefined {
  const name = plainName(pathname);
  return name?.includes(".") === true ? name : undefined;
}

function kojiResult({ koji_status: koji }: ComposerStatus, notes: string[]): readonly TargetResult[] {
  const id = koji?.build_id;
  if (id === null || id === undefined) {
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
