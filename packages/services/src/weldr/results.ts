import type { Compose } from "../compose.ts";
import { patiently } from "../http/patiently.ts";
import { ImageList, type ListOptions } from "../images/list-images.ts";
import { type ImagesWish, type ImageWish, UNLISTED } from "../images/wish.ts";
import type { ComposeResults } from "../service.ts";
import type { WeldrRoutes } from "./routes.ts";
import type { WeldrCompose } from "./wire.ts";

export interface ResultsOptions extends ListOptions {
  readonly routes: WeldrRoutes;
}

/**
 * What a finished compose holds: one image, which the service gives to whoever is on its machine, and uploads of which it
 * tells where they were to go, but not what came of them.
 *
 * @throws ServiceFailure, TransferFailure when it cannot be looked at
 */
export async function weldrResults(
  compose: Compose<WeldrCompose>,
  wish: ImagesWish,
  options: ResultsOptions,
  signal: AbortSignal,
): Promise<ComposeResults> {
  const { routes, retry, clock } = options;
  const { id, details } = compose;
  const list = new ImageList(wish, options);
  if (compose.state !== "finished") {
    list.problems.push(`the compose is not finished, but ${compose.reported}`);
  }
  const info = await patiently(() => routes.info(id, signal), { ...retry, clock }, signal);
  if (info === undefined) {
    list.problems.push("the service has no such compose any more");
  }
  const packages = info?.deps?.packages ?? [];
  if (info !== undefined && packages.length === 0) {
    list.notes.push("it is not known what is in the image");
  }
  const uploads = compose.images.flatMap((image) => image.uploads);
  const own = wish.images[0] ?? (wish.isListed === false ? UNLISTED : undefined);
  const type = own?.imageType ?? details.compose_type ?? undefined;
  const shown = type === undefined ? "the image" : `the ${type}`;
  for (const target of own?.targets ?? []) {
    const upload = uploads.find((one) => one.target === target);
    if (upload === undefined) {
      list.notes.push(`${shown}: the service does not tell of its upload to ${target}`);
    } else if (upload.state !== "finished") {
      list.problems.push(`${shown}: the upload to ${target} is ${upload.reported}`);
    }
  }
  if (own === undefined) {
    list.unlisted.push(`${shown}: nobody has said how it is to be listed`);
  } else if (info !== undefined && compose.state === "finished") {
    const image: ImageWish = { ...own, imageType: type, arch: own.arch ?? commonArch(packages) };
    const source = routes.partOf(id, "image");
    await list.add(
      image,
      [{ kind: "service", source, fileName: undefined }],
      { shown, key: `${id} 0` },
      signal,
    );
  }
  const metadata = list.finish();
  return {
    metadata: metadata === undefined ? [] : [metadata],
    targets: uploads.map(({ target, results }) => ({
      ...{ target, image: 1, imageType: type, arch: own?.arch ?? commonArch(packages) },
      results,
    })),
    resultUrl: undefined,
    repoFile: undefined,
    problems: list.problems,
    unlisted: list.unlisted,
    notes: list.notes,
  };
}

/** The arch of an image is that of the machine; its packages tell which that is. */
function commonArch(packages: readonly { readonly arch?: string | null | undefined }[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { arch } of packages) {
    if (typeof arch === "string" && arch !== "" && arch !== "noarch") {
      counts.set(arch, (counts.get(arch) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
