import fc from 'fast-check';
import {
  convS16,
  convS8,
  dwconvS16,
  dwconvS8,
  gemmS16,
  gemmS8,
  tileBytes,
  tileRows,
  widenedBytes,
} from './convolution';
import type { ImageView } from './image-view';
import { loadKernels } from './load-kernels';
import { packWeights } from './pack-weights';
import {
  CONV_S16,
  CONV_S16_MODULO,
  CONV_S8,
  DWCONV_S16,
  DWCONV_S8,
  GEMM_S16,
  GEMM_S16_BY_S16,
  GEMM_S16_MODULO,
  GEMM_S8,
} from './trials/convolution-families';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

describe('tileRows', () => {
  it('is a positive multiple of four and never much more than the rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20000 }), fc.integer({ min: 1, max: 100000 }), (k, rows) => {
        const tile = tileRows(k, rows);
        expect([tile % 4, tile > 0, tile < rows + 4]).toEqual([0, true, true]);
      }),
    );
  });

  it('shrinks with depth, and its bytes count addresses and overrun', () => {
    expect([tileRows(64, 1000), tileRows(1152, 1000), tileRows(9999, 1000)]).toEqual([64, 20, 16]);
    expect([widenedBytes(1), widenedBytes(9), tileBytes(9, 4)]).toEqual([16, 32, 4 * 36 + 16]);
  });
});

describe('gemmS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 70 }),
          k: fc.integer({ min: 1, max: 40 }),
          n: fc.integer({ min: 1, max: 20 }),
          gap: fc.integer({ min: 0, max: 3 }),
          output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
        }),
        fc.integer(),
        (shape, seed) => {
          for (const family of [GEMM_S8, GEMM_S16_MODULO])
            expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 80 },
    );
  });

  it('multiplies a small matrix as by hand', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: Int8Array.of(1, 2, 3, -4, 5, -6),
      bias: Int32Array.of(10, -1),
      multipliers: Float32Array.of(0.5, 0.25),
      n: 2,
      k: 3,
    });
    const x = kernels.put(Int8Array.of(1, 1, 1, 2, -3, 4));
    const y = kernels.alloc(16);
    gemmS8(kernels, { x, weights, y, rows: 2, output: 'int32' });
    expect([...kernels.i32(y, 4)]).toEqual([16, -6, 18, -48]);
    gemmS8(kernels, { x, weights, y, rows: 2, lo: 0 });
    expect([...kernels.i8(y, 4)]).toEqual([8, 0, 9, 0]);
  });

  it('holds the largest products and wraps modulo 2^32', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: new Int8Array(2048).fill(-128),
      bias: Int32Array.of(0, 2 ** 31 - 1),
      n: 2,
      k: 1024,
    });
    const x = kernels.put(new Int8Array(1024).fill(-128));
    const y = kernels.alloc(8);
    gemmS8(kernels, { x, weights, y, rows: 1, output: 'int32' });
    expect([...kernels.i32(y, 2)]).toEqual([2 ** 24, -(2 ** 31) + 2 ** 24 - 1]);
  });

  it("refuses grouped weights and bounds outside the result's type", () => {
    kernels.reset();
    const grouped = packWeights(kernels, { weights: new Int8Array(4), n: 2, k: 2, groups: 2 });
    expect(() => gemmS8(kernels, { x: 0, weights: grouped, y: 0, rows: 1 })).toThrow(RangeError);
    expect(() => gemmS8(kernels, { x: 0, weights: { ...grouped, groups: 1 }, y: 0, rows: 1, hi: 128 })).toThrow(
      RangeError,
    );
  });
});

