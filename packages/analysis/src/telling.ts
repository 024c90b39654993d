import type { Sink } from '@openbpu/diagnostics';

/** What an analysis tells while it runs. */
export interface Telling {
  readonly sink: Sink;
  /** `done` of `total` runs of the model. */
  progress(done: number, total: number): void;
}
