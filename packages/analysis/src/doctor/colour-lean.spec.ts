import { colourLean } from './colour-lean';
import { pictureInput, pictures } from './doctor.fixture';

it.each([
  ['rgb', 'NCHW', 1],
  ['bgr', 'NCHW', -1],
  ['rgb', 'NHWC', 1],
  ['bgr', 'NHWC', -1],
] as const)('of %s in %s leans by %d', (typeTrain, layoutTrain, sign) => {
  const lean = colourLean(pictures(12, layoutTrain), pictureInput({ typeTrain, layoutTrain }))!;
  expect(lean * sign).toBeGreaterThan(2);
});

/** Four rows of one pixel each: red and blue. */
const rows = (...pairs: readonly (readonly [red: number, blue: number])[]) => ({
  file: 'f',
  data: Float32Array.from([...pairs.map(([red]) => red), ...pairs.map(() => 9), ...pairs.map(([, blue]) => blue)]),
});
const input = pictureInput({ shape: [1, 3, 3, 1] });

it('is the mean of red minus blue and of its thirds, in standard errors', () => {
  const warm = rows([28, 0], [28, 0], [28, 0]);
  const cold = rows([0, 14], [0, 14], [0, 14]);
  expect(colourLean([warm, cold], input)).toBeCloseTo(0.25 / Math.sqrt((1.125 + 8) / 5 / 2), 6);
  const sky = rows([0, 25], [0, 0], [25, 0]);
  expect(colourLean([sky, rows([0, 0], [0, 0], [0, 0])], input)).toBeCloseTo(1 / Math.sqrt((2 + 8) / 5 / 2), 6);
});

it('is not sure of a few that are alike, and says nothing of one sample and of other inputs', () => {
  const same = rows([9, 1], [9, 1], [9, 1]);
  expect(colourLean([same], input)).toBeUndefined();
  expect(colourLean([same, same], input)).toBeCloseTo(8 / 28 / Math.sqrt(8 / 5 / 2), 6);
  const two = pictures(2);
  for (const typeTrain of ['gray', 'yuv444', 'featuremap'] as const)
    expect(colourLean(two, pictureInput({ typeTrain }))).toBeUndefined();
  expect(colourLean(two, pictureInput({ shape: [1, 768] }))).toBeUndefined();
  expect(colourLean(two, pictureInput({ shape: [1, 1, 16, 48] }))).toBeUndefined();
});
