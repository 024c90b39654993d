import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(4) };

it('reads the attributes, with the defaults of ONNX', async () => {
  const lines = await nodesOf({
    nodes: [
      node('LeakyRelu', ['x'], ['a'], { alpha: { float: 0.25 } }),
      node('HardSigmoid', ['a'], ['b'], { beta: { float: 0.75 } }),
      node('Elu', ['b'], ['c']),
      node('Selu', ['c'], ['d'], { gamma: { float: 1 } }),
      node('Celu', ['d'], ['e']),
      node('ThresholdedRelu', ['e'], ['y']),
    ],
    inputs,
  });
  expect(lines).toEqual([
    'LeakyRelu_0: a: float32[4] = LeakyRelu(x) {alpha: 0.25}',
    'HardSigmoid_1: b: float32[4] = HardSigmoid(a) {alpha: 0.2, beta: 0.75}',
    'Elu_2: c: float32[4] = Elu(b) {alpha: 1}',
    'Selu_3: d: float32[4] = Selu(c) {alpha: 1.6732631921768188, gamma: 1}',
    'Celu_4: e: float32[4] = Celu(d) {alpha: 1}',
    'ThresholdedRelu_5: y: float32[4] = ThresholdedRelu(e) {alpha: 1}',
  ]);
});
