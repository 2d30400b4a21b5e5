import { describeIssue, MetadataError } from "@compose-actions/metadata";
import { fault } from "@compose-actions/step";

const REMEDY = "mend them at the places that are named, or make them anew";

/** Collects the errors of several metadata files, so that all of them are told at once. */
export class ErrorList {
  readonly #errors: MetadataError[] = [];

  /** Does the work and keeps a MetadataError that it throws. */
  async collect(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof MetadataError)) {
        throw error;
      }
      this.#errors.push(error);
    }
  }

  /**
   * @param what - the files, in the plural
   * @throws MetadataError or UserError when anything was collected
   */
  throwAny(what = "metadata files"): void {
    const [first, ...others] = this.#errors;
    if (first === undefined) {
      return;
    }
    if (others.length === 0) {
      throw first;
    }
    const lines = this.#errors.flatMap((error) => {
      const more = error.issueCount - error.issues.length;
      return [
        ...error.issues.map((issue) => `${error.file}: ${describeIssue(issue)}`),
        ...(more > 0 ? [`${error.file}: and ${more} more`] : []),
      ];
    });
    throw fault(`${this.#errors.length} ${what} are invalid`, REMEDY, lines);
  }
}
