import type { MachineFeatures } from '@openbpu/machine';
import { type FeatureFit, errorsOf, fitFeatures, predicted } from './fit-features';
import { type Measured, type Timed, type Times, measured } from './measured';
import { familyOf } from './measurement';
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
  /** How strongly unknowns are held at the round numbers they begin at. */
  readonly pull: number;
}

const AHEAD = [1 / 4, 1 / 2, 1];
const DEPTHWISE = [2, 4, 8];
const STACKS = [1, 4, 8, 16];
const PULLS = [0.0075, 0.015, 0.03, 0.06];

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

/** What a structure makes of all rows. */
export interface Trial {
  readonly structure: Structure;
  /** The features that take the published times of all rows best. */
  readonly fit: FeatureFit;
  /** Every row, predicted by features that were fitted to the other families. */
  readonly held: readonly Times[];
}

/**
 * Structures, tried one coordinate after the other from `from` on; each goes on from the one whose errors of families
 * left out are least.
 */
export function tryStructures(
  ready: Ready,
  features: MachineFeatures,
  sizes: readonly number[],
  from: Structure,
  tell: (trial: Trial) => void = () => undefined,
): readonly Trial[] {
  const tried = new Map<string, Trial>();
  const rows = ready.rows(from).map(({ row }) => row);
  const visit = (structure: Structure) => {
    const key = JSON.stringify(structure);
    if (tried.has(key)) return;
    const trial = trialOf(ready, features, structure);
    tried.set(key, trial);
    tell(trial);
  };
  visit(from);
  const coordinates: ((at: Structure) => readonly Structure[])[] = [
    (at) => sizes.map((sramBytes) => ({ ...at, sramBytes })),
    (at) => AHEAD.map((ahead) => ({ ...at, ahead })),
    (at) => DEPTHWISE.map((depthwise) => ({ ...at, depthwise })),
    (at) => STACKS.map((stack) => ({ ...at, stack })),
    (at) => PULLS.map((pull) => ({ ...at, pull })),
  ];
  for (const along of coordinates) along(chosen([...tried.values()], rows).structure).forEach(visit);
  return [...tried.values()];
}

function trialOf(ready: Ready, features: MachineFeatures, structure: Structure): Trial {
  const rows = ready.rows(structure);
  const at = { features: marchOf(features, structure) };
  const fit = fitFeatures(rows, at, { prior: structure.pull });
  const folds = new Map<string, readonly Times[]>();
  for (const family of new Set(rows.map((row) => row.family))) {
    const others = fitFeatures(
      rows.filter((row) => row.family !== family),
      at,
      { prior: structure.pull, from: fit.values, rounds: 8 },
    );
    folds.set(family, predicted(rows, others));
  }
  return { structure, fit, held: rows.map(({ family }, i) => folds.get(family)![i]) };
}

/** The trial whose rows are predicted best by the other families, the rows of one family aside; the first of equals. */
export function chosen(trials: readonly Trial[], rows: readonly PublishedRow[], aside?: string): Trial {
  const errors = trials.map(({ held }) => {
    const counted = rows.flatMap((row, i) => (familyOf(row.network) === aside ? [] : errorsOf(row, held[i])));
    return counted.reduce((sum, error) => sum + Math.abs(error), 0);
  });
  return trials[errors.indexOf(Math.min(...errors))];
}
