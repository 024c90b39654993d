import { type HzCalibrationAttrs, HzCalibration as op } from '@openbpu/ops';
import { float32, int64 } from '@openbpu/tensor';
import type { Body } from './body';
import { type Integer, resultSuffix } from './by-type';
import { type FunctionVariant, defineFunction } from './function';
import { typeBounds } from './requantised';

/**
 * How the scales lie over a tensor: one for all, one per index of an axis, or those divided by the scales of the input
 * channels that weights take in.
 */
const LAYOUTS = {
  '': { attributes: [], shaped: (b: Body, vector: string) => b.op('Reshape', [vector, b.constant(int64([0], []))]) },
  _axis: { attributes: ['axis'], shaped: alongAxis },
  _columns: { attributes: ['axis', 'columns'], shaped: overColumns },
} as const;

/**
 * One body for activations (−128..127, or that less what stands for 0) and one for weights (−127..127), each for every
 * layout of the scales; one for activations of int16.
 */
export const HzCalibration = defineFunction(op, [
  variant('activation', '', false),
  variant('activation', '', false, 'int16'),
  variant('activation', '', true),
  variant('activation', '_axis', false),
  variant('activation', '_axis', true),
  variant('weight', '', false),
  variant('weight', '_axis', false),
  variant('weight', '_columns', false),
]);

function variant(
  kind: HzCalibrationAttrs['kind'],
  layout: keyof typeof LAYOUTS,
  shifted: boolean,
  dtype: Integer = 'int8',
): FunctionVariant<HzCalibrationAttrs> {
  const { attributes, shaped } = LAYOUTS[layout];
  return {
    suffix: `${kind === 'weight' ? '_weight' : ''}${layout}${shifted ? '_zero' : ''}${resultSuffix(dtype)}`,
    when: ({ attrs }) =>
      attrs.kind === kind &&
      layoutOf(attrs) === layout &&
      attrs.zeros.length > 0 === shifted &&
      (attrs.dtype ?? 'int8') === dtype,
    inputs: ['x'],
    attributes: ['scales', 'thresholds', ...attributes, 'kind', ...(shifted ? (['zeros'] as const) : [])],
    body: (b) =>
      calibrated(b, shaped(b, b.floats('scales')), () => {
        const bounds = kind === 'weight' ? typeBounds(b, dtype, -127) : typeBounds(b, dtype);
        return shifted ? shiftedBounds(b, bounds, shaped(b, b.cast(b.ints('zeros'), 'float32'))) : bounds;
      }),
  };
}

function layoutOf({ axis, columns }: HzCalibrationAttrs): keyof typeof LAYOUTS {
  if (axis === undefined) return '';
  return columns.length === 0 ? '_axis' : '_columns';
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

/** Rows divided by columns, shaped as x: every group of outputs reads columns of its own. */
function overColumns(b: Body, rows: string): string {
  const dims = b.op('Shape', ['x']);
  const [one, rest] = [b.numbers(1), b.numbers(-1)];
  const [outputs, inputs] = [b.part(dims, 0, 1), b.part(dims, 1, 2)];
  const taps = b.op('Sub', [b.op('Shape', [dims]), b.numbers(2)]);
  const ones = b.op('Expand', [one, taps]);
  const byGroup = b.op('Reshape', [b.floats('columns'), b.concat(rest, one, inputs)]);
  const groups = b.part(b.op('Shape', [byGroup]), 0, 1);
  const repeated = b.op('Expand', [byGroup, b.concat(one, b.op('Div', [outputs, groups]), one)]);
  return b.op('Div', [
    b.op('Reshape', [rows, b.concat(rest, one, ones)]),
    b.op('Reshape', [repeated, b.concat(outputs, inputs, ones)]),
  ]);
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
