import { alike, isUnitScale, meanBeside, scaleBeside } from './conventions';

const MEAN = [123.675, 116.28, 103.53];
const SCALE = [1 / 58.395, 1 / 57.12, 1 / 57.375];

it('knows what goes with what, in the order of the channels', () => {
  expect(scaleBeside(MEAN, 'rgb')).toEqual(SCALE);
  expect(scaleBeside(MEAN, 'bgr')).toBeUndefined();
  expect(scaleBeside([...MEAN].reverse(), 'bgr')).toEqual([...SCALE].reverse());
  expect(meanBeside(SCALE, 'rgb')).toEqual(MEAN);
  expect(meanBeside([...SCALE].reverse(), 'bgr')).toEqual([...MEAN].reverse());
  expect(scaleBeside([127.5, 127.5, 127.5], 'rgb')).toEqual([1 / 127.5]);
  expect(scaleBeside([127], 'none')).toEqual([1 / 128]);
  expect(meanBeside([0.0078125], 'none')).toEqual([127.5]);
  expect(scaleBeside(MEAN, 'none')).toBeUndefined();
});

it('does not take the means of Caffe nets for those of others', () => {
  for (const mean of [[123.68, 116.779, 103.939], [104, 117, 123], [0], [1, 1, 1]])
    expect(scaleBeside(mean, 'rgb')).toBeUndefined();
});

it('knows the scale of 0..1', () => {
  expect(isUnitScale([1 / 255])).toBe(true);
  expect(isUnitScale([1 / 256, 1 / 255, 1 / 255])).toBe(true);
  expect(isUnitScale([1 / 128])).toBe(false);
  expect(meanBeside([1 / 255], 'rgb')).toBeUndefined();
});

it.each([
  [[1], [1, 1, 1], true],
  [[1, 1], [1, 1, 1], false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[100], [104.9], true],
  [[100], [105.4], false],
  [[104.9], [100], true],
  [[NaN], [1], false],
  [[], [], false],
] as const)('%j and %j are alike: %s', (a, b, is) => {
  expect(alike(a, b, 0.05)).toBe(is);
});
