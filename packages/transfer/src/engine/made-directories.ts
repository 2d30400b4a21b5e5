import { dirname, join, resolve } from "node:path";
import { io } from "../files/io.ts";
import { PRIVATE_NAME } from "../files/private-directory.ts";
import { TREE } from "../files/tree-paths.ts";

/** What a store makes of directories, so that they can be removed when nothing came to lie in them. */
export class MadeDirectories {
  /** The deepest first. */
  readonly #paths: readonly string[];

  /** To be called before they are made. @param output - the store's directory */
  static before(output: string): MadeDirectories {
    const root = resolve(output);
    const own = [`${PRIVATE_NAME}/tmp`, `${PRIVATE_NAME}/partial`, PRIVATE_NAME, TREE];
    const missing = own.map((name) => join(root, name)).filter((path) => !io.existsSync(path));
    for (let path = root; !io.existsSync(path); path = dirname(path)) {
      missing.push(path);
    }
    return new MadeDirectories(missing);
  }

  private constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  removeEmpty(): void {
    for (const path of this.#paths) {
      try {
        io.rmdirSync(path);
      } catch {
        // It was not made, or somebody has put something into it.
      }
    }
  }
}
