import { MOST_NORMALISED, type NormBound, type NormKind } from '@openbpu/tensor';
import { subView } from '../box';
import { passCycles } from '../cost/vector-cycles';
import { int, real, region, uint, word } from '../encoding/codec';
import type { Region } from '../region';
import { bounds, dtypes, firstOf, sameShapes, single } from './checks';
import { defineWork } from './define-instruction';

/**
 * Over the last `reduced` dimensions: exact sums of x and of its squares, from them a mean and a divisor in double
 * (`normDivisor` of tensor), and `clamp(rne(fround(fround(fround((x − mean) / divisor)·factor) + offset)), low, high)`.
 * All operands have one shape; factor and offset are float32, repeated dimensions of them have stride 0.
 */
export interface Normalise<R = Region> {
  readonly kind: 'normalise';
  readonly norm: NormKind;
  readonly bound: NormBound;
  readonly x: R;
  readonly factor: R;
  readonly offset: R;
  readonly y: R;
  readonly reduced: number;
  readonly epsilon: number;
  readonly low: number;
  readonly high: number;
}

const together = ({ shape }: { readonly shape: readonly number[] }, reduced: number) =>
  shape.slice(shape.length - reduced).reduce((product, dim) => product * dim, 1);

export const normalise = defineWork<'normalise'>({
  kind: 'normalise',
  code: 18,
  queue: 'vector',
  map: (i, { read, write }) => ({
    ...i,
    x: read(i.x),
    factor: read(i.factor),
    offset: read(i.offset),
    y: write(i.y),
  }),
  fields: {
    norm: word(['deviation', 'root-mean-square', 'euclidean']),
    bound: word(['inside', 'added', 'least']),
    y: region,
    x: region,
    factor: region,
    offset: region,
    reduced: uint,
    epsilon: real,
    low: int,
    high: int,
  },
  complaint: ({ x, factor, offset, y, reduced, epsilon, low, high }) =>
    firstOf(
      (reduced < 1 || reduced > x.shape.length) && `${reduced} of ${x.shape.length} dimensions cannot be reduced`,
      dtypes('x', x, 'int8', 'int16'),
      dtypes('factor', factor, 'float32'),
      dtypes('offset', offset, 'float32'),
      dtypes('y', y, 'int8', 'int16'),
      sameShapes('x', x, 'y', y),
      sameShapes('factor', factor, 'y', y),
      sameShapes('offset', offset, 'y', y),
      together(x, reduced) > MOST_NORMALISED && `${together(x, reduced)} elements are too many for exact sums`,
      single('epsilon', epsilon),
      epsilon < 0 && `epsilon ${epsilon} is negative`,
      bounds(low, high, y),
    ),
  /** Four passes: the sums, what is taken away and divided by, the factor and the offset, the rounding. */
  cycles: ({ x, y }, { vectorLanes }) => passCycles(4, x, y, vectorLanes),
  tiling: {
    granule: () => undefined,
    whole: ({ reduced }) => reduced,
    cut: (i, box) => ({
      ...i,
      x: subView(i.x, box),
      factor: subView(i.factor, box),
      offset: subView(i.offset, box),
      y: subView(i.y, box),
    }),
  },
});
