import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(4) };

it('reads the attributes, with the defaults of ONNX', async () => {
  const lines = await nodesOf({
    nodes: [
      node('LeakyRelu', ['x'], ['a'], { alpha: { float: 0.25 } }),
      node('HardSigmoid', ['a'], ['b'], { beta: { float: 0.75 } }),
      node('Elu', ['b'], ['y']),
    ],
    inputs,
  });
  expect(lines).toEqual([
    'LeakyRelu_0: a: float32[4] = LeakyRelu(x) {alpha: 0.25}',
    'HardSigmoid_1: b: float32[4] = HardSigmoid(a) {alpha: 0.2, beta: 0.75}',
    'Elu_2: y: float32[4] = Elu(b) {alpha: 1}',
  ]);
});
