import { type HzQuantizedResizeUpsampleAttrs, HzQuantizedResizeUpsample as op } from '@openbpu/ops';
import { type DType, type QuantDType, int32 } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import type { Body } from './body';
import { MIXTURES, hasTypes, typesSuffix } from './by-type';
import { type FunctionVariant, defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

const attributes = ['mode'] as const;

/** Linear sums of int16 need more than 32 bits. */
export const HzQuantizedResizeUpsample = defineFunction(op, [
  {
    suffix: '',
    when: ({ attrs }) => attrs.mode === 'nearest',
    inputs: ['x', 'rows', 'columns'],
    attributes,
    body: (b) => taken(b, taken(b, 'x', 'rows', 2), 'columns', 3),
  },
  ...MIXTURES.map((types): FunctionVariant<HzQuantizedResizeUpsampleAttrs> => ({
    suffix: `_linear${typesSuffix(types)}`,
    when: (call) => call.attrs.mode === 'linear' && hasTypes(call, types),
    inputs: ['x', 'rows', 'columns', 'm'],
    attributes,
    body: (b) => linear(b, types.x === 'int8' ? 'int32' : 'int64', types.y),
  })),
]);

function taken(b: Body, x: string, indices: string, axis: number): string {
  return b.op('Gather', [x, indices], [intAttribute('axis', axis)]);
}

function linear(b: Body, accumulator: DType, dtype: QuantDType): string {
  const rows = mixed(b, b.cast('x', accumulator), 'rows', 2, accumulator);
  return requantised(b, mixed(b, rows, 'columns', 3, accumulator), 'm', typeBounds(b, dtype), dtype);
}

/** `first·(2048 − weight) + second·weight` along an axis; the columns of the table are first, second, weight. */
function mixed(b: Body, x: string, table: string, axis: 2 | 3, accumulator: DType): string {
  const column = (k: number) => b.op('Gather', [table, b.constant(int32([], [k]))], [intAttribute('axis', 1)]);
  const weight = b.cast(column(2), accumulator);
  const after = axis === 2 ? b.op('Reshape', [weight, b.numbers(-1, 1)]) : weight;
  const before = b.op('Sub', [b.cast(b.numbers(2048), accumulator), after]);
  return b.op('Add', [
    b.op('Mul', [taken(b, x, column(0), axis), before]),
    b.op('Mul', [taken(b, x, column(1), axis), after]),
  ]);
}
