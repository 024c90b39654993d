import fc from 'fast-check';
import { fillND, moveND } from './move';
import { loadKernels } from './load-kernels';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { FILL_ND, MOVE_ND } from './trials/move-families';

describe('moveND', () => {
  const kernels = loadKernels();

  const shapes = fc.integer({ min: 0, max: 6 }).chain((rank) =>
    fc.record({
      elementBytes: fc.constantFrom(1 as const, 2 as const, 4 as const),
      extents: fc.array(
        fc.oneof(
          { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }) },
          { weight: 1, arbitrary: fc.constantFrom(0, 19) },
        ),
        { minLength: rank, maxLength: rank },
      ),
      order: fc.shuffledSubarray([...Array(rank).keys()], { minLength: rank, maxLength: rank }),
      mirrored: fc.integer({ min: -1, max: rank - 1 }),
    }),
  );

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(difference(MOVE_ND, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it('repeats along a stride of zero and leaves gaps alone', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(1, 2));
    const y = kernels.put(Int8Array.of(9, 9, 9, 9, 9, 9));
    moveND(kernels, { x, y, elementBytes: 1, extents: [2, 2], xStrides: [0, 1], yStrides: [3, 1] });
    expect([...kernels.i8(y, 6)]).toEqual([1, 2, 9, 1, 2, 9]);
  });

  it('refuses more than six dimensions unless they merge', () => {
    kernels.reset();
    const x = kernels.put(new Int8Array(256).fill(3));
    const y = kernels.alloc(256);
    const extents = new Array<number>(8).fill(2);
    const dense = extents.map((_, d) => 2 ** (7 - d));
    moveND(kernels, { x, y, elementBytes: 1, extents, xStrides: dense, yStrides: dense });
    expect([...kernels.i8(y, 256)]).toEqual(new Array<number>(256).fill(3));
    expect(() =>
      moveND(kernels, { x, y, elementBytes: 1, extents, xStrides: dense, yStrides: [...dense].reverse() }),
    ).toThrow(/8 dimensions/);
    expect(() => moveND(kernels, { x, y, elementBytes: 1, extents, xStrides: [1], yStrides: dense })).toThrow(
      /source strides/,
    );
  });
});

describe('fillND', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          elementBytes: fc.constantFrom(1 as const, 2 as const, 4 as const),
          rows: fc.integer({ min: 0, max: 5 }),
          width: fc.integer({ min: 0, max: 40 }),
          gap: fc.integer({ min: 0, max: 3 }),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(FILL_ND, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('writes the bits of the value', () => {
    kernels.reset();
    const y = kernels.put(new Int8Array(8));
    fillND(kernels, { y, elementBytes: 2, value: -2, extents: [2], yStrides: [2] });
    expect([...kernels.i16(y, 4)]).toEqual([-2, 0, -2, 0]);
  });
});
