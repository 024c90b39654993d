import { int32, int64, makeTensor, toNumbers } from '@openbpu/tensor';
import fc from 'fast-check';
import { folded } from './fold.fixture';

const binary = async (opType: string, a: number[], b: number[], attributes = {}) =>
  toNumbers(await folded(opType, [int64([a.length], a), int64([b.length], b)], attributes));

it('divides towards 0 and takes remainders as asked', async () => {
  expect(await binary('Div', [7, -7, 7, -7], [2, 2, -2, -2])).toEqual([3, -3, -3, 3]);
  expect(await binary('Mod', [7, -7, 7, -7], [3, 3, -3, -3])).toEqual([1, 2, -2, -1]);
  expect(await binary('Mod', [7, -7, 7, -7], [3, 3, -3, -3], { fmod: 1 })).toEqual([1, -1, 1, -1]);
  expect(await binary('Div', [1], [0])).toEqual([0]);
});

it('is exact and wraps at 64 bits', async () => {
  const y = await folded('Add', [makeTensor('int64', [1], BigInt64Array.of(2n ** 63n - 1n)), int64([1], [1])]);
  expect(y.data).toEqual(BigInt64Array.of(-(2n ** 63n)));
  expect((await folded('Mul', [int32([1], [65536]), int32([1], [65536])])).data).toEqual(Int32Array.of(0));
});

it('broadcasts like NumPy, as 32-bit integers do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 4 }),
      async (a, b) => {
        const y = await folded('Sub', [int32([a.length, 1], a), int32([b.length], b)]);
        expect(y.shape).toEqual([a.length, b.length]);
        expect(toNumbers(y)).toEqual(a.flatMap((x) => b.map((z) => x - z)));
      },
    ),
    { numRuns: 20 },
  );
});

it('knows the other functions', async () => {
  expect(await binary('Min', [1, 5], [3, 3])).toEqual([1, 3]);
  expect(await binary('Max', [1, 5], [3, 3])).toEqual([3, 5]);
  expect(await binary('Pow', [2, 3], [3, 2])).toEqual([8, 9]);
  expect(toNumbers(await folded('Neg', [int64([2], [1, -2])]))).toEqual([-1, 2]);
  expect(toNumbers(await folded('Abs', [int64([2], [1, -2])]))).toEqual([1, 2]);
  const bits = (...values: number[]) => makeTensor('bool', [values.length], Uint8Array.from(values));
  expect(toNumbers(await folded('And', [bits(0, 1, 1), bits(1, 0, 1)]))).toEqual([0, 0, 1]);
  expect(toNumbers(await folded('Or', [bits(0, 1, 0), bits(1, 0, 0)]))).toEqual([1, 1, 0]);
  expect(toNumbers(await folded('Xor', [bits(0, 1, 1), bits(1, 0, 1)]))).toEqual([1, 1, 0]);
  expect(toNumbers(await folded('Not', [bits(0, 1)]))).toEqual([1, 0]);
});

it('bounds, shifts and combines bits', async () => {
  const x = int64([3], [-5, 0, 9]);
  const of = async (opType: string, inputs: Parameters<typeof folded>[1], attributes = {}) =>
    toNumbers(await folded(opType, inputs, attributes, 18));
  expect(await of('Clip', [x, int64([], [-1]), int64([], [4])])).toEqual([-1, 0, 4]);
  expect(await of('Clip', [x, int64([], [-1])])).toEqual([-1, 0, 9]);
  const bits = makeTensor('uint8', [2], Uint8Array.of(12, 10));
  const by = makeTensor('uint8', [2], Uint8Array.of(1, 2));
  expect(await of('BitShift', [bits, by], { direction: 'LEFT' })).toEqual([24, 40]);
  expect(await of('BitShift', [bits, by], { direction: 'RIGHT' })).toEqual([6, 2]);
  expect([
    await of('BitwiseAnd', [bits, by]),
    await of('BitwiseOr', [bits, by]),
    await of('BitwiseXor', [bits, by]),
  ]).toEqual([
    [0, 2],
    [13, 10],
    [13, 8],
  ]);
  expect(await of('BitwiseNot', [bits])).toEqual([243, 245]);
});
