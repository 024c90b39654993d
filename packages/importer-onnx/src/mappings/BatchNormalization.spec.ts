import { float32 } from '@openbpu/tensor';
import { type Attribute, floats, node, nodesOf, refused } from '../model.fixture';

const vector = (n: number) => float32([n], new Array<number>(n).fill(1));
const norm = (attributes: Record<string, Attribute>, n = 3, opset = 8) => ({
  nodes: [node('BatchNormalization', ['x', 's', 'b', 'm', 'v'], ['y'], attributes, 'bn')],
  inputs: { x: floats(1, 3, 2, 2) },
  constants: { s: vector(3), b: vector(3), m: vector(3), v: vector(n) },
  opset,
});

it('keeps the one of inference', async () => {
  expect(await nodesOf(norm({ epsilon: { float: 0.25 }, momentum: { float: 0.5 } }))).toEqual([
    'bn: y: float32[1x3x2x2] NCHW = BatchNormalization(x, s, b, m, v) {epsilon: 0.25}',
  ]);
});

it('refuses any other', async () => {
  const reason = async (draft: ReturnType<typeof norm>) =>
    (await refused(draft)).map(({ code, message }) => `${code} ${message}`);
  expect(await reason(norm({ spatial: 0 }))).toEqual([
    'IMO016 node "bn" (BatchNormalization): it has spatial=0: one statistic per element, not per channel',
  ]);
  expect(await reason(norm({ training_mode: 1 }, 3, 14))).toEqual([
    'IMO016 node "bn" (BatchNormalization): it is in training mode',
  ]);
  expect(await reason(norm({}, 4))).toEqual([
    'IMO016 node "bn" (BatchNormalization): its variance of shape 4 is not a vector of the 3 channels',
  ]);
});

it('takes outputs of training for training before opset 14, read or not', async () => {
  const listing = (more: string[], opset: number) => ({
    ...norm({}, 3, opset),
    nodes: [node('BatchNormalization', ['x', 's', 'b', 'm', 'v'], ['y', ...more], {}, 'bn')],
    outputs: ['y'],
  });
  expect((await refused(listing(['m1', 'v1', 'm2', 'v2'], 13))).map(({ message }) => message)).toEqual([
    'node "bn" (BatchNormalization): it is in training mode, for it lists outputs beside its result',
  ]);
  expect(await nodesOf(listing(['', ''], 8))).toHaveLength(1);
  expect(await nodesOf(listing(['m1', 'v1'], 15))).toHaveLength(1);
});
