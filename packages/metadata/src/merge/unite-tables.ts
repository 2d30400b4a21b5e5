import { moduleKey } from "../files/modules.ts";
import { compareCodePoints } from "../json/order.ts";
import type { JsonPath } from "../json/slicer.ts";
import type { Artifact, ByArch, ExtraFile, Image, Module, Modulemd, Rpm } from "../model.ts";
import type { ConflictLog } from "./conflicts.ts";
import { agreed, type Compared, type Holder, uniteEvery, uniteLists, uniteMaps } from "./holders.ts";
import { uniteArtifact } from "./unite-artifact.ts";

const IMAGE_FIELDS = { location: ["location"], path: ["path"] };
const EXTRA_FILE_FIELDS = { location: ["location"], path: ["file"] };
const RPM_FIELDS = { location: ["location"], path: ["path"] };

/** Images of one variant and arch are told apart by their paths. */
export function uniteImages(
  holders: readonly Holder<ByArch<readonly Image<Artifact>[]>>[],
  log: ConflictLog,
): ByArch<readonly Image<Artifact>[]> {
  return uniteEvery(holders, (variant, arches) =>
    uniteEvery(arches, (arch, lists) =>
      uniteLists(
        lists,
        ({ artifact }) => artifact.localPath,
        (_path, images) => uniteImage({ log, holders: images, at: ["payload", "images", variant, arch] }),
      ),
    ),
  );
}

function uniteImage(compared: Compared<Image<Artifact>>): Image<Artifact> {
  const [first, ...others] = compared.holders as readonly [Holder<Image<Artifact>>];
  if (others.length === 0) {
    return first.value;
  }
  const plain = <Name extends keyof Image<Artifact>>(name: Name, field: string): Image<Artifact>[Name] =>
    agreed(compared, { rule: "image", field: [field], read: (image) => image[name] });
  return {
    artifact: uniteArtifact(onArtifact(compared), IMAGE_FIELDS),
    arch: plain("arch", "arch"),
    bootable: plain("bootable", "bootable"),
    discCount: plain("discCount", "disc_count"),
    discNumber: plain("discNumber", "disc_number"),
    format: plain("format", "format"),
    implantMd5: plain("implantMd5", "implant_md5"),
    mtime: earliest(compared.holders.map(({ value }) => value.mtime)),
    subvariant: plain("subvariant", "subvariant"),
    type: plain("type", "type"),
    volumeId: plain("volumeId", "volume_id"),
    unified: plain("unified", "unified"),
    additionalVariants: agreed(compared, {
      rule: "image",
      field: ["additional_variants"],
      read: ({ additionalVariants }) => additionalVariants,
      key: (variants) => JSON.stringify(variants),
      isAbsent: () => false,
    }),
  };
}

/**
 * When an image was made: the earliest time that is known. The same bytes have another time wherever they are copied,
 * so that times contradict nothing; contents that differ are a conflict of their own. Zero is what an entry has that
 * says nothing of it.
 */
function earliest(times: readonly number[]): number {
  const known = times.filter((time) => time !== 0);
  return known.reduce((first, time) => Math.min(first, time), known[0] ?? 0);
}

/** Extra files of one variant and arch are told apart by their paths. */
export function uniteExtraFiles(
  holders: readonly Holder<ByArch<readonly ExtraFile<Artifact>[]>>[],
  log: ConflictLog,
): ByArch<readonly ExtraFile<Artifact>[]> {
  return uniteEvery(holders, (variant, arches) =>
    uniteEvery(arches, (arch, lists) =>
      uniteLists(
        lists,
        ({ artifact }) => artifact.localPath,
        (_path, files) => {
          const compared = { log, holders: files, at: ["payload", "extra_files", variant, arch] };
          return { artifact: uniteArtifact(onArtifact(compared), EXTRA_FILE_FIELDS) };
        },
      ),
    ),
  );
}

type Rpms = ByArch<ReadonlyMap<string, ReadonlyMap<string, Rpm<Artifact>>>>;

/** Packages of one variant, arch and source package are told apart by their NEVRAs. */
export function uniteRpms(holders: readonly Holder<Rpms>[], log: ConflictLog): Rpms {
  return uniteMaps(holders, (variant, arches) =>
    uniteMaps(arches, (arch, groups) =>
      uniteMaps(groups, (srpm, packages) =>
        uniteMaps(packages, (nevra, rpms) =>
          uniteRpm({ log, holders: rpms, at: ["payload", "rpms", variant, arch, srpm, nevra] }),
        ),
      ),
    ),
  );
}

