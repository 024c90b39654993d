import fc from 'fast-check';
import { rgbToBgr } from './rgb-to-bgr';

it('swaps the outer channels', () => {
  expect([...rgbToBgr(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([3, 2, 1, 6, 5, 4]);
  expect(rgbToBgr(new Uint8Array(0)).length).toBe(0);
});

it('undoes itself and leaves its input alone', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))), (pixels) => {
      const rgb = Uint8Array.from(pixels.flat());
      expect(rgbToBgr(rgbToBgr(rgb))).toEqual(rgb);
      expect([...rgb]).toEqual(pixels.flat());
    }),
  );
});
