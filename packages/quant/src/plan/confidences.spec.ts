import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { confidences } from './confidences';

it('is what functions between two bounds give, wherever they stand', () => {
  const graph = parseGraph(
    `input x: float32[1x2x4x4] NCHW
a: a = Sigmoid(x)
b: b = HardSigmoid(a)
c: c = Softmax(b)
d: d = Relu(x)
e: e = Tanh(d)
output c
output e`,
    standardOps(),
    'optimized',
  );
  expect([...confidences(graph)]).toEqual(['a', 'b', 'c']);
});
