import { float32, int64 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const nodes = [node('Pow', ['x', 'e'], ['y'], {}, 'p')];

it('takes one constant exponent, whole numbers too', async () => {
  expect(await nodesOf({ nodes, inputs: { x: floats(2) }, constants: { e: float32([], [0.5]) } })).toEqual([
    'p: y: float32[2] = Pow(x) {exponent: 0.5}',
  ]);
  expect(await nodesOf({ nodes, inputs: { x: floats(2) }, constants: { e: int64([1], [2]) } })).toEqual([
    'p: y: float32[2] = Pow(x) {exponent: 2}',
  ]);
});

it('leaves other exponents to the ONNX operator', async () => {
  expect((await nodesOf({ nodes, inputs: { x: floats(2), e: floats(2) } }))[0]).toContain('opType: "Pow"');
});
