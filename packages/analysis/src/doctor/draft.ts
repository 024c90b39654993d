import type { ChannelOrder } from './conventions';
import type { Feeding, GivenInput } from './feeding';
import type { Cure, Mistake } from './mistake';
import type { SampleRange } from './sample-range';

/** What the samples of one input say by themselves. */
export interface SampleFacts {
  readonly range: SampleRange;
  /** Of `lieOfPlanes`. */
  readonly lie?: number;
  /** Of `colourLean`. */
  readonly lean?: number;
}

/** A proposal: what feeds the model right if it is the mistake. */
export type Draft = readonly [
  mistake: Mistake,
  change: Partial<Feeding>,
  prior: number,
  why: readonly string[],
  cure: Cure,
];

export function orderOf({ typeTrain }: GivenInput): ChannelOrder {
  return typeTrain === 'rgb' || typeTrain === 'bgr' ? typeTrain : 'none';
}

export function scaleCure(scale: readonly number[], norm?: string): Cure {
  return { key: 'scale_value', value: list(scale), ...(norm ? { advice: `with norm_type: '${norm}'` } : {}) };
}

export function meanCure(mean: readonly number[], norm?: string): Cure {
  return { key: 'mean_value', value: list(mean), ...(norm ? { advice: `with norm_type: '${norm}'` } : {}) };
}

export function normCure(value: string): Cure {
  return { key: 'norm_type', value, advice: 'or write the samples as pixels 0..255' };
}

/** As a recipe writes it. */
export function list(values: readonly number[]): string {
  return values.map((value) => String(Number(value.toPrecision(7)))).join(' ');
}

export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
