import type { ArtifactContext } from "./artifacts.ts";
import { moduleKey } from "./files/modules.ts";
import type { JsonPath } from "./json/slicer.ts";
import type { AnyMetadata, Artifact, Metadata } from "./model.ts";

/** Where an artifact's entry stands in its document. */
export type PlaceOf = () => JsonPath;

export type ArtifactVisitor = (artifact: Artifact, context: ArtifactContext, place: PlaceOf) => void;

/**
 * Shows every artifact and where its entry stands, in file order. Makes nothing of them, as `locations` and
 * `mapArtifacts` do: half a million cost little.
 */
export function visitArtifacts(metadata: AnyMetadata, visit: ArtifactVisitor): void {
  // What lies in the artifacts is the visitor's to look at.
  const model = metadata as Metadata<Artifact>;
  switch (model.type) {
    case "images":
      eachArch(model.images, (variant, arch, images) => {
        for (const [index, image] of images.entries()) {
          const context = { kind: "image", variant, arch, imageType: image.type } as const;
          visit(image.artifact, context, () => ["payload", "images", variant, arch, index]);
        }
      });
      break;
    case "extra_files":
      eachArch(model.extraFiles, (variant, arch, files) => {
        for (const [index, { artifact }] of files.entries()) {
          const context = { kind: "extra_file", variant, arch } as const;
          visit(artifact, context, () => ["payload", "extra_files", variant, arch, index]);
        }
      });
      break;
    case "rpms":
      eachArch(model.rpms, (variant, arch, groups) => {
        for (const [srpm, group] of groups) {
          for (const [nevra, { artifact }] of group) {
            const context = { kind: "rpm", variant, arch, fieldName: nevra } as const;
            visit(artifact, context, () => ["payload", "rpms", variant, arch, srpm, nevra]);
          }
        }
      });
      break;
    case "modules":
      eachArch(model.modules, (variant, arch, modules) => {
        for (const [uid, module] of modules) {
          const context = { kind: "module", variant, arch, fieldName: uid } as const;
          const key = moduleKey(uid, module, model.generation);
          for (const { artifact } of module.modulemd) {
            visit(artifact, context, () => ["payload", "modules", variant, arch, key]);
          }
        }
      });
      break;
    case "composeinfo":
      for (const [variant, { paths }] of model.variants) {
        for (const [category, places] of paths) {
          for (const [arch, artifact] of places) {
            const context = { kind: "variant_path", variant, arch, fieldName: category } as const;
            visit(artifact, context, () => ["payload", "variants", variant, "paths", category, arch]);
          }
        }
      }
      break;
  }
}

function eachArch<T>(
  table: ReadonlyMap<string, ReadonlyMap<string, T>>,
  visit: (variant: string, arch: string, value: T) => void,
): void {
  for (const [variant, arches] of table) {
    for (const [arch, value] of arches) {
      visit(variant, arch, value);
    }
  }
}
