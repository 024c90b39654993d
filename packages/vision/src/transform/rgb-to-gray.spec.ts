import fc from 'fast-check';
import { rgbToGray } from './rgb-to-gray';

it('weighs the channels as BT.601 does', () => {
  expect([...rgbToGray(Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0))]).toEqual([
    76, 150, 29, 255, 0,
  ]);
});

it('rounds half to even', () => {
  // Exact values 28.5 and 29.5.
  expect([...rgbToGray(Uint8Array.of(0, 0, 250, 1, 1, 251))]).toEqual([28, 30]);
});

it('keeps gray as it is and stays within half a step of the formula', () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      expect([...rgbToGray(Uint8Array.of(r, r, r))]).toEqual([r]);
      expect(Math.abs(rgbToGray(Uint8Array.of(r, g, b))[0] - (0.299 * r + 0.587 * g + 0.114 * b))).toBeLessThanOrEqual(
        0.5 + 1e-9,
      );
    }),
  );
});
