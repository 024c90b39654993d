import * as ops from '@openbpu/ops';
import { type Tensor, float32, int32, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { integers, multipliers, resultOf } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

type Width = 'int8' | 'int16';

const side = fc.integer({ min: 1, max: 6 });
const sizes = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }), side, side, side, side);

/** Places all over an axis and just beside it, whole ones and both ends among them. */
const table = (entries: number, size: number): fc.Arbitrary<Tensor<'int32'>> =>
  integers('int32', [entries], [0, (size + 1) * 8]).map(({ data }) =>
    int32(
      [entries],
      Array.from(data, (place, i) =>
        Math.min(Math.max(place * 256 - 2048, -2048) + (place % 3 === 0 ? 0 : i % 200), size * 2048),
      ),
    ),
  );

const samples = (x: Width, grid: Width, y: Width): Case => ({
  name: `HzGridSample of ${x} by a grid of ${grid} to ${y}`,
  examples: sizes.chain(([n, c, h, w, oh, ow]) => {
    const entries = grid === 'int8' ? 256 : 65536;
    return fc
      .tuple(
        integers(x, [n, c, h, w]),
        integers(grid, [n, oh, ow, 2]),
        table(entries, h),
        table(entries, w),
        multipliers([], [-30, -14]),
      )
      .map((inputs): Example => ({ op: ops.HzGridSample, inputs, fed: [0, 1], attrs: resultOf(y) }));
  }),
});

/** Multiples of 1/64 and anything, from far outside on one side to the other. */
const reals = (shape: readonly number[], most: number) =>
  fc
    .array(
      fc.oneof(
        fc.integer({ min: -64 * most, max: 64 * most }).map((k) => k / 64),
        fc.double({ min: -most, max: most, noNaN: true }),
      ),
      { minLength: sizeOf(shape), maxLength: sizeOf(shape) },
    )
    .map((values) => float32(shape, values));

/** Images of reals sampled at computed places. */
export const realSamples: Case = {
  name: 'GridSample',
  examples: fc
    .record({
      of: sizes,
      mode: fc.constantFrom('bilinear', 'nearest'),
      padding_mode: fc.constantFrom('zeros', 'border', 'reflection'),
      align_corners: fc.boolean(),
      most: fc.constantFrom(1, 1, 2, 5),
    })
    .chain(({ of: [n, c, h, w, oh, ow], most, ...attrs }) =>
      fc
        .tuple(reals([n, c, h, w], 2), reals([n, oh, ow, 2], most))
        .map((inputs): Example => ({ op: ops.GridSample, inputs, fed: [0, 1], attrs })),
    ),
};

/** Images of integers sampled at computed places, of every mixture of types. */
export const sampleCases: readonly Case[] = [
  samples('int8', 'int8', 'int8'),
  samples('int8', 'int16', 'int16'),
  samples('int16', 'int8', 'int8'),
  samples('int16', 'int16', 'int16'),
];
