import { type HzSNormalizeAttrs, HzSNormalize as op } from '@openbpu/ops';
import { type NormBound, type NormKind, float32, makeTensor } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import type { Body } from './body';
import { type FunctionVariant, defineFunction } from './function';
import { attributeBounds, rounded } from './requantised';

const NORMS: readonly NormKind[] = ['deviation', 'root-mean-square', 'euclidean'];
const BOUNDS: readonly NormBound[] = ['inside', 'added', 'least'];

/** Sums are whole numbers in double, so that their order does not matter; quotients and roots are those of IEEE 754. */
export const HzSNormalize = defineFunction(
  op,
  NORMS.flatMap((norm) =>
    BOUNDS.flatMap((bound) =>
      (['int8', 'int16'] as const).map((dtype): FunctionVariant<HzSNormalizeAttrs> => ({
        suffix: `_${norm.replaceAll('-', '_')}_${bound}${dtype === 'int16' ? '_i16' : ''}`,
        when: ({ attrs, outputs }) => attrs.norm === norm && attrs.bound === bound && outputs[0].dtype === dtype,
        inputs: ['x', 'factor', 'offset', 'epsilon'],
        attributes: ['axes', 'low', 'high'],
        body: (b) => normalised(b, norm, bound, dtype),
      })),
    ),
  ),
);

function normalised(b: Body, norm: NormKind, bound: NormBound, dtype: 'int8' | 'int16'): string {
  const q = b.cast('x', 'float64');
  const sumOf = (x: string) => b.op('ReduceSum', [x, b.ints('axes')], [intAttribute('keepdims', 1)]);
  const squares = sumOf(b.op('Mul', [q, q]));
  const count = b.cast(b.op('Div', [b.op('Size', [q]), b.op('Size', [squares])]), 'float64');
  const mean = norm === 'deviation' ? b.op('Div', [sumOf(q), count]) : undefined;
  const power = norm === 'euclidean' ? squares : b.op('Div', [squares, count]);
  const spread = mean === undefined ? power : b.op('Sub', [power, b.op('Mul', [mean, mean])]);
  const zero = b.constant(makeTensor('float64', [], Float64Array.of(0)));
  const divisor = divisorOf(b, b.op('Max', [spread, zero]), b.cast('epsilon', 'float64'), bound);
  const centred = mean === undefined ? q : b.op('Sub', [q, mean]);
  const normal = b.cast(b.op('Div', [centred, divisor]), 'float32');
  const y = b.op('Add', [b.op('Mul', [normal, 'factor']), 'offset']);
  const number = b.op('Where', [b.op('IsNaN', [y]), b.constant(float32([], [0])), y]);
  return rounded(b, number, attributeBounds(b), dtype);
}

function divisorOf(b: Body, power: string, epsilon: string, bound: NormBound): string {
  if (bound === 'inside') return b.op('Sqrt', [b.op('Add', [power, epsilon])]);
  return b.op(bound === 'added' ? 'Add' : 'Max', [b.op('Sqrt', [power]), epsilon]);
}
