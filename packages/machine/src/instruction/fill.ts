import { int, region } from '../encoding/codec';
import type { Region } from '../region';
import { dtypes } from './checks';
import { defineInstruction } from './define-instruction';

/** `y = value`, every element. */
export interface Fill<R = Region> {
  readonly kind: 'fill';
  readonly y: R;
  readonly value: number;
}

export const fill = defineInstruction<Fill>({
  kind: 'fill',
  code: 13,
  queue: 'vector',
  reads: [],
  writes: ['y'],
  fields: { y: region, value: int },
  complaint: ({ y }) => dtypes('y', y, 'int8', 'int16', 'int32'),
});