describe('convS8', () => {
  const kernels = loadKernels();

  const two = (min: number, max: number): fc.Arbitrary<[number, number]> =>
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  const drawn = fc.record({
    groups: fc.constantFrom(1, 1, 1, 2, 3),
    outChannels: fc.integer({ min: 1, max: 10 }),
    images: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    channels: fc.integer({ min: 1, max: 6 }),
    kernel: two(1, 5),
    strides: two(1, 3),
    dilations: fc.oneof(
      { weight: 2, arbitrary: fc.constant<[number, number]>([1, 1]) },
      { weight: 1, arbitrary: two(1, 3) },
    ),
    padBefore: two(0, 4),
    padAfter: two(0, 4),
    gap: fc.constantFrom(0, 0, 0, 1, 3),
    output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
  });
  /** Channels as drawn are those of one group. */
  const shapes = drawn.map((s) => ({ ...s, channels: s.channels * s.groups, outChannels: s.outChannels * s.groups }));

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        for (const family of [CONV_S8, CONV_S16, CONV_S16_MODULO])
          expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 150 },
    );
  });

  it('sums a window as by hand, zeros outside', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: Int8Array.of(1, 2, 3, 4), n: 1, k: 4, bias: Int32Array.of(100) });
    const x = kernels.put(Int8Array.of(1, 2, 3, 4));
    const y = kernels.alloc(9 * 4);
    const view = { height: 2, width: 2, channels: 1 };
    convS8(kernels, {
      x: { offset: x, ...view },
      weights,
      y: { offset: y, height: 3, width: 3, channels: 1 },
      kernel: [2, 2],
      strides: [1, 1],
      padBefore: [1, 1],
      output: 'int32',
    });
    expect([...kernels.i32(y, 9)]).toEqual([104, 111, 106, 114, 130, 114, 106, 111, 104]);
  });

  it('refuses weights and outputs that do not fit', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: new Int8Array(18), n: 2, k: 9 });
    const image = (channels: number, images = 1): ImageView => ({ offset: 0, height: 4, width: 4, channels, images });
    const run = (x: ImageView, y: ImageView) => () =>
      convS8(kernels, { x, weights, y, kernel: [3, 3], strides: [1, 1] });
    expect(run(image(2), image(2))).toThrow(/depth of the weights: 9 instead of 18/);
    expect(run(image(1), image(3))).toThrow(/output channels: 3 instead of 2/);
    expect(run(image(1, 2), image(2))).toThrow(/output images: 1 instead of 2/);
  });
});

describe('dwconvS8', () => {
  const kernels = loadKernels();

  const two = (min: number, max: number): fc.Arbitrary<[number, number]> =>
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  const shapes = fc.record({
    images: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    channels: fc.integer({ min: 1, max: 20 }),
    kernel: two(1, 5),
    strides: two(1, 3),
    dilations: fc.oneof(
      { weight: 2, arbitrary: fc.constant<[number, number]>([1, 1]) },
      { weight: 1, arbitrary: two(1, 3) },
    ),
    padBefore: two(0, 4),
    padAfter: two(0, 4),
    gap: fc.constantFrom(0, 0, 0, 1, 3),
    output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
  });

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        for (const family of [DWCONV_S8, DWCONV_S16])
          expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 150 },
    );
  });

  it('takes each channel with its own weights', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: Int8Array.of(1, 0, 0, 0, 2, 0, 0, 0, -1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
      n: 2,
      k: 9,
    });
    const x = kernels.put(Int8Array.of(1, 10, 2, 20, 3, 30, 4, 40));
    const y = kernels.alloc(8);
    dwconvS8(kernels, {
      x: { offset: x, height: 2, width: 2, channels: 2 },
      weights,
      y: { offset: y, height: 2, width: 2, channels: 2 },
      kernel: [3, 3],
      strides: [1, 1],
      padBefore: [1, 1],
    });
    expect([...kernels.i8(y, 8)]).toEqual([2 * 1 - 4, 100, 2 * 2, 100, 2 * 3, 100, 2 * 4 + 1, 100]);
  });

  it('refuses weights that do not fit', () => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: new Int8Array(18), n: 2, k: 9 });
    const image = { offset: 0, height: 4, width: 4, channels: 3 };
    expect(() => dwconvS8(kernels, { x: image, weights, y: image, kernel: [3, 3], strides: [1, 1] })).toThrow(
      /channels of the weights: 2 instead of 3/,
    );
    expect(() => dwconvS8(kernels, { x: image, weights, y: image, kernel: [3, 2], strides: [1, 1] })).toThrow(
      /depth of the weights: 9 instead of 6/,
    );
  });
});

