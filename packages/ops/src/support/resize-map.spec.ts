import fc from 'fast-check';
import { LINEAR_ONE, linearMap, linearTable, nearestIndices, resizeCoordinates } from './resize-map';

const twice = { input: 2, output: 4 };

describe('resizeCoordinates', () => {
  it('knows the four conventions', () => {
    expect([...resizeCoordinates(twice, 'half_pixel')]).toEqual([-0.25, 0.25, 0.75, 1.25]);
    expect([...resizeCoordinates(twice, 'pytorch_half_pixel')]).toEqual([-0.25, 0.25, 0.75, 1.25]);
    expect([...resizeCoordinates(twice, 'asymmetric')]).toEqual([0, 0.5, 1, 1.5]);
    expect([...resizeCoordinates({ input: 3, output: 5 }, 'align_corners')]).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it('treats an output of one element as each convention does', () => {
    const one = { input: 5, output: 1 };
    expect([...resizeCoordinates(one, 'half_pixel')]).toEqual([2]);
    expect([...resizeCoordinates(one, 'pytorch_half_pixel')]).toEqual([0]);
    expect([...resizeCoordinates(one, 'align_corners')]).toEqual([0]);
    expect([...resizeCoordinates(one, 'asymmetric')]).toEqual([0]);
  });

  it('takes the scale it is given', () => {
    expect([...resizeCoordinates({ input: 3, output: 4, scale: 1.5 }, 'asymmetric')]).toEqual(
      [0, 1 / 1.5, 2 / 1.5, 2].map(Math.fround),
    );
  });
});

describe('nearestIndices', () => {
  it('rounds the way it is told, ties included', () => {
    const axis = { input: 4, output: 8 };
    expect([...nearestIndices(axis, 'asymmetric', 'floor')]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect([...nearestIndices(axis, 'asymmetric', 'ceil')]).toEqual([0, 1, 1, 2, 2, 3, 3, 3]);
    expect([...nearestIndices(axis, 'asymmetric', 'round_prefer_floor')]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect([...nearestIndices(axis, 'asymmetric', 'round_prefer_ceil')]).toEqual([0, 1, 1, 2, 2, 3, 3, 3]);
    expect([...nearestIndices(axis, 'half_pixel', 'round_prefer_floor')]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('knows a tie in spite of rounding errors, as ONNX Runtime does', () => {
    // 0.5 / fround(1/14) − 0.5 is 6.4999995 in float32, 9.5 / fround(19/14) − 0.5 is 6.5000005.
    expect([...nearestIndices({ input: 14, output: 1 }, 'half_pixel', 'round_prefer_ceil')]).toEqual([7]);
    expect([...nearestIndices({ input: 14, output: 1 }, 'half_pixel', 'round_prefer_floor')]).toEqual([6]);
    expect(nearestIndices({ input: 14, output: 19 }, 'half_pixel', 'round_prefer_floor')[9]).toBe(6);
    expect(nearestIndices({ input: 9, output: 2, scale: 1 / 2.50001 }, 'asymmetric', 'round_prefer_floor')[1]).toBe(3);
  });

  it('stays inside the input', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const coordinate = fc.constantFrom(
      'half_pixel' as const,
      'pytorch_half_pixel' as const,
      'align_corners' as const,
      'asymmetric' as const,
    );
    const mode = fc.constantFrom(
      'floor' as const,
      'ceil' as const,
      'round_prefer_floor' as const,
      'round_prefer_ceil' as const,
    );
    fc.assert(
      fc.property(size, size, coordinate, mode, (input, output, c, m) => {
        const found = [...nearestIndices({ input, output }, c, m)];
        expect(found.length).toBe(output);
        found.forEach((i, o) => {
          expect(i).toBeGreaterThanOrEqual(o === 0 ? 0 : found[o - 1]);
          expect(i).toBeLessThan(input);
        });
        if (input === output) expect(found).toEqual(Array.from({ length: input }, (_, i) => i));
      }),
    );
  });
});

describe('linearMap', () => {
  it('mixes neighbours and repeats the border', () => {
    const { first, second, weight } = linearMap(twice, 'half_pixel');
    expect([[...first], [...second], [...weight]]).toEqual([
      [0, 0, 0, 1],
      [1, 1, 1, 1],
      [0, 0.25, 0.75, 0],
    ]);
  });

  it('becomes a table of 11-bit weights, ties to even', () => {
    expect([...linearTable(linearMap(twice, 'half_pixel'))]).toEqual([0, 1, 0, 0, 1, 512, 0, 1, 1536, 1, 1, 0]);
    const ties = {
      first: Int32Array.of(0, 0),
      second: Int32Array.of(1, 1),
      weight: Float32Array.of(0.5 / LINEAR_ONE, 1.5 / LINEAR_ONE),
    };
    expect([...linearTable(ties)]).toEqual([0, 1, 0, 0, 1, 2]);
  });

  it('has weights of 0 to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (input, output) => {
        const { first, second, weight } = linearMap({ input, output }, 'half_pixel');
        weight.forEach((w, o) => {
          expect(w >= 0 && w < 1).toBe(true);
          expect(second[o]).toBe(Math.min(first[o] + 1, input - 1));
        });
      }),
      { numRuns: 30 },
    );
  });
});
