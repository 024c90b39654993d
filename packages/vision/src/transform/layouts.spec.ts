import fc from 'fast-check';
import { chwToHwc, hwcToChw } from './layouts';

it('separates the planes', () => {
  expect([...hwcToChw(Uint8Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  expect([...hwcToChw(Uint8Array.of(1, 2), 1)]).toEqual([1, 2]);
});

it('refuses half a pixel', () => {
  expect(() => hwcToChw(new Uint8Array(4), 3)).toThrow(RangeError);
});

it('interleaves the planes', () => {
  expect([...chwToHwc(Uint8Array.of(1, 4, 2, 5, 3, 6), 3)]).toEqual([1, 2, 3, 4, 5, 6]);
});

it('undoes hwcToChw', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.uint8Array({ maxLength: 60 }), (channels, bytes) => {
      const data = bytes.subarray(0, bytes.length - (bytes.length % channels));
      expect([...chwToHwc(hwcToChw(data, channels), channels)]).toEqual([...data]);
    }),
  );
});

it('refuses half a pixel', () => {
  expect(() => chwToHwc(new Uint8Array(4), 3)).toThrow(RangeError);
});
