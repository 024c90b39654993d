import { type HzCalibrationAttrs, HzCalibration as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import type { Body } from './body';
import { type FunctionVariant, defineFunction } from './function';
import { typeBounds } from './requantised';

/** How the scales lie over a tensor: one for all, one per index of an axis, or one per pair of indices of two. */
const LAYOUTS = {
  '': { attributes: [], shaped: (b: Body, vector: string) => b.op('Reshape', [vector, b.constant(int64([0], []))]) },
  _axis: { attributes: ['axis'], shaped: alongAxis },
  _pair: { attributes: ['axis', 'span'], shaped: alongPair },
} as const;

/** One body for activations (−128..127, or that less what stands for 0) and one for weights (−127..127), each for every layout of the scales. */
export const HzCalibration = defineFunction(op, [
  variant('activation', '', false), variant('activation', '', true), variant('activation', '_axis', false), variant('activation', '_axis', true),
  variant('weight', '', false), variant('weight', '_axis', false), variant('weight', '_pair', false),
]);

function variant(kind: HzCalibrationAttrs['kind'], layout: keyof typeof LAYOUTS, shifted: boolean): FunctionVariant<HzCalibrationAttrs> {
  const { attributes, shaped } = LAYOUTS[layout];
  return {
    suffix: `${kind === 'weight' ? '_weight' : ''}${layout}${shifted ? '_zero' : ''}`,
    when: ({ attrs }) => attrs.kind === kind && layoutOf(attrs) === layout && attrs.zeros.length > 0 === shifted,
    inputs: ['x'],
    attributes: ['scales', 'thresholds', ...attributes, 'kind', ...(shifted ? (['zeros'] as const) : [])],
    body: (b) => calibrated(b, shaped(b, b.floats('scales')), () => {
      const bounds = typeBounds(b, 'int8', kind === 'weight' ? -127 : -128);
      return shifted ? shiftedBounds(b, bounds, shaped(b, b.cast(b.ints('zeros'), 'float32'))) : bounds;
    }),
  };
}

function layoutOf({ axis, span }: HzCalibrationAttrs): keyof typeof LAYOUTS {
  if (axis === undefined) return '';
  return span === 1 ? '_axis' : '_pair';
}

function calibrated(b: Body, scale: string, bounds: () => readonly [string, string]): string {
  const quotient = b.op('Div', ['x', scale]);
  const number = b.op('Where', [b.op('IsNaN', [quotient]), b.constant(float32([], [0])), quotient]);
  const [low, high] = bounds();
  const q = b.op('Min', [b.op('Max', [b.op('Round', [number]), low]), high]);
  return b.op('Mul', [b.cast(b.cast(q, 'int16'), 'float32'), scale]);
}

/** A vector shaped so that it broadcasts along the axis: 1 everywhere, −1 there. */
function alongAxis(b: Body, vector: string): string {
  const shape = oneHot(b, b.int('axis'), 1, -1);
  return b.op('Reshape', [vector, b.op('Reshape', [shape, b.numbers(-1)])]);
}

/** A vector shaped so that it broadcasts along the axis and the next: the dimensions of x there, 1 everywhere else. */
function alongPair(b: Body, vector: string): string {
  const [axis, next] = [b.int('axis'), b.op('Add', [b.int('axis'), b.numbers(1)])];
  const mask = b.op('Reshape', [b.op('Add', [oneHot(b, axis, 0, 1), oneHot(b, next, 0, 1)]), b.numbers(-1)]);
  const dims = b.op('Mul', [b.op('Sub', [b.op('Shape', ['x']), b.numbers(1)]), mask]);
  return b.op('Reshape', [vector, b.op('Add', [dims, b.numbers(1)])]);
}

/** Over the dimensions of x, [1, rank]: `on` at the axis, `off` everywhere else. */
function oneHot(b: Body, axis: string, off: number, on: number): string {
  const rank = b.op('Shape', [b.op('Shape', ['x'])]);
  return b.op('OneHot', [b.op('Reshape', [axis, b.numbers(1)]), rank, b.numbers(off, on)]);
}

/** The bounds of int8, seen from what stands for 0. */
function shiftedBounds(b: Body, [low, high]: readonly [string, string], zero: string): readonly [string, string] {
  return [b.op('Sub', [low, zero]), b.op('Sub', [high, zero])];
}
