import type { MachineFeatures } from '@openbpu/machine';
import { type FeatureFit, fitFeatures } from './fit-features';
import { type Measured, type Timed, measured } from './measured';
import type { PublishedRow } from './published';
import { startOf } from './unknowns';

/** A row with its network, tiled for one size of memory on chip. */
export interface CompiledRow {
  readonly row: PublishedRow;
  readonly timed: Timed;
}

/** What of a march is one of a few: no step leads from one to the next. */
export interface Structure {
  readonly sramBytes: number;
  /** Share of the memory on chip that constants may take ahead of their use. */
  readonly ahead: number;
  /** Channels of a step of depthwise convolutions, over the outputs of the array. */
  readonly depthwise: number;
  /** Matrices of a stack that softmax and ranking take at a time. */
  readonly stack: number;
}

const AHEAD = [1 / 4, 1 / 2, 1];
const DEPTHWISE = [2, 4, 8];
const STACKS = [1, 4, 8, 16];

/** A march of a structure, everything else at the start of the search. */
export function marchOf(features: MachineFeatures, { sramBytes, ahead, depthwise, stack }: Structure): MachineFeatures {
  const channels = depthwise * features.macArray.int8.outputChannels;
  const { pace } = features;
  if (!pace) throw new Error(`${features.march} has no pace to fit`);
  return startOf({
    ...features,
    sramBytes,
    pace: {
      ...pace,
      constantsAhead: Math.round(ahead * sramBytes),
      tensor: { ...pace.tensor, depthwise: { ...pace.tensor.depthwise, channels } },
      vector: { ...pace.vector, stack },
    },
  }).features;
}

/** Rows made ready for each structure; those of one share of constants ahead are made once. */
export class Ready {
  private readonly made = new Map<string, readonly Measured[]>();

  constructor(
    private readonly features: MachineFeatures,
    private readonly compiled: ReadonlyMap<number, readonly CompiledRow[]>,
  ) {}

  rows(structure: Structure): readonly Measured[] {
    const key = `${structure.sramBytes} ${structure.ahead}`;
    const there = this.made.get(key);
    if (there) return there;
    const features = marchOf(this.features, structure);
    const rows = (this.compiled.get(structure.sramBytes) ?? []).map(({ row, timed }) =>
      measured(row, timed, { features }),
    );
    this.made.set(key, rows);
    return rows;
  }
}

export interface StructureFit extends FeatureFit {
  readonly structure: Structure;
}

/**
 * The structure and the features that take the published times best, without the rows of one family where one is left
 * out. Structures are tried one coordinate after the other, beginning at `from`.
 */
export function fitStructure(
  ready: Ready,
  features: MachineFeatures,
  sizes: readonly number[],
  from: Structure,
  leftOut?: string,
  begin?: readonly number[],
): StructureFit {
  const tried = new Map<string, StructureFit>();
  const fitted = (structure: Structure, start?: readonly number[]): StructureFit => {
    const key = JSON.stringify(structure);
    const there = tried.get(key);
    if (there) return there;
    const rows = ready.rows(structure).filter(({ family }) => family !== leftOut);
    const options = start ? { from: start, rounds: 8 } : {};
    const fit = { ...fitFeatures(rows, { features: marchOf(features, structure) }, options), structure };
    tried.set(key, fit);
    return fit;
  };
  let best = fitted(from, begin);
  const better = (others: readonly Structure[]) => {
    const { values } = best;
    for (const other of others) {
      const fit = fitted(other, values);
      if (fit.loss < best.loss) best = fit;
    }
  };
  better(sizes.map((sramBytes) => ({ ...from, sramBytes })));
  better(AHEAD.map((ahead) => ({ ...best.structure, ahead })));
  better(DEPTHWISE.map((depthwise) => ({ ...best.structure, depthwise })));
  better(STACKS.map((stack) => ({ ...best.structure, stack })));
  return best;
}
