export {
  clashes,
  foreseeableClashes,
  type ImagePlace,
  type ImagePlan,
  imageOf,
  planImage,
} from "./image-of.ts";
export { lastingUrl } from "./lasting-url.ts";
export type { ImagesWish, ImageWish, ReadManifest } from "./wish.ts";
