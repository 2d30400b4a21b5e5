import { TransferFailure } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { digestOf, stored } from "../../../../test/support/registry/oci-content.ts";
import { UploadRegistry } from "../../../../test/support/registry/upload-registry.ts";
import { buildManifest } from "../../src/manifest/build-manifest.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { INDEX_TYPE } from "../../src/manifest/media-types.ts";
import type { PinnedManifest, Repository } from "../../src/repository.ts";
import { artifact, never, push } from "../support/artifacts.ts";
import { useRepositories } from "../support/repositories.ts";
import { rejection, scratch } from "../support/scratch.ts";

const make = scratch();
const registry = new UploadRegistry();
beforeAll(async () => void (await registry.start()));
afterEach(() => registry.reset());
afterAll(() => registry.close());

const open = (raw: Readonly<Record<string, string>> = {}) =>
  useRepositories(registry.host, {}, raw).open(`${registry.host}/a/b`);
const failureOf = (promise: Promise<unknown>) => rejection(TransferFailure, promise);

/** An artifact whose blobs are there. */
async function ready(repository: Repository, content = "content") {
  const made = artifact(make(), content);
  for (const blob of [EMPTY_CONFIG, made.blob])
    await repository.pushBlob(blob, { others: [], signal: never });
  registry.requests.length = 0;
  return made;
}

describe("a manifest", () => {
  test("is put by its digest, and read again", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    expect(await repository.pushManifest(manifest, never)).toBe("pushed");
    expect(registry.seen).toEqual(["HEAD manifests/@", "PUT manifests/@", "GET manifests/@"]);
    const put = registry.requests[1];
    expect(put?.headers["content-type"]).toBe(manifest.mediaType);
    // Some answer 404 to whoever does not say what he takes.
    expect(registry.requests[0]?.headers.accept).toContain(manifest.mediaType);
    expect(await repository.manifest(manifest.digest, never)).toEqual(manifest);
  });

  test("that is there is not put", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    await repository.pushManifest(manifest, never);
    registry.requests.length = 0;
    expect(await repository.pushManifest(manifest, never)).toBe("existing");
    expect(registry.seen).toEqual(["HEAD manifests/@"]);
  });

  test("that is there with another size is put again", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.store("a/b", { ...manifest, bytes: Buffer.from("{}") });
    expect(await repository.pushManifest(manifest, never)).toBe("pushed");
  });

  test("is sent again, with its blobs, when the registry has lost one since", async () => {
    const repository = open();
    const { manifest, blob } = await ready(repository);
    registry.blobs.delete(`a/b@${blob.digest}`);
    expect(await repository.pushManifest(manifest, never)).toBe("pushed");
    expect(registry.blob("a/b", blob.digest)?.toString()).toBe("content");
    // The registry was asked for it before, and said that it has it: this time it is sent without asking.
    expect(registry.seen.slice(0, 3)).toEqual(["HEAD manifests/@", "PUT manifests/@", "POST blobs/uploads"]);
    expect(registry.count("PUT", /manifests/)).toBe(2);
  });

  test("is sent again once, not for ever", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.misbehaviour = (request, response, path) => {
      if (request.method !== "PUT" || !path.includes("/manifests/")) return false;
      request.resume();
      registry.fail(response, 404, "MANIFEST_BLOB_UNKNOWN", "blob unknown");
      return true;
    };
    const error = await failureOf(repository.pushManifest(manifest, never));
    expect(error.message).toContain("MANIFEST_BLOB_UNKNOWN");
    expect(registry.count("PUT", /manifests/)).toBe(2);
  });

  test("fails when blobs are missing that nobody here has", async () => {
    const { manifest } = artifact(make(), "content");
    const error = await failureOf(open().pushManifest(manifest, never));
    expect(error.message).toContain("MANIFEST_BLOB_UNKNOWN");
    expect(registry.count("POST", /./)).toBe(0);
  });

  test("whose type is refused says which input decides", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      request.resume();
      registry.fail(response, 400, "MANIFEST_INVALID", "unknown media type application/vnd.example.image");
      return true;
    };
    const error = await failureOf(repository.pushManifest(manifest, never));
    expect(error.message).toContain("artifact-type");
    expect(error).toMatchObject({ remedy: "never", status: 400 });
  });

  test.each<[number, string, string]>([
    [413, "SIZE_INVALID", "no"],
    [400, "MANIFEST_INVALID", "http: request body too large"],
  ])("that is too large is answered %i %s, and called so", async (status, code, message) => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      request.resume();
      registry.fail(response, status, code, message);
      return true;
    };
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "too-large" });
  });

  test("that the registry stores as another is a failure", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.behaviour.digestHeader = () => `sha256:${"0".repeat(64)}`;
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "checksum" });
  });

  test("that the registry changes without saying so is a failure", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.misbehaviour = (request) => {
      const known = registry.manifests.get(`a/b@${manifest.digest}`);
      if (request.method === "GET" && known !== undefined) {
        const bytes = Buffer.from(known.bytes.toString().replace("Server", "server"));
        registry.manifests.set(`a/b@${manifest.digest}`, { ...known, bytes });
      }
      return false;
    };
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "checksum" });
  });

  test("that the registry took and does not have is a failure", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      request.on("end", () => response.writeHead(201).end()).resume();
      return true;
    };
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "protocol" });
  });

  test("is put again after answers that may pass", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    let failures = 2;
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT" || failures === 0) return false;
      failures -= 1;
      request.on("end", () => response.writeHead(503).end()).resume();
      return true;
    };
    expect(await repository.pushManifest(manifest, never)).toBe("pushed");
  });
});

