import { floats, node, nodesOf } from '../model.fixture';

const inputs = { a: floats(2), b: floats(2), c: floats(2) };
const lines = async (opType: string, given: string[]) =>
  (await nodesOf({ nodes: [node(opType, given, ['y'], {}, 'n')], inputs })).map((line) => line.replace(/ \{.*/, ''));

it('goes one by one', async () => {
  expect(await lines('Max', ['a', 'b', 'c'])).toEqual([
    'n_step_1: n_step_1: float32[2] = Max(a, b)',
    'n: y: float32[2] = Max(n_step_1, c)',
  ]);
  expect(await lines('Sum', ['a', 'b'])).toEqual(['n: y: float32[2] = Add(a, b)']);
  expect(await lines('Mean', ['a', 'b'])).toEqual([
    'n_step_1: n_step_1: float32[2] = Add(a, b)',
    'n: y: float32[2] = Mul(n_step_1, n_factor)',
  ]);
});

it('does nothing to one tensor', async () => {
  expect(await lines('Min', ['a'])).toEqual(['n: y: float32[2] = Identity(a)']);
});
