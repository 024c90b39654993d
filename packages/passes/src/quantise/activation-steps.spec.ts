import * as fc from 'fast-check';
import { activationSteps } from './activation-steps';

const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6));

it('spans −127 to 127 where there is no freedom, or floors are not known', () => {
  expect(activationSteps([4], [0], undefined)).toEqual({ scales: closeTo([4 / 127]), zeros: [] });
  expect(activationSteps([4, 2], undefined, 'channels')).toEqual({ scales: closeTo([4 / 127, 2 / 127]), zeros: [] });
});

it('spends all of int8 on what a tensor reaches', () => {
  expect(activationSteps([4], [0], 'tensor')).toEqual({ scales: closeTo([4 / 255]), zeros: [-128] });
  expect(activationSteps([4], [1], 'tensor')).toEqual({ scales: closeTo([5 / 255]), zeros: [-77] });
  expect(activationSteps([0], [5], 'tensor')).toEqual({ scales: closeTo([5 / 255]), zeros: [127] });
});

it('gives every channel its zero where it may', () => {
  expect(activationSteps([4, 1], [0, 1], 'channels')).toEqual({
    scales: closeTo([4 / 255, 2 / 255]),
    zeros: [-128, -1],
  });
  expect(activationSteps([4, 1], [1], 'channels').zeros).toEqual([-77, -1]);
});

it('finds one zero for channels that share it', () => {
  expect(activationSteps([4, 1], [0, 0], 'tensor')).toEqual({
    scales: closeTo([4 / 255, 1 / 255]),
    zeros: [-128, -128],
  });
  const { scales, zeros } = activationSteps([4, 1], [0.3, 0.3], 'tensor');
  expect(zeros[0]).toBe(zeros[1]);
  expect(zeros[0]).toBeLessThan(0);
  expect(scales[0]).toBeGreaterThan(scales[1]);
});

it('lets everything between floor and threshold be told apart, whatever the freedom', () => {
  const positive = fc.float({ noNaN: true, min: Math.fround(0.01), max: 100 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('tensor' as const, 'channels' as const),
      (channels, freedom) => {
        const { scales, zeros } = activationSteps(
          channels.map(([threshold]) => threshold),
          channels.map(([, floor]) => floor),
          freedom,
        );
        channels.forEach(([threshold, floor], c) => {
          const reaches = (integer: number) => (integer - zeros[c]) * scales[c];
          expect(reaches(127)).toBeGreaterThan(threshold - scales[c] * 0.51);
          expect(reaches(-128)).toBeLessThan(-floor + scales[c] * 0.51);
        });
      },
    ),
  );
});

it('gives a tensor of zeros the scale 1', () => {
  expect(activationSteps([0], [0], 'tensor').scales).toEqual([1]);
});