describe('gemmS16', () => {
  const kernels = loadKernels();

  it.each(FILLS)('is exact whatever the depth on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 9 }),
          k: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 490, max: 1600 })),
          n: fc.integer({ min: 1, max: 20 }),
          gap: fc.integer({ min: 0, max: 3 }),
          output: fc.constantFrom('int8' as const, 'int16' as const, 'int32' as const),
        }),
        fc.integer(),
        (shape, seed) => {
          for (const family of [GEMM_S16, GEMM_S16_BY_S16])
            expect(difference(family, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('rounds a sum beyond 32 bits once', () => {
    kernels.reset();
    const k = 2048;
    const weights = packWeights(kernels, {
      weights: new Int8Array(2 * k).fill(-128),
      bias: Int32Array.of(2 ** 31 - 1, -(2 ** 31)),
      multipliers: new Float32Array(2).fill(2 ** -19),
      n: 2,
      k,
    });
    const x = kernels.put(new Int16Array(k).fill(-32768));
    const y = kernels.alloc(4);
    gemmS16(kernels, { x, weights, y, rows: 1, output: 'int16', block: 504 });
    expect([...kernels.i16(y, 2)]).toEqual([2 ** 14 + 2 ** 12, 2 ** 14 - 2 ** 12]);
    gemmS16(kernels, { x, weights, y, rows: 1, output: 'int16' });
    expect([...kernels.i16(y, 2)]).toEqual([4096, -4096]);
  });

  it('takes weights of sixteen bits in two parts', () => {
    kernels.reset();
    const k = 1000;
    const part = (value: number) => packWeights(kernels, { weights: new Int8Array(k).fill(value), n: 1, k });
    const [upper, weights] = [part(-128), part(0)];
    const x = kernels.put(new Int16Array(k).fill(-32768));
    const y = kernels.alloc(4);
    const p = { x, weights, y, rows: 1, output: 'int16', block: 504 } as const;
    kernels.f32(weights.offset + 32, 1)[0] = 2 ** -26;
    gemmS16(kernels, { ...p, upper });
    expect(kernels.i16(y, 1)[0]).toBe((1000 * 2 ** 30) / 2 ** 26);
    expect(() => gemmS16(kernels, { ...p, upper: { ...upper, k: 999 } })).toThrow(/depth of the upper part/);
    expect(() => gemmS16(kernels, { ...p, upper: { ...upper, n: 2 } })).toThrow(/channels of the upper part/);
    expect(() => gemmS16(kernels, { x, weights, y, rows: 1, output: 'int16', upper })).toThrow(/in blocks/);
  });

  it.each([0, 7, 12, 8.5, NaN, -8])('refuses a block of %p', (block) => {
    kernels.reset();
    const weights = packWeights(kernels, { weights: new Int8Array(4), n: 2, k: 2 });
    expect(() => gemmS16(kernels, { x: 0, weights, y: 0, rows: 1, block })).toThrow(/multiple of eight/);
  });
});

describe('convS16 and dwconvS16', () => {
  it('read padding of sixteen bits, and write results of either width', () => {
    const kernels = loadKernels();
    const weights = packWeights(kernels, {
      weights: Int8Array.of(1, 1, 1),
      multipliers: Float32Array.of(0.5),
      n: 1,
      k: 3,
    });
    const x = kernels.put(Int16Array.of(-32768, 32767));
    const y = kernels.alloc(8);
    const p = { weights, kernel: [1, 3], strides: [1, 1], padBefore: [0, 1], padding: 1000 } as const;
    const views = {
      x: { offset: x, height: 1, width: 2, channels: 1 },
      y: { offset: y, height: 1, width: 2, channels: 1 },
    };
    for (const run of [convS16, dwconvS16]) {
      run(kernels, { ...views, ...p, output: 'int16' });
      expect([...kernels.i16(y, 2)]).toEqual([500, 500]);
      run(kernels, { ...views, ...p, output: 'int8' });
      expect([...kernels.i8(y, 2)]).toEqual([127, 127]);
      run(kernels, { ...views, ...p, output: 'int32' });
      expect([...kernels.i32(y, 2)]).toEqual([999, 999]);
    }
  });
});
