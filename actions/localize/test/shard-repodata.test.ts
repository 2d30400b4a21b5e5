import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bytesOf,
  primaryOf,
  repomdOf,
  type SiteFile,
  type SiteRepository,
  sha256,
  treeOf,
} from "../../../test/support/site.ts";
import { useWorkshop } from "./support/localize.ts";

const { site, fresh, run } = useWorkshop();
const VARIANTS = ["Client", "Server", "Work"];
const BOOT = bytesOf(3000, 77);
const DONE = ["verified", "weak", "unverifiable", "unrooted", "failed"];
/** Longest for a few dozen composes, each mirrored twice. */
const TIMEOUT = 120_000;

/** A variant with all that lies among the metadata of its repository and its tree, and that other metadata names. */
interface Described {
  readonly root: string;
  readonly repository: SiteRepository;
  readonly module: SiteFile;
  readonly others: readonly SiteFile[];
  readonly treeinfo: Buffer;
}

function describeVariant(variant: string, at: number): Described {
  const root = `${variant}/x86_64/os`;
  const seed = 100 * (at + 1);
  const content = {
    "repodata/primary.xml": primaryOf({}),
    "repodata/modules.yaml.gz": bytesOf(900 + seed, seed),
    "repodata/comps.xml": bytesOf(700, seed + 1),
    "repodata/productid": bytesOf(50_000, seed + 2),
    "repodata/elsewhere.xml": bytesOf(300, seed + 3),
  };
  const { "repodata/elsewhere.xml": elsewhere, ...listed } = content;
  const repomd = repomdOf(content).toString().replace("repodata/elsewhere.xml", "elsewhere.xml");
  const file = (path: string, bytes: Buffer): SiteFile => ({
    path: `${root}/${path}`,
    content: bytes,
    variant,
  });
  return {
    root,
    repository: {
      path: root,
      files: { ...listed, "elsewhere.xml": elsewhere },
      repomd: Buffer.from(repomd),
      variant,
    },
    module: file("repodata/modules.yaml.gz", content["repodata/modules.yaml.gz"]),
    others: [
      file("repodata/comps.xml", content["repodata/comps.xml"]),
      file("repodata/productid", content["repodata/productid"]),
      file("elsewhere.xml", elsewhere),
      file("images/boot.iso", BOOT),
      file("GPL", bytesOf(40_000, seed + 4)),
    ],
    treeinfo: Buffer.from(
      `[general]\nfamily = Test\nversion = 1\narch = x86_64\nvariant = ${variant}\n[checksums]\nimages/boot.iso = ${sha256(BOOT)}\nrepodata/repomd.xml = ${sha256(Buffer.from(repomd))}\n`,
    ),
  };
}

const described = VARIANTS.map(describeVariant);

interface Chosen {
  readonly modules: readonly Described[];
  readonly others: readonly SiteFile[];
  readonly trees: readonly Described[];
}

function publish({ modules, others, trees }: Chosen): string {
  const folder = site.publish(
    {
      extraFiles: others,
      repositories: described.map(({ repository }) => repository),
      trees: trees.map(({ root, repository: { variant = "" } }) => ({ path: root, variant })),
    },
    fresh("in"),
  );
  for (const { root, treeinfo } of described) {
    site.files.set(`${root}/.treeinfo`, treeinfo);
    site.files.set(`${root}/images/boot.iso`, BOOT);
  }
  if (modules.length > 0) {
    writeFileSync(join(folder, "modules.json"), JSON.stringify(modulesOf(modules)));
  }
  return folder;
}

/** Two modules each, in one file. */
function modulesOf(modules: readonly Described[]): object {
  const cell = ({ module: { path, content } }: Described) =>
    Object.fromEntries(
      ["perl", "ruby"].map((name) => [
        `${name}:1:1:aa:x86_64`,
        {
          name,
          stream: "1",
          version: "1",
          context: "aa",
          arch: "x86_64",
          location: {
            url: site.url + path,
            local_path: path,
            size: content.length,
            checksum: sha256(content),
            contents: [],
          },
          rpms: [],
        },
      ]),
    );
  return {
    header: { type: "productmd.modules", version: "2.0" },
    payload: {
      compose: { id: "Test-1-20260204.0", date: "20260204", type: "production", respin: 0 },
      modules: Object.fromEntries(modules.map((one) => [one.module.variant ?? "", { x86_64: cell(one) }])),
    },
  };
}

/** By their numbers, so that a failure can be read. */
const numbersOf = (list: readonly unknown[], minLength = 0) => fc.subarray([...list.keys()], { minLength });
const extraFiles = described.flatMap(({ others }) => others);
const choices = fc.record({
  modules: numbersOf(described, 1),
  others: numbersOf(extraFiles),
  trees: numbersOf(described),
});
const selections = fc.constantFrom<string | undefined>(
  undefined,
  "module",
  "variant_path",
  "module, variant_path",
  "module, extra_file",
);

test("what repositories and trees list and other metadata names as well is counted once, by one part", {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(choices, selections, fc.integer({ min: 1, max: 9 }), async (chosen, kinds, count) => {
      site.reset();
      const compose = publish({
        modules: described.filter((_, at) => chosen.modules.includes(at)),
        others: extraFiles.filter((_, at) => chosen.others.includes(at)),
        trees: described.filter((_, at) => chosen.trees.includes(at)),
      });
      const raw: Record<string, string> = kinds === undefined ? {} : { kinds };
      const [whole, output, reports] = [fresh("whole"), fresh("out"), fresh("reports")];
      mkdirSync(reports);
      const all = await run(compose, whole, raw);
      expect(all.failure).toBeUndefined();
      for (let index = 1; index <= count; index++) {
        const { report, failure } = await run(compose, output, { ...raw, shard: `${index}/${count}` });
        expect(failure).toBeUndefined();
        const told = DONE.reduce((sum, state) => sum + report.counts[state], 0);
        expect(told).toBe(report.part.artifacts);
        const document = { schema: "compose-actions/localize/1", step: "localize", status: "ok", ...report };
        writeFileSync(join(reports, `${index}.json`), JSON.stringify(document));
      }
      const last = await run(compose, output, { ...raw, "shard-reports": reports });
      expect(last.failure).toBeUndefined();
      expect(last.report.counts).toEqual(all.report.counts);
      expect(treeOf(join(output, "compose"))).toEqual(treeOf(join(whole, "compose")));
    }),
    { numRuns: 20 },
  );
});
