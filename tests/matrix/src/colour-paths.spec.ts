import { Lane } from '@openbpu/runtime';
import { type Colour, normalisedOf, rgbOf, trainedOf, yuvOf } from './colour-oracle';
import { type ColourPath, HEIGHT, WIDTH, colourError, colourPaths, fedPixels, pathName } from './colour-path';

const ALL = colourPaths();
const lane = new Lane({ isolated: true });
afterAll(() => lane.close());

describe('the oracle is BT.601', () => {
  it('has the corners of the standard: white, black, and the primaries as bytes', () => {
    const corners: readonly (readonly [Colour, Colour, Colour])[] = [
      [
        [255, 255, 255],
        [255, 128, 128],
        [235, 128, 128],
      ],
      [
        [0, 0, 0],
        [0, 128, 128],
        [16, 128, 128],
      ],
      [
        [255, 0, 0],
        [76, 85, 255],
        [81, 90, 240],
      ],
      [
        [0, 255, 0],
        [150, 44, 21],
        [145, 54, 34],
      ],
      [
        [0, 0, 255],
        [29, 255, 107],
        [41, 240, 110],
      ],
    ];
    for (const [rgb, full, video] of corners) {
      expect(yuvOf(rgb, false)).toEqual(full);
      expect(yuvOf(rgb, true)).toEqual(video);
    }
  });

  it.each([true, false])('comes back to the colour, by at most what bytes round; video %s', (video) => {
    for (const colour of [
      [0, 0, 0],
      [255, 255, 255],
      [12, 200, 77],
      [90, 91, 92],
    ] as Colour[])
      for (const [c, value] of rgbOf(yuvOf(colour, video), video).entries())
        expect(Math.abs(value - colour[c])).toBeLessThan(2.1);
  });

  it('swaps channels, and normalises as it is asked', () => {
    expect(trainedOf([1, 2, 3], 'rgb', 'bgr', false)).toEqual([3, 2, 1]);
    expect(trainedOf([1, 2, 3], 'bgr', 'bgr', false)).toEqual([1, 2, 3]);
    expect(trainedOf([1, 2, 3], 'nv12', 'yuv444', true)).toEqual([1, 2, 3]);
    for (const value of trainedOf([200, 128, 128], 'nv12', 'bgr', false)) expect(value).toBeCloseTo(200, 9);
    const by = (norm: Parameters<typeof normalisedOf>[1]) => normalisedOf([10, 20], norm, [1, 2], [3, 0.5]);
    expect([by('no_preprocess'), by('data_mean'), by('data_scale'), by('data_mean_and_scale')]).toEqual([
      [10, 20],
      [9, 18],
      [30, 10],
      [27, 9],
    ]);
  });
});

it('gives four pixels of nv12 one chroma, and luma of their own', () => {
  const pixels = fedPixels({ rt: 'nv12', video: false });
  const at = (row: number, column: number) => pixels[row * WIDTH + column];
  for (let row = 0; row < HEIGHT; row += 2)
    for (let column = 0; column < WIDTH; column += 2) {
      const four = [at(row, column), at(row, column + 1), at(row + 1, column), at(row + 1, column + 1)];
      expect(new Set(four.map(([, u, v]) => `${u} ${v}`)).size).toBe(1);
    }
  expect(at(4, 4)[0]).not.toBe(at(4, 5)[0]);
});

it('is every allowed pair of types with every norm, both layouts and ranges, on every march', () => {
  // 12 pairs, of which 3 are fed as nv12: 2 ranges; the others 2 layouts; 4 norms; 2 layouts of training. The RDK X3
  // takes no yuv444 in NCHW.
  expect(ALL).toHaveLength(3 * (3 * 2 + 9 * 2) * 4 * 2 - 3 * 4 * 2);
  expect(new Set(ALL.map((path) => JSON.stringify(path))).size).toBe(ALL.length);
});

/** Each way once, marches and layouts in turn; `run-colour-paths.ts` tries them all. */
const CHOSEN: readonly ColourPath[] = [...new Set(ALL.map(pathName))].map((name, i) => {
  const same = ALL.filter((path) => pathName(path) === name);
  return same[(i * 7) % same.length];
});

it.each(CHOSEN.map((path) => [`${pathName(path)}: ${path.layoutTrain} on ${path.march}`, path] as const))(
  '%s',
  async (_, path) => expect(await colourError(path, lane)).toBeLessThanOrEqual(1),
  60_000,
);

it('rounds a picture once where a march turns the layout of a model on the CPU', async () => {
  const turned = ALL.find(
    ({ march, rt, layoutTrain, norm }) =>
      march === 'bernoulli2' && rt === 'nv12' && layoutTrain === 'NHWC' && norm === 'data_mean_and_scale',
  )!;
  expect(await colourError(turned, lane)).toBeLessThanOrEqual(0.6);
}, 60_000);
