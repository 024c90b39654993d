import { runsOf } from '../cost/runs-of';
import { runCycles } from '../cost/vector-cycles';
import { int, region } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes } from './checks';
import { defineWork } from './define-instruction';

/** `y = value`, every element. */
export interface Fill<R = Region> {
  readonly kind: 'fill';
  readonly y: R;
  readonly value: number;
}

export const fill = defineWork<'fill'>({
  kind: 'fill',
  code: 13,
  queue: 'vector',
  map: (i, { write }) => ({ ...i, y: write(i.y) }),
  fields: { y: region, value: int },
  complaint: ({ y }) => dtypes('y', y, 'int8', 'int16', 'int32'),
  cycles: ({ y }, features) => runCycles(runsOf(y), features),
  tiling: 'elementwise',
});
