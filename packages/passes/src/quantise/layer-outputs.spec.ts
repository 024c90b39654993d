import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { convolutions, layerMetadata, layersGiven } from './layer-outputs';

it('finds convolutions of every kind, in order, and nothing else', () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\n' +
      't: a = ConvTranspose(x, w) {kernel: [1, 1]}\nr: b = Relu(a)\nc: d = Conv(b, w) {kernel: [1, 1]}\n' +
      'f: e = OnnxOp(d, w) {opType: "Conv", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 2, 4, 4]}]}\n' +
      'g: y = OnnxOp(e) {opType: "Round", opset: 17, outputTypes: [{dtype: "float32", shape: [1, 2, 4, 4]}]}\n' +
      'output y',
    standardOps(),
    'optimized',
  );
  expect(convolutions(graph).map(({ id }) => id)).toEqual(['t', 'c', 'f']);
});

it('reads back what it wrote of a model, and nothing where there is nothing', () => {
  const layers = new Map([
    ['a', 'x'],
    ['b"', 'y'],
  ]);
  expect(layersGiven({ other: '1', ...layerMetadata(layers) })).toEqual(layers);
  expect(layerMetadata(new Map())).toEqual({});
  expect(layersGiven({ other: '1' }).size).toBe(0);
});
