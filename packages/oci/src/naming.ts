/** The part of this package that makes the names of repositories and tags from templates. */
export * from "./compose-words.ts";
export {
  fillRepository,
  parseRepositoryTemplate,
  type RepositoryTemplate,
} from "./naming/repository-template.ts";
export { fillTag } from "./naming/tag-template.ts";
export { MissingWordError, parseTemplate, type Template } from "./naming/template.ts";