describe("a tag", () => {
  test("is given, kept and moved", async () => {
    const repository = open();
    const [one, two] = [await ready(repository, "one"), await ready(repository, "two")];
    for (const { manifest } of [one, two]) await repository.pushManifest(manifest, never);
    expect(await repository.resolve("41", never)).toBeUndefined();
    expect(await repository.tag("41", one.manifest, "immutable", never)).toBe("pushed");
    expect(await repository.resolve("41", never)).toBe(one.manifest.digest);
    expect(await repository.tag("41", one.manifest, "immutable", never)).toBe("existing");
    const error = await failureOf(repository.tag("41", two.manifest, "immutable", never));
    expect(error).toMatchObject({ failure: "conflict", remedy: "never" });
    expect(error.message).toContain(one.manifest.digest);
    expect(await repository.resolve("41", never)).toBe(one.manifest.digest);
    expect(await repository.tag("41", two.manifest, "move", never)).toBe("pushed");
    expect(await repository.resolve("41", never)).toBe(two.manifest.digest);
    await expect(repository.tag("4/1", two.manifest, "move", never)).rejects.toThrow(TypeError);
  });

  test("that somebody else moves at the same time is a conflict", async () => {
    const repository = open();
    const [one, two] = [await ready(repository, "one"), await ready(repository, "two")];
    await repository.pushManifest(one.manifest, never);
    await repository.pushManifest(two.manifest, never);
    let puts = 0;
    registry.misbehaviour = (request) => {
      puts += request.method === "PUT" ? 1 : 0;
      if (request.method === "GET" && puts === 1) registry.store("a/b", two.manifest, "41");
      return false;
    };
    expect(await failureOf(repository.tag("41", one.manifest, "move", never))).toMatchObject({
      failure: "conflict",
    });
  });

  test("that the registry will not have moved is a failure that says so", async () => {
    const repository = open();
    const { manifest } = await ready(repository);
    await repository.pushManifest(manifest, never);
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      request.resume();
      registry.fail(
        response,
        400,
        "TAG_INVALID",
        "The image tag '41' already exists and cannot be overwritten",
      );
      return true;
    };
    const error = await failureOf(repository.tag("41", manifest, "move", never));
    expect(error.message).toContain("cannot be overwritten");
  });
});

