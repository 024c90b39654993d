import { type HzCalibrationAttrs, HzCalibration as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import type { Body } from './body';
import { type FunctionVariant, defineFunction } from './function';
import { typeBounds } from './requantised';

/** One body for activations (−128..127, or that less what stands for 0) and one for weights (−127..127), each with one scale or one per index of an axis. */
export const HzCalibration = defineFunction(
  op,
  (['activation', 'weight'] as const).flatMap((kind) =>
    [false, true].flatMap((perAxis) => (kind === 'weight' ? [false] : [false, true]).map((shifted) => ({
      suffix: `${kind === 'weight' ? '_weight' : ''}${perAxis ? '_axis' : ''}${shifted ? '_zero' : ''}`,
      when: ({ attrs }) => attrs.kind === kind && (attrs.axis !== undefined) === perAxis && (attrs.zero !== 0) === shifted,
      inputs: ['x'],
      attributes: [...(perAxis ? (['scales', 'thresholds', 'axis', 'kind'] as const) : (['scales', 'thresholds', 'kind'] as const)), ...(shifted ? (['zero'] as const) : [])],
      body: (b) => calibrated(b, perAxis ? alongAxis(b) : b.op('Reshape', [b.floats('scales'), b.constant(int64([0], []))]), shifted ? shiftedBounds : () => typeBounds(b, 'int8', kind === 'weight' ? -127 : -128)),
    } satisfies FunctionVariant<HzCalibrationAttrs>))),
  ),
);

function calibrated(b: Body, scale: string, bounds: (b: Body) => readonly [string, string]): string {
  const quotient = b.op('Div', ['x', scale]);
  const number = b.op('Where', [b.op('IsNaN', [quotient]), b.constant(float32([], [0])), quotient]);
  const q = b.op('Clip', [b.op('Round', [number]), ...bounds(b)]);
  return b.op('Mul', [b.cast(b.cast(q, 'int16'), 'float32'), scale]);
}

/** The scales shaped so that they broadcast along the axis: 1 everywhere, −1 there. */
function alongAxis(b: Body): string {
  const rank = b.op('Shape', [b.op('Shape', ['x'])]);
  const axis = b.op('Reshape', [b.int('axis'), b.numbers(1)]);
  const shape = b.op('OneHot', [axis, rank, b.numbers(1, -1)]);
  return b.op('Reshape', [b.floats('scales'), b.op('Reshape', [shape, b.numbers(-1)])]);
}

/** The bounds of int8, seen from what stands for 0. */
function shiftedBounds(b: Body): readonly [string, string] {
  const zero = b.cast(b.int('zero'), 'float32');
  const [low, high] = typeBounds(b, 'int8');
  return [b.op('Sub', [low, zero]), b.op('Sub', [high, zero])];
}
