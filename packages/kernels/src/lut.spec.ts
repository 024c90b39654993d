import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { lutChannelsS8, lutF32, lutMixed, lutS8 } from './lut';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { LUT_CHANNELS_MIXED, LUT_CHANNELS_S8, LUT_F32, LUT_MIXED, LUT_S8 } from './trials/lut-families';

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

describe('lutMixed and lutChannelsMixed', () => {
  const kernels = loadKernels();
  const yType = fc.constantFrom('int16' as const, 'int32' as const, 'float32' as const);

  it.each(FILLS)('equal the reference on %s operands', (fill) => {
    const runs = fc.record({
      xType: fc.constantFrom('int8' as const, 'int16' as const),
      yType: fc.oneof(yType, fc.constant('int8' as const)),
      length: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(runs, fc.integer(), (shape, seed) => {
        expect(difference(LUT_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 10 },
    );
    const rows = fc.record({
      yType,
      rows: fc.integer({ min: 1, max: 6 }),
      channels: fc.integer({ min: 1, max: 140 }),
      xGap: fc.integer({ min: 0, max: 5 }),
      yGap: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(rows, fc.integer(), (shape, seed) => {
        expect(difference(LUT_CHANNELS_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 20 },
    );
  });

  it('find every int16 at its value modulo 65536', () => {
    kernels.reset();
    const all = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);
    const x = kernels.put(all);
    const table = kernels.put(Int16Array.from({ length: 65536 }, (_, i) => -1 - ((i << 16) >> 16)));
    lutMixed(kernels, { xType: 'int16', yType: 'int16', x, y: x, length: 65536, table });
    expect(kernels.i16(x, 65536)).toEqual(all.map((q) => -1 - q));
  });
});
