import { floats, node, nodesOf, refused } from '../model.fixture';

const transpose = (perm?: number[]) => ({
  nodes: [node('Transpose', ['x'], ['y'], perm ? { perm } : {}, 't')],
  inputs: { x: floats(2, 3, 4) },
});

it('reverses unless it says otherwise', async () => {
  expect(await nodesOf(transpose())).toEqual(['t: y: float32[4x3x2] = Transpose(x) {perm: [2, 1, 0]}']);
  expect(await nodesOf(transpose([0, 2, 1]))).toEqual(['t: y: float32[2x4x3] = Transpose(x) {perm: [0, 2, 1]}']);
});

it('refuses what is no permutation', async () => {
  expect((await refused(transpose([0, 0, 1])))[0].code).toBe('IMO012');
  expect((await refused(transpose([0, 1])))[0].code).toBe('IMO012');
});
