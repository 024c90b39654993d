import type { Instruction, MachineDType, Program, Region } from '@openbpu/machine';
import { stridesOf } from '@openbpu/tensor';

const at = (space: Region['space'], dtype: MachineDType, ...shape: number[]): Region => ({
  space,
  offset: 0,
  dtype,
  shape,
  strides: stridesOf(shape),
});
const chip = (dtype: MachineDType, ...shape: number[]) => at('sram', dtype, ...shape);

const range = { low: -128, high: 127 } as const;
const window = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pads: [1, 1, 1, 1], ...range } as const;
const image = chip('int8', 1, 40, 40, 48);
const bias = chip('int32', 48);

/** Products of each sort, of int8 and of int16. */
const tensor: readonly Instruction[] = (['int8', 'int16'] as const).flatMap((dtype): Instruction[] => [
  {
    kind: 'conv',
    x: chip(dtype, 1, 40, 40, 48),
    y: image,
    weights: chip('int8', 48, 3, 3, 48),
    bias,
    group: 1,
    ...window,
  },
  { kind: 'dwconv', x: chip(dtype, 1, 40, 40, 48), y: image, weights: chip('int8', 3, 3, 48), bias, ...window },
  { kind: 'gemm', x: chip(dtype, 900, 99), y: chip('int8', 900, 48), weights: chip('int8', 48, 99), bias, ...range },
  {
    kind: 'matmul',
    a: chip(dtype, 9, 90, 64),
    b: chip('int8', 9, 64, 80),
    y: chip('int8', 9, 90, 80),
    multiplier: 1,
    ...range,
  },
]);

/** The conversion of three colours. */
const colours: Instruction = {
  kind: 'gemm',
  x: chip('int8', 1600, 3),
  y: chip('int8', 1600, 3),
  weights: chip('int8', 3, 3),
  bias: chip('int32', 3),
  ...range,
};

const tables = { rows: chip('int32', 40), columns: chip('int32', 40), multiplier: 1 } as const;
const vector: readonly Instruction[] = [
  { kind: 'eltwise', fn: 'add', a: image, b: image, y: image, ma: 1, mb: 1, ...range },
  { kind: 'pool', fn: 'max', x: image, y: image, ...window },
  { kind: 'resize', fn: 'nearest', x: image, y: image, ...tables },
  { kind: 'softmax', x: chip('int8', 1, 30, 50, 64), table: chip('int32', 256), y: chip('int8', 1, 30, 50, 64) },
  {
    kind: 'topk',
    fn: 'values',
    order: 'largest',
    ties: 'first',
    x: chip('int8', 1, 30, 50, 64),
    y: chip('int8', 1, 30, 50, 8),
  },
  { kind: 'move', x: image, y: image },
  { kind: 'fill', y: image, value: 0 },
  { kind: 'requant', x: image, y: image, multiplier: 1, ...range },
];

const outside = at('ddr', 'int8', 1, 40, 40, 48);

/** Instructions of every sort of cost, and tokens between them. */
export const EVERY_COST: Program = {
  name: 'costs',
  march: 'bayes-e',
  memory: { ddr: 1 << 20, sram: 1 << 20, const: 0 },
  tensors: [],
  inputs: [],
  outputs: [],
  calls: [
    {
      name: 'c',
      instructions: [
        { kind: 'load', x: outside, y: image },
        { kind: 'sync', from: 'dma', to: 'tensor' },
        ...tensor,
        colours,
        { kind: 'sync', from: 'tensor', to: 'vector' },
        ...vector,
        { kind: 'sync', from: 'vector', to: 'dma' },
        { kind: 'store', x: image, y: outside },
      ],
    },
  ],
};
