import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { lutChannelsS8 } from './lut-channels-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { LUT_CHANNELS_S8 } from './trials/lut-channels-s8-family';

const kernels = loadKernels();
const gap = fc.integer({ min: 0, max: 9 });

describe('lutChannelsS8', () => {
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
