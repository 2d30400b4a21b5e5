export { foreseeableClashes, imageOf, planImage } from "./image-of.ts";
export { lastingUrl } from "./lasting-url.ts";
export type { ImagesWish, ImageWish } from "./wish.ts";
