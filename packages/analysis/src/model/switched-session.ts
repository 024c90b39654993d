import type { ValueId } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, makeTensor } from '@openbpu/tensor';
import type { CalibratedModel } from './calibrated-model';
import type { Remedy } from './remedy';
import { switchedModel } from './switched-model';

/** The samples of an analysis, each read when it is needed. */
export interface Samples {
  readonly count: number;
  /** What sample `index` feeds the model with. */
  feeds(index: number): Promise<ReadonlyMap<string, Tensor>>;
}

/** What an analysis is made on. */
export interface Analysed {
  readonly model: CalibratedModel;
  readonly samples: Samples;
  readonly lanes: LanePool;
}

/** One model with all its switches, in every lane. */
export interface SwitchedSession {
  /**
   * The `wanted` values where the calibrations of these numbers round, and no others; numbers behind those of the
   * calibrations are remedies that stand in.
   */
  run(
    feeds: ReadonlyMap<string, Tensor>,
    on: readonly number[],
    wanted: readonly ValueId[],
  ): Promise<ReadonlyMap<ValueId, Tensor>>;
}

/**
 * Opens the model with its switches, and closes it behind `use`. `taps` are the values that may be asked for besides
 * the outputs. ONNX Runtime fuses nothing, so that every operator is what the file says; nothing of a run depends on
 * another, so no number of lanes changes a value.
 */
export async function withSwitches<T>(
  { model, lanes }: Pick<Analysed, 'model' | 'lanes'>,
  taps: readonly ValueId[],
  use: (session: SwitchedSession) => Promise<T>,
  remedies: readonly Remedy[] = [],
): Promise<T> {
  const { bytes, switches } = switchedModel(model, taps, remedies);
  const session = await lanes.open(bytes, { optimise: false });
  try {
    return await use({
      run(feeds, on, wanted) {
        const asked = new Uint8Array(model.calibrations.length + remedies.length);
        for (const number of on) asked[number] = 1;
        const all = new Map([...feeds, [switches, makeTensor('bool', [asked.length], asked)]]);
        return session.use((lane) => lane.run(all, wanted));
      },
    });
  } finally {
    await session.close();
  }
}
