import { makeTensor } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(2) };

it('is what Dropout does at inference', async () => {
  expect(
    await nodesOf({ nodes: [node('Dropout', ['x'], ['y', 'mask'], {}, 'd')], inputs, outputs: ['y'], opset: 7 }),
  ).toEqual(['d: y: float32[2] = Identity(x)']);
  expect(await nodesOf({ nodes: [node('Identity', ['x'], ['y'], {}, 'i')], inputs })).toEqual([
    'i: y: float32[2] = Identity(x)',
  ]);
});

it('does not stand for training or a mask that is read', async () => {
  const training = { t: makeTensor('bool', [], Uint8Array.of(1)) };
  expect(
    (await refused({ nodes: [node('Dropout', ['x', '', 't'], ['y'], {}, 'd')], inputs, constants: training })).map(
      ({ code }) => code,
    ),
  ).toEqual(['IMO013']);
  expect(
    (await refused({ nodes: [node('Dropout', ['x'], ['y', 'mask'], {}, 'd')], inputs })).map(({ code }) => code),
  ).toEqual(['IMO013']);
});
