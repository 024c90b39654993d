import { float32 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(1, 2, 3, 4) };
const wanted = [
  'u: y: float32[1x2x6x8] NCHW = Resize(x) {mode: "linear", coordinate: "asymmetric", ' +
    'nearestMode: "floor", height: 6, width: 8}',
];

it('is a Resize', async () => {
  expect(
    await nodesOf({
      nodes: [node('Upsample', ['x'], ['y'], { mode: 'linear', scales: { floats: [1, 1, 2, 2] } }, 'u')],
      inputs,
      opset: 7,
    }),
  ).toEqual(wanted);
  expect(
    await nodesOf({
      nodes: [node('Upsample', ['x', 's'], ['y'], { mode: 'linear' }, 'u')],
      inputs,
      constants: { s: float32([4], [1, 1, 2, 2]) },
      opset: 9,
    }),
  ).toEqual(wanted);
});
