import type { Graph, ValueId } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, isFloat, reals } from '@openbpu/tensor';
import { type PairedFeeds, likeness, runAll } from '../stages/prove';
import type { ComparedValue } from './compared-values';

/** What a model gives for each of some samples. */
export type Runs = readonly ReadonlyMap<string, Tensor>[];

/** How far an integer model is from the float one, over some samples. */
export interface Distances {
  /** Noise to signal: the mean over the compared values of Σ(a − b)² / Σb². */
  readonly error: number;
  /** By output, the mean over the samples, as a conversion tells them. */
  readonly outputs: readonly { readonly name: string; readonly cosine: number }[];
  /** The first class of either model, by sample; undefined where the first output is no list of scores. */
  readonly classes?: { readonly float: readonly number[]; readonly integer: readonly number[] };
}

/** What the float model gives for samples: outputs and compared values. */
export function floatRuns(
  optimized: Graph<'optimized'>,
  compared: readonly ValueId[],
  samples: readonly PairedFeeds[],
  lanes: LanePool,
): Promise<Runs> {
  return runAll(
    optimized,
    samples.map(({ float }) => float),
    lanes,
    true,
    compared,
  );
}

/** Runs an integer model and compares it with what the float model gave. */
export async function comparedRuns(
  quantized: Graph<'quantized'>,
  compared: readonly ComparedValue[],
  float: Runs,
  samples: readonly PairedFeeds[],
  lanes: LanePool,
): Promise<Distances> {
  const fed = samples.map(({ quantised }) => quantised);
  const taps = compared.map(({ integer }) => integer);
  const found = await runAll(quantized, fed, lanes, false, taps);
  const outputs = quantized.outputs.map((name) => {
    const { type } = quantized.value(name);
    const cosines = found.map((each, i) => likeness(float[i].get(name)!, each.get(name)!, type));
    return { name, cosine: cosines.reduce((a, b) => a + b, 0) / cosines.length };
  });
  const errors = compared.map(({ float: of, integer }) => {
    const { type } = quantized.value(integer);
    let squared = 0;
    let energy = 0;
    found.forEach((each, i) => {
      const [a, b] = [reals(each.get(integer)!, type), reals(float[i].get(of)!)];
      for (let e = 0; e < b.length; e++) {
        squared += (a[e] - b[e]) ** 2;
        energy += b[e] ** 2;
      }
    });
    return squared === 0 ? 0 : squared / energy;
  });
  const [first] = quantized.outputs;
  const { type } = quantized.value(first);
  const classes = float.every((each) => isScores(each.get(first)!))
    ? {
        float: float.map((each) => firstOf(reals(each.get(first)!))),
        integer: found.map((each) => firstOf(reals(each.get(first)!, type))),
      }
    : undefined;
  return { error: errors.reduce((a, b) => a + b, 0) / errors.length, outputs, ...(classes ? { classes } : {}) };
}

/** Whether a tensor is one list of scores: floats, several along one dimension alone. */
function isScores({ dtype, shape }: Tensor): boolean {
  return isFloat(dtype) && shape.filter((size) => size > 1).length === 1;
}

/** The place of the largest, the first of equals. */
function firstOf(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