function uniteRpm(compared: Compared<Rpm<Artifact>>): Rpm<Artifact> {
  return {
    artifact: uniteArtifact(onArtifact(compared), RPM_FIELDS),
    category: agreed(compared, { rule: "rpm", field: ["category"], read: ({ category }) => category }),
    sigkey: agreed(compared, { rule: "rpm", field: ["sigkey"], read: ({ sigkey }) => sigkey }),
    // The first of them is the sigkey: their order says something.
    sigkeys: agreed(compared, {
      rule: "rpm",
      field: ["sigkeys"],
      read: ({ sigkeys }) => sigkeys,
      key: (keys) => JSON.stringify(keys),
      isAbsent: (keys) => keys.length === 0,
    }),
  };
}

type Modules = ByArch<ReadonlyMap<string, Module<Artifact>>>;

/** Modules of one variant and arch are told apart by name, stream, version and context. */
export function uniteModules(
  holders: readonly Holder<Modules>[],
  generation: 1 | 2,
  log: ConflictLog,
): Modules {
  return uniteMaps(holders, (variant, arches) =>
    uniteMaps(arches, (arch, modules) =>
      uniteMaps(modules, (uid, found) => {
        const [first] = found as readonly [Holder<Module<Artifact>>];
        const at = ["payload", "modules", variant, arch, moduleKey(uid, first.value, generation)];
        return uniteModule({ log, holders: found, at }, generation);
      }),
    ),
  );
}

function uniteModule(compared: Compared<Module<Artifact>>, generation: 1 | 2): Module<Artifact> {
  return {
    arch: agreed(compared, { rule: "module", field: ["arch"], read: ({ arch }) => arch }),
    // 2.0 has these fields beside the others; a blank one is as good as an absent one.
    metadata: uniteModuleMetadata(compared, generation === 1 ? ["metadata"] : []),
    modulemd: uniteModulemd(compared),
    rpms: uniteModuleRpms(compared),
  };
}

function uniteModuleMetadata(
  { log, holders, at }: Compared<Module<Artifact>>,
  field: JsonPath,
): Module<Artifact>["metadata"] {
  return uniteMaps(
    holders.map(({ file, value }) => ({ file, value: value.metadata })),
    (name, texts) =>
      agreed(
        { log, holders: texts, at },
        { rule: "module", field: [...field, name], read: (text) => text, isAbsent: (text) => text === "" },
      ),
  );
}

/** The order says nothing, what is listed does; a module that lists nothing does not know its packages. */
function uniteModuleRpms(compared: Compared<Module<Artifact>>): readonly string[] {
  const members = (rpms: readonly string[]) => JSON.stringify([...new Set(rpms)].sort(compareCodePoints));
  const rpms = agreed(compared, {
    rule: "module",
    field: ["rpms"],
    read: (module) => module.rpms,
    key: members,
    isAbsent: (list) => list.length === 0,
  });
  const orders = new Set(
    compared.holders
      .filter(({ value }) => value.rpms.length > 0)
      .map(({ value }) => JSON.stringify(value.rpms)),
  );
  return orders.size <= 1 ? rpms : [...new Set(rpms)].sort(compareCodePoints);
}

/**
 * The modulemd paths by category, sorted as they are written. Where 1.0 has one path without a category, it is the
 * binary one as soon as others have categories.
 */
function uniteModulemd({ log, holders, at }: Compared<Module<Artifact>>): readonly Modulemd<Artifact>[] {
  const named = holders.some(({ value }) => value.modulemd.some(({ category }) => category !== null));
  const nameOf = (category: string | null) => category ?? (named ? "binary" : null);
  const categories = new Set(
    holders.flatMap(({ value }) => value.modulemd.map(({ category }) => nameOf(category))),
  );
  const sorted = [...categories].sort((a, b) => compareCodePoints(a ?? "", b ?? ""));
  return sorted.map((category) => {
    const artifacts = holders.flatMap(({ file, value }) =>
      value.modulemd
        .filter((modulemd) => nameOf(modulemd.category) === category)
        .map(({ artifact }) => ({ file, value: artifact })),
    );
    const path: JsonPath = category === null ? ["modulemd_path"] : ["modulemd_path", category];
    return {
      category,
      artifact: uniteArtifact({ log, holders: artifacts, at }, { location: ["location"], path }),
    };
  });
}

function onArtifact({ log, holders, at }: Compared<{ readonly artifact: Artifact }>): Compared<Artifact> {
  return {
    log,
    holders: holders.map(({ file, value, index }) => ({
      file,
      value: value.artifact,
      ...(index === undefined ? {} : { index }),
    })),
    at,
  };
}
