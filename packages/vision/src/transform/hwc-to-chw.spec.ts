import { hwcToChw } from './hwc-to-chw';

it('separates the planes', () => {
  expect([...hwcToChw(Uint8Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  expect([...hwcToChw(Uint8Array.of(1, 2), 1)]).toEqual([1, 2]);
});

it('refuses half a pixel', () => {
  expect(() => hwcToChw(new Uint8Array(4), 3)).toThrow(RangeError);
});
