import {
  describeIssue,
  locations,
  MetadataError,
  parse,
  RpmsStream,
  readIdentity,
  relocateArtifact,
  upgrade,
  urlMapBuilder,
  WarningLog,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { document, type Json, NEVRA, SRPM, treeImage } from "./support/documents.ts";

describe("URLs in metadata", () => {
  const images = (...paths: string[]) => {
    const doc = document("images");
    doc.payload.images = { S: { x86_64: paths.map((path) => treeImage(path)) } };
    return doc;
  };
  const upgraded = (doc: Json, map: object) =>
    upgrade(parse(JSON.stringify(doc)).model, { url: urlMapBuilder(map) });
  const urls = (doc: Json, map: object) =>
    locations(upgraded(doc, map).model).map(({ location: own }) => own?.url);
  const issues = (doc: Json, map: object): string[] => {
    try {
      upgraded(doc, map);
    } catch (error) {
      if (error instanceof MetadataError) return error.issues.map(describeIssue);
      throw error;
    }
    throw new Error("nothing was thrown");
  };
  const oci = (rest: string) => `oci://registry/${rest}@sha256:${"a".repeat(64)}`;

  test("a Location keeps the one that it has where nothing else is said of its kind", () => {
    const doc = document("rpms", "2.0");
    const [before] = locations(parse(JSON.stringify(doc)).model);
    expect(urls(doc, { image: "https://new/{path}" })).toEqual([before?.location?.url]);
    expect(urls(doc, { rpm: "https://new/{path}" })).toEqual([`https://new/${before?.localPath}`]);
  });

  test("those that no Location may have are refused where they come up, all of them", () => {
    const rule = "the URL reads as an address to some programs and as a path to others";
    expect(issues(images("ftp:x.iso", "a.iso", "file:y.iso"), { image: "{path}" })).toEqual([
      `payload.images.S.x86_64: "ftp:x.iso" would get the URL "ftp:x.iso": ${rule}`,
      `payload.images.S.x86_64: "file:y.iso" would get the URL "file:y.iso": ${rule}`,
    ]);
    expect(issues(images("aa@1/x.iso"), { image: oci("{path}") })).toEqual([
      expect.stringContaining("an OCI URL must be"),
    ]);
    // What is given where nothing was said, too.
    expect(issues(images("ftp:x.iso"), {})).toHaveLength(1);
  });

  test("a digest goes to one artifact alone, wherever it is listed", () => {
    expect(urls(images("a.iso", "a.iso"), { image: oci("i:{arch}") })).toEqual([
      oci("i:x86_64"),
      oci("i:x86_64"),
    ]);
    const builder = urlMapBuilder({ image: oci("i") });
    for (const path of ["a.iso", "b.iso"]) {
      const { model } = parse(JSON.stringify(images(path)));
      // Every conversion begins anew.
      expect(() => upgrade(model, { url: builder })).not.toThrow();
    }
    expect(issues(images("a.iso", "b.iso"), { image: oci("i") })).toEqual([
      expect.stringMatching(
        /^payload\.images\.S\.x86_64: url-map, image gives the digest of one manifest to several artifacts, "a.iso" and "b.iso"; push/,
      ),
    ]);
  });

  test("one URL for different artifacts is a warning", () => {
    const shared = (map: object) =>
      upgraded(images("a.iso", "b.iso", "a.iso"), map).warnings.find(({ code }) => code === "shared-url");
    expect(shared({ default: "https://x/{variant}" })).toMatchObject({
      count: 1,
      examples: ["a.iso and b.iso"],
    });
    expect(shared({ default: "https://x/{path}" })).toBeUndefined();
  });

  test("a path that only begins like a URL is none", () => {
    const { warnings } = upgraded(images("https/a.iso"), {});
    expect(warnings).toMatchObject([{ code: "relative-url" }]);
  });

  test("a stream says where, to the package", () => {
    const doc = document("rpms");
    doc.payload.rpms.Server.x86_64[SRPM][NEVRA].path = "ftp:x.rpm";
    const bytes = Buffer.from(JSON.stringify(doc));
    const options = { url: urlMapBuilder({}) };
    const stream = new RpmsStream(readIdentity([bytes]), {
      version: "2.0",
      keepEmpty: true,
      artifact: (artifact, context) => relocateArtifact(artifact, context, options, new WarningLog()),
      write: () => undefined,
    });
    stream.push(bytes);
    expect(() => stream.finish()).toThrow(
      `payload.rpms.Server.x86_64["${SRPM}"]["${NEVRA}"]: "ftp:x.rpm" would get the URL "ftp:x.rpm": `,
    );
  });
});
