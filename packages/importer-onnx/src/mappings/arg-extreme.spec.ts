import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 2, 3, 4) };
const arg = (opType: string, attributes: Record<string, number>) => ({
  nodes: [node(opType, ['x'], ['y'], attributes, 'a')],
  inputs,
});

it('names the axis from the front, and which of equal elements', async () => {
  expect(await nodesOf(arg('ArgMax', { axis: -3, keepdims: 0 }))).toEqual([
    'a: y: int64[1x3x4] = ArgMax(x) {axis: 1, keepdims: false, selectLast: false}',
  ]);
  expect(await nodesOf(arg('ArgMin', { select_last_index: 1 }))).toEqual([
    'a: y: int64[1x2x3x4] = ArgMin(x) {axis: 0, keepdims: true, selectLast: true}',
  ]);
});

it('refuses an axis that is not there', async () => {
  expect((await refused(arg('ArgMax', { axis: 4 })))[0].code).toBe('IMO011');
});
