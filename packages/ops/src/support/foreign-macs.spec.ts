import { tensorType } from '@openbpu/tensor';
import { OnnxOp } from '../float/OnnxOp';
import { foreignMacs } from './foreign-macs';

const types = (shapes: readonly (readonly number[] | undefined)[]) =>
  shapes.map((shape) => shape && tensorType('float32', shape));
const count = (
  opType: string,
  inputs: readonly (readonly number[] | undefined)[],
  output: readonly number[],
  attributes: Readonly<Record<string, unknown>> = {},
) => foreignMacs(opType, types(inputs), [tensorType('float32', output)], attributes);

it.each([
  // 8 of 16 output maps of 4x5x6 sum 3x3x3 of 2 inputs.
  [
    'Conv',
    [
      [1, 4, 4, 5, 6],
      [16, 2, 3, 3, 3],
    ],
    [1, 16, 4, 5, 6],
    {},
    16 * 120 * 54,
  ],
  [
    'ConvInteger',
    [
      [1, 4, 5, 6],
      [8, 4, 3, 3],
    ],
    [1, 8, 3, 4],
    {},
    96 * 36,
  ],
  ['QLinearConv', [[1, 4, 5, 6], [], [], [8, 4, 1, 1]], [1, 8, 5, 6], {}, 240 * 4],
  [
    'ConvTranspose',
    [
      [1, 4, 2, 2, 2],
      [4, 3, 2, 2, 2],
    ],
    [1, 3, 4, 4, 4],
    {},
    32 * 24,
  ],
  [
    'MatMul',
    [
      [2, 5, 7],
      [7, 3],
    ],
    [2, 5, 3],
    {},
    30 * 7,
  ],
  [
    'MatMulInteger',
    [
      [5, 7],
      [7, 3],
    ],
    [5, 3],
    {},
    15 * 7,
  ],
  [
    'Gemm',
    [
      [5, 7],
      [7, 3],
    ],
    [5, 3],
    {},
    15 * 7,
  ],
  [
    'Gemm',
    [
      [7, 5],
      [7, 3],
    ],
    [5, 3],
    { transA: 1 },
    15 * 7,
  ],
  // 10 steps of batch 2, 6 in, 8 hidden, both directions: 4 gates of (6 + 8) each.
  [
    'LSTM',
    [
      [10, 2, 6],
      [2, 32, 6],
      [2, 32, 8],
    ],
    [10, 2, 2, 8],
    {},
    20 * 2 * 32 * 14,
  ],
  ['LSTM', [[1, 1, 6], [1, 32, 6], [1, 32, 8], , , , , [1, 24]], [1, 1, 1, 8], {}, 32 * 14 + 24],
  [
    'GRU',
    [
      [10, 2, 6],
      [1, 24, 6],
      [1, 24, 8],
    ],
    [10, 1, 2, 8],
    {},
    20 * 24 * 14,
  ],
  [
    'RNN',
    [
      [2, 10, 6],
      [1, 8, 6],
      [1, 8, 8],
      [1, 16],
    ],
    [10, 1, 2, 8],
    { layout: 1 },
    20 * 8 * 14,
  ],
  // 4 heads, 9 queries, 11 + 5 keys, 8 wide.
  ['Attention', [[1, 4, 9, 8], [1, 4, 11, 8], [1, 4, 11, 8], , [1, 4, 5, 8]], [1, 4, 9, 8], {}, 2 * 288 * 16],
  [
    'Attention',
    [
      [1, 9, 32],
      [1, 11, 16],
      [1, 11, 16],
    ],
    [1, 9, 32],
    {},
    2 * 288 * 11,
  ],
  [
    'Einsum',
    [
      [5, 7],
      [7, 3],
    ],
    [5, 3],
    { equation: 'ij,jk->ik' },
    105,
  ],
  [
    'Einsum',
    [
      [2, 4, 9, 8],
      [2, 4, 11, 8],
    ],
    [2, 4, 9, 11],
    { equation: 'b h i d, b h j d -> b h i j' },
    8 * 99 * 8,
  ],
  [
    'Einsum',
    [
      [2, 3, 5, 7],
      [2, 3, 7, 4],
    ],
    [2, 3, 5, 4],
    { equation: '...ij,...jk->...ik' },
    6 * 140,
  ],
  ['Einsum', [[5], [5], [5]], [5], { equation: 'i,i,i->i' }, 10],
  ['Einsum', [[5, 7]], [7, 5], { equation: 'ij->ji' }, 0],
  ['Softmax', [[5, 7]], [5, 7], {}, 0],
  ['toString', [[5, 7]], [5, 7], {}, 0],
  ['MatMul', [[], [7]], [], {}, 0],
] as const)('counts %s of %j to %j', (opType, inputs, output, attributes, macs) => {
  expect(count(opType, inputs, output, attributes)).toBe(macs);
});

it('is what an operator taken as it stands counts, of the standard domain alone', () => {
  const macs = (domain: string) =>
    OnnxOp.macs?.(
      types([
        [5, 7],
        [7, 3],
      ]),
      [tensorType('float32', [5, 3])],
      {
        domain,
        opType: 'MatMul',
        opset: 17,
        attributes: {},
        outputTypes: [{ dtype: 'float32', shape: [5, 3] }],
      },
    );
  expect([macs(''), macs('ai.onnx'), macs('elsewhere')]).toEqual([105, 105, 0]);
});
