import { rgbOfInks } from './rgb-of-inks';

const of = (...inks: number[]) => [...rgbOfInks(Uint8Array.from(inks), 4)];

it('takes the inks from the light that black leaves', () => {
  expect(of(0, 0, 0, 0)).toEqual([255, 255, 255]);
  expect(of(0, 0, 0, 255)).toEqual([0, 0, 0]);
  expect(of(255, 255, 255, 255)).toEqual([0, 0, 0]);
  // 255 - (255 * 255 >> 8), 155 - (100 * 155 >> 8), and so on.
  expect(of(255, 100, 1, 0)).toEqual([1, 156, 255]);
  expect(of(255, 100, 0, 100)).toEqual([1, 95, 155]);
});

it('reads pixel after pixel, and leaves out what stands behind the inks', () => {
  expect(of(0, 0, 0, 0, 0, 0, 0, 255)).toEqual([255, 255, 255, 0, 0, 0]);
  expect([...rgbOfInks(Uint8Array.of(0, 0, 0, 255, 7, 0, 0, 0, 0, 9), 5)]).toEqual([0, 0, 0, 255, 255, 255]);
  expect(rgbOfInks(new Uint8Array(0), 4)).toHaveLength(0);
});
