import type { Source } from "@compose-actions/compose";
import type { StepContext } from "@compose-actions/step";
import type { VerifyInputs } from "./inputs.ts";
import type { Inventory } from "./inventory.ts";
import type { MetadataReading } from "./metadata-reading.ts";
import type { RemoteFigures, Unlisted } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Division } from "./shard.ts";
import type { Verdicts } from "./verdicts.ts";

/** What a look at the artifacts gives. */
export interface Findings {
  /** Where they are; undefined when none was looked at. */
  readonly place: string | undefined;
  readonly verdicts: Verdicts | undefined;
  /** Why a file without any checksum has none. */
  readonly whyUnverifiable: (path: string) => string;
  readonly unlisted: Unlisted;
  readonly remote?: RemoteFigures;
}

/** What a look at the artifacts needs. */
export interface Look {
  readonly inputs: VerifyInputs;
  readonly settings: Settings;
  readonly sources: readonly Source[];
  readonly inventory: Inventory;
  /** Set when only a part of it is to be looked at. */
  readonly division: Division | undefined;
  /** All but the packages are in the inventory already. */
  readonly reading: MetadataReading;
  readonly context: StepContext;
}
