import { parseGraph } from '@openbpu/ir';
import { decodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { floatModel, hasConvolutionsOf } from './float-model';

const TEXT = `input image: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [1, 2, 3, 4]
const b: float32[2] = [1, -1]
const v: float32[2x2x1x1] = [5, 6, 7, 8]
c: c = Conv(image, w, b) {kernel: [1, 1]} bpu id(0) int8/int8
d: y = Conv(c, v) {kernel: [1, 1]} bpu id(0) int8/int8
output y`;
const graphOf = (text: string) => parseGraph(text, standardOps(), 'optimized');
const graph = graphOf(TEXT);
const learned = {
  roundedWeights: new Map([
    ['w', float32([2, 2, 1, 1], [1, 2, 3, 4.5])],
    ['v', float32([2, 2, 1, 1], [5, 6, 7.5, 8])],
  ]),
  corrections: new Map([
    ['c', Float32Array.of(0.5, 0)],
    ['d', Float32Array.of(0, 2)],
  ]),
};

it('holds what was learned, in operator set 11', () => {
  const { graph: held, bytes, ...counts } = floatModel(graph, graph, learned);
  expect(counts).toEqual({ rounded: 2, corrected: 2, leftOut: 0 });
  expect(Array.from(held.value('v').constant!.data, Number)).toEqual([5, 6, 7.5, 8]);
  const { opsetImport, graph: written } = decodeModel(bytes);
  expect(opsetImport.map(({ version }) => version)).toEqual([11]);
  expect(written.node.map(({ name, opType }) => [name, opType])).toEqual([
    ['c', 'Conv'],
    ['d', 'Conv'],
  ]);
  expect(written.node.map(({ input }) => input.length)).toEqual([3, 3]);
});

it('leaves a convolution alone that is another one in the bare model', () => {
  const { graph: held, ...counts } = floatModel(graphOf(TEXT.replace('[5, 6, 7, 8]', '[5, 6, 7, 9]')), graph, learned);
  expect(counts).toMatchObject({ rounded: 1, corrected: 1, leftOut: 2 });
  expect(Array.from(held.value('v').constant!.data, Number)).toEqual([5, 6, 7, 9]);
  expect(held.node('d')!.inputs).toHaveLength(2);
  const without = graphOf(TEXT.replace('d: y', 'e: y'));
  expect(floatModel(without, graph, learned)).toMatchObject({ rounded: 2, corrected: 1, leftOut: 1 });
});

it.each([
  ['the same', TEXT, 'c', true],
  ['another input, which is not asked of', TEXT.replaceAll('image', 'z'), 'c', true],
  ['another input', TEXT.replaceAll('image', 'z'), 'image', false],
  ['another output', TEXT.replace('c: c', 'c: e').replace('Conv(c,', 'Conv(e,'), 'c', false],
  ['other weights', TEXT.replace('[5, 6, 7, 8]', '[5, 6, 7, 9]'), 'c', false],
  ['another bias', TEXT.replace('[1, -1]', '[1, 1]'), 'c', false],
  ['no bias', TEXT.replace(', b)', ')').replace('const b: float32[2] = [1, -1]\n', ''), 'c', false],
  ['no such node', TEXT.replace('d: y', 'e: y'), 'y', false],
  ['other weights elsewhere', TEXT.replace('[1, 2, 3, 4]', '[1, 2, 3, 5]'), 'y', true],
])('tells a graph that has %s', (_, text, tensor, wanted) => {
  expect(hasConvolutionsOf(graphOf(text), graph, new Set([tensor]))).toBe(wanted);
});
