import { misreadNorm } from './misread-norm';

const numbersOf = (key: string, mended: string) =>
  new RegExp(`${key}: '([^']*)'`).exec(mended)?.[1].split(' ').map(Number);

it.each([
  ['deviations of pixels', [123.675, 116.28, 103.53], [58.395, 57.12, 57.375], 'scale_value', /58\.395.* standard dev/],
  ['one deviation alone', undefined, [127.5], 'scale_value', /127\.5 looks like a standard deviation/],
  ['what pixels are divided by', undefined, [255], 'scale_value', /255/],
  ['statistics of pixels from 0 to 1', [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], 'scale_value', /from 0 to 1/],
  ['a mean of pixels from 0 to 1', [0.5], undefined, 'mean_value', /mean_value 0\.5 looks like the mean/],
  ['such a mean with a right scale', [0.5], [0.0039], 'mean_value', /mean_value/],
] as const)('sees %s, and what is written as the hint says is taken', (_, mean, scale, key, problem) => {
  const said = misreadNorm(mean, scale);
  expect(said).toMatchObject({ key, problem: expect.stringMatching(problem) });
  const mended = said?.mended ?? '';
  expect(
    misreadNorm(numbersOf('mean_value', mended) ?? mean, numbersOf('scale_value', mended) ?? scale),
  ).toBeUndefined();
});

it('turns deviations over', () => {
  expect(misreadNorm([10, 20, 30], [58.4, 50, 40])?.mended).toBe("scale_value: '0.01712329 0.02 0.025'");
  expect(misreadNorm([0.5], [0.5])?.mended).toBe("mean_value: '127.5', scale_value: '0.007843137'");
});

it.each([
  [undefined, undefined],
  [[103.94, 116.78, 123.68], [0.017]],
  [[128], [1]],
  [[16], [1.164]],
  [[0], [0.0039]],
  [
    [0, 0, 0],
    [0.5, 0.25, 0.1],
  ],
  [
    [10, 20, 30],
    [0.5, 0.25, 0.1],
  ],
  [undefined, [2]],
  [[1], [0.5]],
])('says nothing of mean %j and scale %j', (mean, scale) => {
  expect(misreadNorm(mean, scale)).toBeUndefined();
});
