import { int64, float32, sizeOf, tensorType, toNumbers } from '@openbpu/tensor';
import { floats, imported, node, nodesOf, refused } from '../model.fixture';

const shapes = { x: floats(2, 3, 4), y: floats(2, 5, 4) };
const einsum = (equation: string, inputs = ['x', 'y']) => [node('Einsum', inputs, ['z'], { equation }, 'e')];
const ops = async (...args: Parameters<typeof nodesOf>) =>
  (await nodesOf(...args)).map((line) => /= (\w+)/.exec(line)![1]);

it('is a MatMul between what it takes', async () => {
  expect(await nodesOf({ nodes: einsum('bid,bjd->bij'), inputs: shapes })).toEqual([
    'e_transpose: e_transpose: float32[2x4x5] = Transpose(y) {perm: [0, 2, 1]}',
    'e_matmul: e_matmul: float32[2x3x5] = MatMul(x, e_transpose)',
    'e: z: float32[2x3x5] = Identity(e_matmul)',
  ]);
});

it('keeps weights a matrix, on the right, whichever operand they are', async () => {
  const constants = { w: float32([4, 2], new Array<number>(8).fill(1)) };
  const inputs = { x: shapes.x };
  expect(await nodesOf({ nodes: einsum('bid,do->bio', ['x', 'w']), inputs, constants })).toEqual([
    'e_matmul: e_matmul: float32[2x3x2] = MatMul(x, w)',
    'e: z: float32[2x3x2] = Identity(e_matmul)',
  ]);
  expect(await ops({ nodes: einsum('do,bid->bio', ['w', 'x']), inputs, constants })).toEqual(['MatMul', 'Identity']);
});

it('sums before what one operand has alone, and multiplies where nothing is summed', async () => {
  expect(await ops({ nodes: einsum('bid->b', ['x']), inputs: { x: shapes.x } })).toEqual([
    'ReduceMean',
    'Mul',
    'Identity',
  ]);
  expect(await ops({ nodes: einsum('bid,bjd->bidj'), inputs: shapes })).toEqual([
    'Transpose',
    'Transpose',
    'Reshape',
    'Reshape',
    'Mul',
    'Transpose',
    'Identity',
  ]);
});

it('takes the diagonal of what an operand names twice', async () => {
  const values = (equation: string, ...shape: number[]) => {
    const x = float32(
      shape,
      Array.from({ length: sizeOf(shape) }, (_, i) => i),
    );
    return imported({ nodes: einsum(equation, ['x']), constants: { x } }).then(({ graph }) =>
      toNumbers(graph.value(graph.nodes[0].inputs[0]).constant!),
    );
  };
  expect(await values('ii->i', 3, 3)).toEqual([0, 4, 8]);
  expect(await values('ii', 3, 3)).toEqual([12]);
  expect(await values('iji->ji', 2, 3, 2)).toEqual([0, 7, 2, 9, 4, 11]);
  expect(await values('iii->i', 2, 2, 2)).toEqual([0, 7]);
  expect(await values('iijj->ij', 2, 2, 2, 2)).toEqual([0, 3, 12, 15]);
  const inputs = { x: floats(2, 3, 3), y: floats(2, 3, 4) };
  expect(await nodesOf({ nodes: einsum('bii,bij->bj'), inputs })).toHaveLength(6);
  expect(await ops({ nodes: einsum('bii,bij->bj'), inputs })).toEqual(expect.arrayContaining(['Gather', 'MatMul']));
});

it('leaves uneven diagonals and whole numbers alone, and refuses what does not fit', async () => {
  const codes = async (...args: Parameters<typeof refused>) => (await refused(...args)).map(({ code }) => code);
  expect(await codes({ nodes: einsum('ii->i', ['x']), inputs: { x: floats(1, 2) } })).toEqual(['IMO013']);
  const longs = { x: tensorType('int64', [2]), y: tensorType('int64', [2]) };
  expect(await codes({ nodes: einsum('i,i->'), inputs: longs, constants: { unused: int64([], [1]) } })).toEqual([
    'IMO013',
  ]);
  expect(await codes({ nodes: einsum('i,j'), inputs: shapes })).toEqual(['IMO011']);
});
