import { HzGridSample as op } from '@openbpu/ops';
import { type DType, type QuantDType, int32, int64 } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import type { Body } from './body';
import { MIXTURES, hasTypes, typesSuffix } from './by-type';
import { defineFunction } from './function';
import { requantised, typeBounds } from './requantised';

/** Places and weights are out of this. */
const ONE = 2048;

/** Suffixes say the types of x and y; a grid of either type is read alike. Sums of int16 need more than 32 bits. */
export const HzGridSample = defineFunction(
  op,
  MIXTURES.map((types) => ({
    suffix: typesSuffix(types),
    when: (call) => hasTypes(call, types),
    inputs: ['x', 'grid', 'rows', 'columns', 'm'],
    attributes: [],
    body: (b) => sampled(b, types.x === 'int8' ? 'int32' : 'int64', types.y),
  })),
);

/** Elements in a row of their own, [n, h·w, c], with a border of zeros that every place outside falls on. */
function sampled(b: Body, accumulator: 'int32' | 'int64', dtype: QuantDType): string {
  const border = b.numbers(0, 0, 1, 1, 0, 0, 2, 2);
  const padded = b.op('Pad', [b.cast('x', accumulator), border, b.cast(b.constant(int64([], [0])), accumulator)]);
  const lines = b.op('Reshape', [padded, b.numbers(0, 0, -1)]);
  const elements = b.op('Transpose', [lines], [intsAttribute('perm', [0, 2, 1])]);
  const width = b.part(b.op('Shape', [padded]), 3, 4);
  const [down, across] = [placesOf(b, 'rows', 1, accumulator), placesOf(b, 'columns', 0, accumulator)];
  const above = b.op('Mul', [down.first, width]);
  const below = b.op('Add', [above, width]);
  const right = b.op('Add', [across.first, b.numbers(1)]);
  const taken = (row: string, column: string) =>
    b.op('GatherND', [elements, b.op('Add', [row, column])], [intAttribute('batch_dims', 1)]);
  const mixed = (first: string, second: string, { before, after }: Places) =>
    b.op('Add', [b.op('Mul', [first, before]), b.op('Mul', [second, after])]);
  const [upper, lower] = [above, below].map((row) => mixed(taken(row, across.first), taken(row, right), across));
  const sums = b.op('Transpose', [mixed(upper, lower, down)], [intsAttribute('perm', [0, 2, 1])]);
  const shape = b.concat(b.part(b.op('Shape', ['x']), 0, 2), b.part(b.op('Shape', ['grid']), 1, 3));
  return b.op('Reshape', [requantised(b, sums, 'm', typeBounds(b, dtype), dtype), shape]);
}

/** Of every element of the result, [n, oh·ow, 1]: its first neighbour in the padded image, and both weights. */
interface Places {
  readonly first: string;
  readonly before: string;
  readonly after: string;
}

/** The entry of a negative q stands at q + length, which is what a negative index means to Gather. */
function placesOf(b: Body, table: string, coordinate: number, accumulator: DType): Places {
  const q = b.op('Gather', [b.cast('grid', 'int32'), b.constant(int64([], [coordinate]))], [intAttribute('axis', 3)]);
  const entries = b.op('Gather', [table, b.op('Reshape', [q, b.numbers(0, -1, 1)])]);
  const one = b.constant(int32([], [ONE]));
  const inside = b.op('Add', [entries, one]);
  const after = b.cast(b.op('Mod', [inside, one]), accumulator);
  const before = b.op('Sub', [b.cast(one, accumulator), after]);
  return { first: b.cast(b.op('Div', [inside, one]), 'int64'), before, after };
}
