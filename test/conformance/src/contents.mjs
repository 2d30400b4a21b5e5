import { hash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { randomBytes } from "../../generator/random.mjs";
import { repomd } from "./repodata.mjs";

/** @typedef {import("./case.mjs").ContentRecipe} ContentRecipe */

/** Bytes of a content that no recipe tells anything about. */
const USUAL_SIZE = 40_000;

/** The named contents of a case: always the same bytes for the same name and recipe. */
export class Contents {
  #recipes;
  /** @type {Map<string, Buffer>} */
  #made = new Map();

  /** @param {Record<string, ContentRecipe>} recipes */
  constructor(recipes) {
    this.#recipes = new Map(Object.entries(recipes));
  }

  /** @param {string} name @param {ContentRecipe} recipe */
  define(name, recipe) {
    this.#recipes.set(name, recipe);
  }

  /** @param {string} name @returns {Buffer} */
  get(name) {
    const known = this.#made.get(name);
    if (known !== undefined) {
      return known;
    }
    const made = this.#make(name, this.#recipes.get(name) ?? { size: USUAL_SIZE });
    this.#made.set(name, made);
    return made;
  }

  /** `algorithm:digest`. @param {string} name @param {string} algorithm @returns {string} */
  checksum(name, algorithm) {
    return `${algorithm}:${hash(algorithm, this.get(name))}`;
  }

  /** @param {string} name @param {ContentRecipe} recipe @returns {Buffer} */
  #make(name, recipe) {
    if ("size" in recipe) {
      return randomBytes(/** @type {any} */ (`content ${name}`), recipe.size);
    }
    if ("text" in recipe) {
      return Buffer.from(recipe.text);
    }
    if ("base64" in recipe) {
      return Buffer.from(recipe.base64, "base64");
    }
    if ("gzip" in recipe) {
      return gzipSync(this.get(recipe.gzip));
    }
    if ("repeat" in recipe) {
      return Buffer.from(`${recipe.before ?? ""}${recipe.repeat.repeat(recipe.times)}${recipe.after ?? ""}`);
    }
    if ("repomd" in recipe) {
      return repomd(recipe.repomd, this);
    }
    return derived(this.get(recipe.of), recipe);
  }
}

/** A piece of another content, with a byte turned over or zeros behind. @param {Buffer} whole @param {{ from?: number, to?: number, flip?: number, zeros?: number }} recipe */
function derived(whole, { from = 0, to, flip, zeros = 0 }) {
  const bytes = Buffer.concat([whole.subarray(from, to), Buffer.alloc(zeros)]);
  if (flip !== undefined) {
    bytes[flip] = (bytes[flip] ?? 0) ^ 0xff;
  }
  return bytes;
}
