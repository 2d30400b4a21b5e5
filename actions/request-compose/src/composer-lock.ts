import type { ComposerPackage, ComposerRequest, ComposerService, Secrets } from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import * as z from "zod";
import type { LockEntry, Pinned } from "./maker.ts";
import { packageDifferences } from "./package-differences.ts";

const repositorySchema = z.record(z.string(), z.unknown());
const lockSchema = z.object({
  images: z.array(
    z.object({ arch: z.string(), type: z.string(), repositories: z.array(repositorySchema.nullable()) }),
  ),
  packages: z.array(z.object({ nevra: z.string() })).nullable(),
});

type Repository = z.infer<typeof repositorySchema>;

/**
 * Asks for the repositories that a lock pins.
 *
 * @returns the requests, and what cannot be pinned. One line each
 * @throws UserError for a lock of another request
 */
export function applyComposerLock(
  requests: readonly ComposerRequest[],
  locks: readonly LockEntry[],
): { readonly requests: readonly ComposerRequest[]; readonly unheeded: readonly string[] } {
  if (locks.length === 0) {
    return { requests, unheeded: [] };
  }
  if (locks.length !== requests.length) {
    throw refuse(`lock: it is of ${locks.length} composes, and the request is for ${requests.length}`);
  }
  const unheeded = new Set<string>();
  const locked = requests.map((request, index) => {
    const parsed = lockSchema.safeParse(locks[index]);
    if (!parsed.success) {
      throw refuse("lock: it is not that of a compose of osbuild-composer");
    }
    return withRepositories(request, parsed.data.images, unheeded);
  });
  return { requests: locked, unheeded: [...unheeded] };
}

function withRepositories(
  request: ComposerRequest,
  images: z.infer<typeof lockSchema>["images"],
  unheeded: Set<string>,
): ComposerRequest {
  const { image_request: one, image_requests: several } = request.body;
  const pin = (image: unknown, index: number): unknown => {
    const wanted = request.images[index];
    const entry = images[index];
    if (entry === undefined || entry.arch !== wanted?.arch || entry.type !== wanted.type) {
      throw refuse("lock: it is that of other images than those that are requested");
    }
    if (entry.repositories.length === 0) {
      unheeded.add(
        `lock: ${wanted.type} for ${wanted.arch}: the server's own repositories are taken as they are now`,
      );
      return image;
    }
    const own = (image as { repositories?: readonly unknown[] }).repositories ?? [];
    const repositories = entry.repositories.flatMap((repository, at) => {
      if (repository !== null && !isMasked(repository)) {
        return [repository];
      }
      const why = repository === null ? "is not pinned" : "has masked secrets in the lock";
      const instead = own[at] === undefined ? "left out" : "taken as it is in the request";
      unheeded.add(`lock: ${wanted.type} for ${wanted.arch}: repository ${at + 1} ${why}, and is ${instead}`);
      return own[at] === undefined ? [] : [own[at]];
    });
    return { ...(image as object), repositories };
  };
  const body =
    one === undefined
      ? { ...request.body, image_requests: (several as readonly unknown[]).map(pin) }
      : { ...request.body, image_request: pin(one, 0) };
  return { ...request, body };
}

/** What stands in the place of a secret leads nowhere, or to somebody else. */
function isMasked(repository: Repository): boolean {
  return JSON.stringify(repository).includes("***");
}

export interface PinOptions {
  readonly service: ComposerService;
  readonly secrets: Secrets;
  readonly id: string;
  readonly request: ComposerRequest | undefined;
  readonly lock: LockEntry | undefined;
  /** It is kept for later runs, and what it does not pin is worth a note. */
  readonly isWritten: boolean;
}

/** What pins the content of a compose: where its packages came from, which they are, and how it was built. */
export async function composerLockOf(
  { service, secrets, id, request, lock, isWritten }: PinOptions,
  signal: AbortSignal,
): Promise<Pinned> {
  const content = await service.content(id, signal);
  const manifests = (await service.manifests(id, signal)) ?? [];
  const checksums = checksumsIn(manifests);
  const packages = content?.packages === undefined ? null : pinnedPackages(content.packages, checksums);
  const hidden = (value: unknown): unknown => JSON.parse(secrets.hide(JSON.stringify(value)));
  const unpinned: string[] = [];
  const entry = {
    images: request === undefined ? [] : imagesOf(request, secrets, unpinned),
    packages,
    ostreeCommit: content?.ostreeCommit ?? null,
    manifests: hidden(manifests),
  };
  const wanted = lockSchema.safeParse(lock).data?.packages ?? undefined;
  const differences = wanted === undefined ? [] : packageDifferences(wanted, packages ?? []);
  return { entry, notes: [...(isWritten ? unpinned : []), ...differences] };
}

