import fc from 'fast-check';
import { type Normalised, colourMap, preprocessMap } from './colour';

const spec = (change: Partial<Normalised>): Normalised => ({
  typeRt: 'rgb',
  typeTrain: 'rgb',
  spaceAndRange: 'regular',
  ...change,
});
const apply = (
  { matrix, offset }: { matrix: readonly (readonly number[])[]; offset: readonly number[] },
  x: readonly number[],
) => matrix.map((row, i) => row.reduce((sum, value, j) => sum + value * x[j], offset[i]));

/** BT.601 as the standard writes it, forwards. */
const toYuv = (r: number, g: number, b: number, video: boolean) => {
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  const u = ((b - y) * 0.5) / (1 - 0.114);
  const v = ((r - y) * 0.5) / (1 - 0.299);
  return video ? [16 + (219 / 255) * y, 128 + (224 / 255) * u, 128 + (224 / 255) * v] : [y, u + 128, v + 128];
};

const byte = fc.integer({ min: 0, max: 255 });

it.each(['regular', 'bt601_video'] as const)('undoes the standard forward conversion (%s)', (spaceAndRange) => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const centred = toYuv(r, g, b, spaceAndRange === 'bt601_video').map((value) => value - 128);
      const rgb = apply(colourMap(spec({ typeRt: 'nv12', spaceAndRange }))!, centred);
      const bgr = apply(colourMap(spec({ typeRt: 'yuv444', typeTrain: 'bgr', spaceAndRange }))!, centred);
      [r, g, b].forEach((value, i) => expect(rgb[i]).toBeCloseTo(value, 6));
      expect([...bgr].reverse()).toEqual(rgb);
    }),
  );
});

it('swaps red and blue, and undoes the centring', () => {
  expect(apply(colourMap(spec({ typeRt: 'rgb', typeTrain: 'bgr' }))!, [-128, 0, 127])).toEqual([255, 128, 0]);
  expect(apply(colourMap(spec({ typeRt: 'gray', typeTrain: 'gray' }))!, [-28])).toEqual([100]);
});

it('subtracts the mean, then multiplies; one value serves every channel', () => {
  const map = preprocessMap(spec({ typeTrain: 'rgb', mean: [127.5], scale: [0.5, 0.25, 2] }), 3)!;
  expect(apply(map, [0, 0, 0])).toEqual([0.25, 0.125, 1]);
});

it('leaves feature maps where they are', () => {
  expect(
    apply(preprocessMap(spec({ typeRt: 'featuremap', typeTrain: 'featuremap', mean: [1], scale: [2] }), 2)!, [5, -1]),
  ).toEqual([8, -4]);
});

it('knows no map for combinations that are not offered, or other channel counts', () => {
  expect(colourMap(spec({ typeRt: 'gray', typeTrain: 'rgb' }))).toBeUndefined();
  expect(colourMap(spec({ typeRt: 'rgb', typeTrain: 'yuv444' }))).toBeUndefined();
  expect(preprocessMap(spec({}), 4)).toBeUndefined();
});
