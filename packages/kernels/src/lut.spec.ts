import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { lutChannelsS8, lutF32, lutS8 } from './lut';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { LUT_CHANNELS_S8, LUT_F32, LUT_S8 } from './trials/lut-families';

describe('lutS8', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(LUT_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('finds every int8 at its byte value', () => {
    kernels.reset();
    const all = Int8Array.from({ length: 256 }, (_, i) => i - 128);
    const x = kernels.put(all);
    const table = kernels.put(Int8Array.from({ length: 256 }, (_, i) => -1 - ((i << 24) >> 24)));
    lutS8(kernels, { x, y: x, length: 256, table });
    expect([...kernels.i8(x, 256)]).toEqual([...all].map((q) => -1 - q));
  });
});

describe('lutF32', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(LUT_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('finds every int8 at its byte value', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(0, 127, -128, -1));
    const table = kernels.put(Float32Array.from({ length: 256 }, (_, i) => i / 2));
    const y = kernels.alloc(16);
    lutF32(kernels, { x, y, length: 4, table });
    expect([...kernels.f32(y, 4)]).toEqual([0, 63.5, 64, 127.5]);
  });
});

describe('lutChannelsS8', () => {
  const kernels = loadKernels();
  const gap = fc.integer({ min: 0, max: 9 });

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 0, max: 9 }),
          channels: fc.integer({ min: 1, max: 140 }),
          xGap: gap,
          yGap: gap,
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(LUT_CHANNELS_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds every int8 of a channel at its byte value in that row', () => {
    kernels.reset();
    const all = Int8Array.from({ length: 512 }, (_, i) => (i >> 1) - 128);
    const x = kernels.put(all);
    const table = kernels.put(Int8Array.from({ length: 512 }, (_, i) => (i < 256 ? i : -1 - i)));
    lutChannelsS8(kernels, { x, y: x, xRow: 2, yRow: 2, rows: 256, channels: 2, table });
    expect([...kernels.i8(x, 512)]).toEqual([...all].map((q, i) => (i % 2 === 0 ? q : -1 - q)));
  });

  it('gives each of many channels its own row', () => {
    kernels.reset();
    const channels = 1024;
    const x = kernels.put(new Int8Array(channels).fill(-128));
    const table = kernels.put(
      Int8Array.from({ length: channels * 256 }, (_, i) => (i % 256 === 128 ? (i >> 8) % 251 : 99)),
    );
    lutChannelsS8(kernels, { x, y: x, xRow: channels, yRow: channels, rows: 1, channels, table });
    expect([...kernels.i8(x, channels)]).toEqual(Array.from(Int8Array.from({ length: channels }, (_, c) => c % 251)));
  });
});