/** @param unpinned - gets a line for each repository that is not written down */
function imagesOf({ body, images }: ComposerRequest, secrets: Secrets, unpinned: string[]) {
  const { image_request: one, image_requests: several } = body;
  const requests = (one === undefined ? several : [one]) as readonly {
    repositories?: readonly Repository[];
  }[];
  return images.map(({ arch, type }, index) => {
    const note = (text: string): void => void unpinned.push(`lock-output: ${type} for ${arch}: ${text}`);
    const own = requests[index]?.repositories ?? [];
    if (own.length === 0) {
      note("the repositories are the server's own, and are not pinned");
    }
    return {
      arch,
      type,
      repositories: own.map((repository, at) => {
        const text = JSON.stringify(pinned(repository));
        const why = secrets.hide(text) === text ? unpinnable(repository) : "it holds a secret";
        if (why === undefined) {
          return pinned(repository);
        }
        note(`repository ${at + 1} is not pinned: ${why}`);
        return null;
      }),
    };
  });
}

/** Why a repository cannot be written down so that it leads to the same place again. */
function unpinnable({ baseurl, metalink, mirrorlist }: Repository): string | undefined {
  if (typeof baseurl === "string") {
    return undefined;
  }
  const list = metalink === undefined ? (mirrorlist === undefined ? undefined : "mirrorlist") : "metalink";
  return list === undefined
    ? "it has no baseurl"
    : `its ${list} leads to another mirror each time; give its baseurl`;
}

/** A list of mirrors leads to the one that is nearest to whoever asks: it pins nothing. */
function pinned({ metalink: _, mirrorlist: __, ...repository }: Repository): Repository {
  return repository;
}

interface PinnedPackage {
  readonly nevra: string;
  readonly checksum?: string;
  readonly sigmd5?: string;
}

/** A package comes once for each part of the build that installed it. */
function pinnedPackages(packages: readonly ComposerPackage[], checksums: ReadonlyMap<string, string>) {
  const byName = new Map<string, PinnedPackage>();
  for (const { name, epoch, version, release, arch, sigmd5 } of packages) {
    const nevra = `${name}-${epoch === null || epoch === undefined || epoch === "" ? "" : `${epoch}:`}${version}-${release}.${arch}`;
    const checksum = checksums.get(`${name}-${version}-${release}.${arch}.rpm`);
    byName.set(nevra, {
      nevra,
      ...(checksum === undefined ? {} : { checksum }),
      ...(typeof sigmd5 === "string" && sigmd5 !== "" ? { sigmd5 } : {}),
    });
  }
  return [...byName.values()].sort((a, b) => (a.nevra < b.nevra ? -1 : 1));
}

const curlSchema = z.object({
  sources: z.record(z.string(), z.object({ items: z.record(z.string(), z.unknown()) }).loose()),
});

/** By the names of files, what the manifests say of what was downloaded (osbuild: org.osbuild.curl, org.osbuild.librepo). */
function checksumsIn(manifests: readonly unknown[]): ReadonlyMap<string, string> {
  const checksums = new Map<string, string>();
  for (const manifest of manifests) {
    const parsed = curlSchema.safeParse(manifest).data;
    for (const { items } of Object.values(parsed?.sources ?? {})) {
      for (const [checksum, item] of Object.entries(items)) {
        const { url, path } = (typeof item === "object" ? (item ?? {}) : { url: item }) as {
          url?: unknown;
          path?: unknown;
        };
        const place = typeof url === "string" ? url : typeof path === "string" ? path : undefined;
        const name = place?.split(/[?#]/, 1)[0]?.split("/").at(-1);
        if (name?.endsWith(".rpm") === true && /^sha(?:256|384|512):[0-9a-f]+$/.test(checksum)) {
          checksums.set(decoded(name), checksum);
        }
      }
    }
  }
  return checksums;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
