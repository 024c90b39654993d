import { deletedNodesText } from './deleted-nodes-text';

const TRANSPOSE = {
  name: 'a_TransposeInput0',
  type: 'Transpose',
  side: 'input',
  from: 'a int8[1x4x4x3] NHWC',
  to: 'a_nchw int8[1x3x4x4] NCHW',
  port: 'a',
} as const;
const LINE =
  'a_TransposeInput0  type: Transpose  at: input  from: a int8[1x4x4x3] NHWC  to: a_nchw int8[1x3x4x4] NCHW  input: a';

it('has a line a node, with what an image is fed with none the less', () => {
  expect(deletedNodesText([TRANSPOSE], [{ name: 'a', typeRt: 'nv12' }])).toBe(`${LINE}  fed: nv12\n`);
  expect(deletedNodesText([TRANSPOSE], [{ name: 'a', typeRt: 'featuremap' }])).toBe(`${LINE}\n`);
  expect(deletedNodesText([], [])).toBe('');
  const both = [{ name: 'b', typeRt: 'featuremap' } as const, { name: 'a', typeRt: 'rgb' } as const];
  expect(deletedNodesText([TRANSPOSE, { ...TRANSPOSE, port: 'b' }], both)).toBe(
    `${LINE}  fed: rgb\n${LINE.replace(/a$/, 'b')}\n`,
  );
});

it('says how integers stand for reals', () => {
  const dequantize = {
    name: 'c_HzDequantize',
    type: 'Dequantize',
    side: 'output',
    from: 'c int32[1x2x1x1] NCHW',
    to: 'y float32[1x2x1x1] NCHW',
    port: 'y',
    scale: [0.5, 0.25],
    zero: [0, 3],
    axis: 1,
  } as const;
  expect(deletedNodesText([dequantize], [{ name: 'y', typeRt: 'nv12' }])).toBe(
    'c_HzDequantize  type: Dequantize  at: output  from: c int32[1x2x1x1] NCHW  to: y float32[1x2x1x1] NCHW  ' +
      'output: y  scale: [0.5, 0.25]  zero: [0, 3]  axis: 1\n',
  );
});
