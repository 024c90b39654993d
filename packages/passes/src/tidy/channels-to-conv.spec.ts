import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate, shapeOf } from '@openbpu/testkit';
import { float32 } from '@openbpu/tensor';
import { channelsToConv } from './channels-to-conv';

const affine = { scale: Float64Array.of(2, -1), shift: Float64Array.of(0.5, 0) };
const patched = (shape: string) => {
  const graph = parseGraph(`input x: float32[${shape}]\nn: y = Relu(x)\noutput y`, standardOps(), 'original');
  const patch = channelsToConv(graph, graph.node('n')!, 'x', affine);
  return patch && graph.apply(patch);
};

it('writes the map as a depthwise convolution of the name', () => {
  const graph = patched('1x2x1x2')!;
  expect(shapeOf(graph)).toEqual(['n: y = Conv(x, n_weight, n_bias)']);
  const values = evaluate(graph, new Map([['x', float32([1, 2, 1, 2], [1, -2, 3, 4])]]));
  expect(values.get('y')?.data).toEqual(Float32Array.of(2.5, -3.5, -3, -4));
});

it.each(['1x2', '1x2x3', '1x2x3x4x5'])('has no form for %s', (shape) => {
  expect(patched(shape)).toBeUndefined();
});
