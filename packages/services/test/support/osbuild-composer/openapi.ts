/** What servers say of themselves, as far as anybody is told by it: one of January 2023, and one of 2026. */
export type Generation = "2023" | "2026";

export const IMAGE_TYPES_2023 = [
  "aws",
  "aws-ha-rhui",
  "aws-rhui",
  "aws-sap-rhui",
  "azure",
  "azure-rhui",
  "azure-sap-rhui",
  "edge-commit",
  "edge-container",
  "edge-installer",
  "gcp",
  "gcp-rhui",
  "guest-image",
  "image-installer",
  "iot-commit",
  "iot-container",
  "iot-installer",
  "iot-raw-image",
  "vsphere",
] as const;
const LATER_IMAGE_TYPES = ["iot-bootable-container", "minimal-raw", "oci", "vsphere-ova", "wsl"];
const TARGETS_2023 = ["aws", "aws.s3", "gcp", "azure", "container"];
const LATER_TARGETS = ["oci.objectstorage", "pulp.ostree", "local"];

export function imageTypes(generation: Generation): readonly string[] {
  return generation === "2023" ? IMAGE_TYPES_2023 : [...IMAGE_TYPES_2023, ...LATER_IMAGE_TYPES];
}

export function openapi(generation: Generation): Record<string, unknown> {
  const isLater = generation === "2026";
  const get = { get: {} };
  const properties = (...names: string[]) => ({
    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  });
  return {
    openapi: "3.0.1",
    info: { version: "2", title: "OSBuild Composer cloud api" },
    paths: {
      "/openapi": get,
      "/compose": { post: {} },
      "/composes/{id}": isLater ? { get: {}, delete: {} } : get,
      "/composes/{id}/metadata": get,
      "/composes/{id}/logs": get,
      "/composes/{id}/manifests": get,
      "/composes/{id}/clone": { post: {} },
      "/clones/{id}": get,
      "/errors": get,
      "/errors/{id}": get,
      ...(isLater
        ? {
            "/composes/": get,
            "/composes/{id}/sboms": get,
            "/composes/{id}/download": get,
            "/distributions": get,
          }
        : {}),
    },
    components: {
      schemas: {
        ImageTypes: { type: "string", enum: imageTypes(generation) },
        UploadTypes: { type: "string", enum: isLater ? [...TARGETS_2023, ...LATER_TARGETS] : TARGETS_2023 },
        ComposeRequest: {
          ...properties("distribution", "image_request", "image_requests", "customizations", "koji"),
          ...(isLater
            ? {
                ...properties(
                  ...["distribution", "image_request", "image_requests", "customizations", "koji"],
                  ...["blueprint", "bootc", "blueprint_id"],
                ),
                additionalProperties: false,
              }
            : {}),
        },
        ImageRequest: properties(
          ...["architecture", "image_type", "repositories", "ostree", "upload_options"],
          ...(isLater ? ["upload_targets", "size"] : []),
        ),
        ComposeMetadata: {
          allOf: [
            { $ref: "#/components/schemas/ObjectReference" },
            properties("packages", "ostree_commit", ...(isLater ? ["request"] : [])),
          ],
        },
      },
    },
  };
}
