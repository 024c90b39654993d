import { type Narrow, SHIFT } from '../element-type';
import {
  type AddMixed,
  addMixed,
  type MixedTypes,
  type MulMixed,
  mulMixed,
  type PreluMixed,
  preluMixed,
  type RequantMixed,
  requantMixed,
} from '../mixed';
import { addMixedReference, mulMixedReference, preluMixedReference, requantMixedReference } from '../reference/mixed';
import type { Kernels } from '../kernels';
import type { Draw } from './draw';
import type { Family, FamilyVariant, RowsShape, RunShape } from './family';

const NARROW = ['int8', 'int16'] as const;

export type MixedRunShape = RunShape & MixedTypes;

function operands(kernels: Kernels, draw: Draw, { length, period, ...types }: MixedRunShape) {
  return {
    ...types,
    a: kernels.put(draw.elements(types.aType, length)),
    b: kernels.put(draw.elements(types.bType, period)),
    y: kernels.alloc(length << SHIFT[types.yType]),
    length,
    period,
    ...draw.bounds(types.yType),
  };
}

/** Every mixture, and int16 alone with a second operand that repeats. */
const RUNS: readonly FamilyVariant<MixedRunShape>[] = [
  ...NARROW.flatMap((aType) =>
    NARROW.flatMap((bType) =>
      NARROW.map((yType) => ({
        name: `${aType}-${bType}-${yType}`,
        small: { aType, bType, yType, length: 1003, period: 1003 },
        large: { aType, bType, yType, length: 401408, period: 401408 },
      })),
    ),
  ),
  {
    name: 'int16-per-channel',
    small: { aType: 'int16', bType: 'int16', yType: 'int16', length: 1008, period: 24 },
    large: { aType: 'int16', bType: 'int16', yType: 'int16', length: 401408, period: 128 },
  },
];

export const ADD_MIXED: Family<MixedRunShape, AddMixed> = {
  name: 'addMixed',
  kernel: addMixed,
  reference: addMixedReference,
  prepare: (kernels, draw, shape) => ({
    ...operands(kernels, draw, shape),
    aMultiplier: draw.multiplier(),
    bMultiplier: draw.multiplier(),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: RUNS,
};

export const MUL_MIXED: Family<MixedRunShape, MulMixed> = {
  name: 'mulMixed',
  kernel: mulMixed,
  reference: mulMixedReference,
  prepare: (kernels, draw, shape) => ({ ...operands(kernels, draw, shape), multiplier: draw.multiplier() }),
  work: ({ length }) => length,
  unit: 'element',
  variants: RUNS,
};

export type RequantShape = Pick<RequantMixed, 'xType' | 'yType' | 'length'>;

export const REQUANT_MIXED: Family<RequantShape, RequantMixed> = {
  name: 'requantMixed',
  kernel: requantMixed,
  reference: requantMixedReference,
  prepare: (kernels, draw, { xType, yType, length }) => ({
    xType,
    yType,
    x: kernels.put(draw.elements(xType, length)),
    y: kernels.alloc(length << SHIFT[yType]),
    length,
    multiplier: draw.multiplier(),
    ...draw.bounds(yType),
  }),
  work: ({ length }) => length,
  unit: 'element',
  variants: ([...NARROW, 'int32'] as const).flatMap((xType) =>
    NARROW.map((yType) => ({
      name: `${xType}-${yType}`,
      small: { xType, yType, length: 1003 },
      large: { xType, yType, length: 401408 },
    })),
  ),
};

export type PreluShape = RowsShape & { readonly xType: Narrow; readonly yType: Narrow };

export const PRELU_MIXED: Family<PreluShape, PreluMixed> = {
  name: 'preluMixed',
  kernel: preluMixed,
  reference: preluMixedReference,
  prepare: (kernels, draw, { rows, channels, xType, yType }) => ({
    xType,
    yType,
    x: kernels.put(draw.elements(xType, rows * channels)),
    y: kernels.alloc((rows * channels) << SHIFT[yType]),
    rows,
    channels,
    multiplier: draw.multiplier(),
    negativeMultipliers: kernels.put(draw.multipliers(channels)),
    ...draw.bounds(yType),
  }),
  work: ({ rows, channels }) => rows * channels,
  unit: 'element',
  variants: NARROW.flatMap((xType) =>
    NARROW.map((yType) => ({
      name: `${xType}-${yType}`,
      small: { xType, yType, rows: 13, channels: 21 },
      large: { xType, yType, rows: 3136, channels: 128 },
    })),
  ),
};
