import { BT601, type ColourRow } from './bt601';

const at = (row: ColourRow, r: number, g: number, b: number) =>
  (row.r * r + row.g * g + row.b * b + row.offset) / row.denominator;

it('leaves gray without colour, exactly', () => {
  for (const { u, v } of Object.values(BT601)) {
    for (const row of [u, v]) {
      expect(row.r + row.g + row.b).toBe(0);
      expect(at(row, 255, 255, 255)).toBe(128);
    }
  }
});

it('spans the stated ranges', () => {
  const { regular, bt601_video: video } = BT601;
  expect([at(regular.y, 0, 0, 0), at(regular.y, 255, 255, 255)]).toEqual([0, 255]);
  expect([at(video.y, 0, 0, 0), at(video.y, 255, 255, 255)]).toEqual([16, 235]);
  expect([at(video.u, 255, 255, 0), at(video.u, 0, 0, 255), at(video.v, 0, 255, 255), at(video.v, 255, 0, 0)]).toEqual([
    16, 240, 16, 240,
  ]);
});