describe("a manifest that is attached to another", () => {
  async function attached(repository: Repository, subject: PinnedManifest, what: string) {
    const { blob } = artifact(make(), what);
    await repository.pushBlob(EMPTY_CONFIG, { others: [], signal: never });
    await repository.pushBlob(blob, { others: [], signal: never });
    return buildManifest({
      artifactType: `application/vnd.example.${what}`,
      layers: [{ title: what, digest: blob.digest, size: blob.size, mediaType: "text/plain" }],
      annotations: { what },
      subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.bytes.length },
    });
  }
  const list = (subject: PinnedManifest) => {
    const found = registry.manifests.get(`a/b@sha256-${subject.digest.slice(7)}`);
    return found === undefined
      ? undefined
      : (JSON.parse(found.bytes.toString()) as { manifests: { digest: string }[] }).manifests;
  };

  test("is put on the list of its subject", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const manifest = await attached(repository, subject.manifest, "status");
    await repository.pushManifest(manifest, never);
    expect(list(subject.manifest)).toEqual([
      {
        mediaType: manifest.mediaType,
        digest: manifest.digest,
        size: manifest.bytes.length,
        artifactType: "application/vnd.example.status",
        annotations: { what: "status" },
      },
    ]);
    // Once.
    await repository.pushManifest(manifest, never);
    expect(list(subject.manifest)).toHaveLength(1);
  });

  test("is not, when the registry keeps the list", async () => {
    registry.behaviour.listsReferrers = true;
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const manifest = await attached(repository, subject.manifest, "status");
    await repository.pushManifest(manifest, never);
    await repository.pushManifest(manifest, never);
    expect(list(subject.manifest)).toBeUndefined();
  });

  test("is put there by the next run when this one was killed before", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const manifest = await attached(repository, subject.manifest, "status");
    registry.store("a/b", manifest);
    expect(await repository.pushManifest(manifest, never)).toBe("existing");
    expect(list(subject.manifest)).toHaveLength(1);
  });

  test("leaves on the list what others have put there, and drops twins", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const other = { mediaType: "a/b", digest: digestOf("other"), size: 5, annotations: { by: "others" } };
    const index = stored(INDEX_TYPE, {
      schemaVersion: 2,
      mediaType: INDEX_TYPE,
      manifests: [other, other],
      annotations: { of: "others" },
    });
    registry.store("a/b", index, `sha256-${subject.manifest.digest.slice(7)}`);
    const manifest = await attached(repository, subject.manifest, "status");
    await repository.pushManifest(manifest, never);
    expect(list(subject.manifest)?.map(({ digest }) => digest)).toEqual([other.digest, manifest.digest]);
    expect(list(subject.manifest)?.[0]).toEqual(other);
  });

  test("is not put on what is no list", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    registry.store("a/b", subject.manifest, `sha256-${subject.manifest.digest.slice(7)}`);
    const manifest = await attached(repository, subject.manifest, "status");
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "conflict" });
  });

  test("comes on the list with others that are attached at the same time", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const manifests = [];
    for (const what of ["a", "b", "c", "d"])
      manifests.push(await attached(repository, subject.manifest, what));
    await Promise.all(manifests.map((manifest) => repository.pushManifest(manifest, never)));
    expect(new Set(list(subject.manifest)?.map(({ digest }) => digest))).toEqual(
      new Set(manifests.map(({ digest }) => digest)),
    );
  });

  test("comes on the list although another process writes over it", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const tag = `sha256-${subject.manifest.digest.slice(7)}`;
    const theirs = stored(INDEX_TYPE, {
      schemaVersion: 2,
      mediaType: INDEX_TYPE,
      manifests: [{ mediaType: "a/b", digest: digestOf("other"), size: 5 }],
    });
    let overwrites = 2;
    registry.misbehaviour = (request, _, path) => {
      if (
        request.method === "GET" &&
        path.endsWith(tag) &&
        registry.count("PUT", /sha256-/) > 0 &&
        overwrites > 0
      ) {
        overwrites -= 1;
        registry.store("a/b", theirs, tag);
      }
      return false;
    };
    const manifest = await attached(repository, subject.manifest, "status");
    await repository.pushManifest(manifest, never);
    expect(list(subject.manifest)?.map(({ digest }) => digest)).toEqual([digestOf("other"), manifest.digest]);
  });

  test("gives up when another process never stops", async () => {
    const repository = open();
    const subject = await ready(repository);
    await push(repository, subject, "41");
    const tag = `sha256-${subject.manifest.digest.slice(7)}`;
    registry.misbehaviour = (request, _, path) => {
      if (request.method === "GET" && path.endsWith(tag)) registry.manifests.delete(`a/b@${tag}`);
      return false;
    };
    const manifest = await attached(repository, subject.manifest, "status");
    expect(await failureOf(repository.pushManifest(manifest, never))).toMatchObject({ failure: "conflict" });
  });
});
