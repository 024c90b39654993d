import { real, region, word } from '../encoding/codec';
import type { Region } from '../region';
import { dense, dtypes, firstOf, image, single } from './checks';
import { defineInstruction } from './define-instruction';

/**
 * H and W by tables. `nearest`: rows int32 [oh] and columns [ow] hold input indices. `linear`: [oh, 3] and [ow, 3] hold
 * (first, second, weight of the second out of 2048), `y = clamp(rne(fround(fround(Σ)·multiplier)))` with Σ the exact
 * weighted sum. x [n, h, w, c], y [n, oh, ow, c]; an index outside x reads the nearest element of x.
 */
export interface Resize<R = Region> {
  readonly kind: 'resize';
  readonly fn: 'nearest' | 'linear';
  readonly x: R;
  readonly y: R;
  readonly rows: R;
  readonly columns: R;
  readonly multiplier: number;
}

export const resize = defineInstruction<Resize>({
  kind: 'resize',
  code: 11,
  queue: 'vector',
  reads: ['x', 'rows', 'columns'],
  writes: ['y'],
  fields: { fn: word(['nearest', 'linear']), y: region, x: region, rows: region, columns: region, multiplier: real },
  complaint({ fn, x, y, rows, columns, multiplier }) {
    const entry = fn === 'linear' ? [3] : [];
    return firstOf(
      image('x', x),
      image('y', y),
      single('multiplier', multiplier),
      dtypes('x', x, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      fn === 'nearest' && x.dtype !== y.dtype && 'nearest does not change the element type',
      dtypes('rows', rows, 'int32'),
      dtypes('columns', columns, 'int32'),
      dense('rows', rows, [y.shape[1], ...entry]),
      dense('columns', columns, [y.shape[2], ...entry]),
      (x.shape[0] !== y.shape[0] || x.shape[3] !== y.shape[3]) && 'batch and channels of x and y differ',
    );
  },
});
