import type { ValueId } from './node';

/**
 * How a model says by itself that a tensor is to be quantised: the reals that the smallest and the largest integer of
 * `type` stand for, evenly spaced between, 0 among them.
 */
export interface StatedRange {
  readonly low: number;
  readonly high: number;
  readonly type: 'int8' | 'int16';
  /** Not stated, but what follows from ranges that are. */
  readonly derived?: true;
}

export type StatedRanges = ReadonlyMap<ValueId, StatedRange>;

const KEY = 'stated_ranges';

/** The ranges among the metadata of a graph. */
export function statedRanges({ [KEY]: text }: Readonly<Record<string, string>>): StatedRanges {
  return new Map(text === undefined ? [] : (JSON.parse(text) as [ValueId, StatedRange][]));
}

/** The metadata of a graph that says so; nothing where no tensor has such a range. */
export function statedMetadata(ranges: StatedRanges): Record<string, string> {
  return ranges.size === 0 ? {} : { [KEY]: JSON.stringify([...ranges]) };
}

/** Metadata without the ranges in it. */
export function withoutRanges(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== KEY));
}
