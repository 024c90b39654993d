import type { Instrument, PassContext } from '@openbpu/core';
import type { Recipe } from '@openbpu/config';
import type { CustomOps } from '@openbpu/custom-op';
import type { CollectingSink } from '@openbpu/diagnostics';
import type { Backend, ModelSource } from '@openbpu/plugin-api';
import type { LanePool } from '@openbpu/runtime';
import type { StageCache } from '../cache/stage-cache';
import type { Effort } from '../effort';
import type { AnyImporter } from '../tokens';

/** What stages need that only look at the model: all that `checker` has. */
export interface ModelJob extends PassContext {
  readonly sink: CollectingSink;
  readonly importers: readonly AnyImporter[];
  readonly backend: Backend;
  readonly source: ModelSource;
  /** What the user's modules give. */
  readonly customOps: CustomOps;
  /** Undefined where nothing is said of inputs and devices. */
  readonly recipe?: Recipe;
  /** Passes to leave out, by name. */
  readonly skipPasses: readonly string[];
  /** Listen to every list of passes. */
  readonly passInstruments: readonly Instrument[];
}

/** What the stages of a whole conversion need. */
export interface ConversionJob extends ModelJob {
  readonly recipe: Recipe;
  /** Relative paths of the recipe start here. */
  readonly baseFolder: string;
  readonly lanes: LanePool;
  /** What earlier runs in the same working folder found. */
  readonly cache: StageCache;
  /** What the caller says of it; undefined: nothing. */
  readonly effort?: Effort;
}
