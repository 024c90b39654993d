import { pictureInput, pictures } from './doctor.fixture';
import { lieOfPlanes } from './lie-of-planes';

it.each(['NCHW', 'NHWC'] as const)('tells planes from pixels, whatever %s is stated', (layoutTrain) => {
  const input = pictureInput({ layoutTrain });
  expect(lieOfPlanes(pictures(3, 'NCHW'), input)).toBeLessThan(-0.3);
  expect(lieOfPlanes(pictures(3, 'NHWC'), input)).toBeGreaterThan(0.3);
});

it('is the mean over samples, flat ones aside', () => {
  const [one, two] = pictures(2);
  const input = pictureInput();
  const [a, b] = [one, two].map((sample) => lieOfPlanes([sample], input)!);
  const flat = { file: 'flat', data: new Float32Array(768).fill(9) };
  expect(lieOfPlanes([one, flat, two], input)).toBeCloseTo((a + b) / 2, 10);
  expect(lieOfPlanes([flat], input)).toBeUndefined();
});

it('says how rough rows and columns are either way', () => {
  const data = Float32Array.from({ length: 48 }, (_, i) => i % 3);
  const input = pictureInput({ shape: [1, 3, 4, 4] });
  expect(
    lieOfPlanes([{ file: 'f', data: data.map((value, i) => value + (i === 24 ? 0.5 : 0)) }], input),
  ).toBeGreaterThan(1);
});

it('says nothing of what is no picture of three channels', () => {
  const samples = pictures(1);
  for (const shape of [
    [1, 768],
    [1, 1, 16, 48],
    [1, 3, 256, 1],
    [1, 3, 3, 85],
    [1, 4, 16, 12],
  ])
    expect(lieOfPlanes(samples, pictureInput({ shape }))).toBeUndefined();
  expect(lieOfPlanes([], pictureInput())).toBeUndefined();
});
