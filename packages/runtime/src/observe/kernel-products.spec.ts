import fc from 'fast-check';
import { fold } from './fold';
import { KernelFolds } from './kernel-folds';
import type { Observation, ProductsWish } from './observation';

const folds = new KernelFolds();
const real = fc.oneof(
  fc.float(),
  fc.float({ min: -300, max: 300, noNaN: true }),
  fc.constantFrom(0, -0, 0.5, -1.5, NaN, Infinity, -Infinity),
);

const trial = fc
  .record({
    images: fc.integer({ min: 0, max: 3 }),
    perGroup: fc.integer({ min: 1, max: 3 }),
    group: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 6 }),
    width: fc.integer({ min: 1, max: 6 }),
    pad: fc.integer({ min: 0, max: 2 }),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    own: fc.boolean(),
    zeros: fc.boolean(),
    positions: fc.integer({ min: 1, max: 40 }),
    seed: fc.nat(),
  })
  .filter(({ height, width, pad, kernel, dilation }) => dilation * (kernel - 1) < Math.min(height, width) + 2 * pad)
  .chain(({ images, perGroup, group, height, width, pad, kernel, stride, dilation, own, zeros, positions }) => {
    const channels = perGroup * group;
    const length = images * channels * height * width;
    const count = own ? channels : 1;
    return fc.record({
      wish: fc
        .record({
          scales: fc.array(fc.float({ min: Math.fround(0.001), max: 100, noNaN: true }), {
            minLength: count,
            maxLength: count,
          }),
          zeros: fc.array(fc.integer({ min: -128, max: 127 }), {
            minLength: zeros ? count : 0,
            maxLength: zeros ? count : 0,
          }),
        })
        .map((steps): ProductsWish => ({
          at: 'x',
          fold: 'products',
          image: [channels, height, width],
          positions,
          ...steps,
          window: {
            kernel: [kernel, Math.min(kernel, 2)],
            strides: [stride, 1],
            dilations: [1, dilation],
            pads: [pad, 0, pad, pad],
            group,
          },
        })),
      values: fc.array(real, { minLength: length, maxLength: length, size: 'max' }),
    });
  })
  .filter(
    ({
      wish: {
        image: [, height, width],
        window: { kernel, pads, dilations },
      },
    }) => kernel[0] <= height + pads[0] + pads[2] && dilations[1] * (kernel[1] - 1) < width + pads[3],
  );

it('answers as the plain loops do, beside other wishes', () => {
  fc.assert(
    fc.property(trial, ({ wish, values }) => {
      const data = Float32Array.from(values);
      const wishes: Observation[] = [{ at: 'x', fold: 'absmax' }, wish, { ...wish, positions: 3 }];
      expect(folds.fold(wishes, data)).toEqual(wishes.map((asked) => fold(asked, data)));
    }),
    { numRuns: 300 },
  );
});

it('is exact at the extremes', () => {
  const wish: ProductsWish = {
    at: 'x',
    fold: 'products',
    image: [2, 256, 256],
    window: { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 },
    scales: [1],
    zeros: [-128],
    positions: 2 ** 15,
  };
  const [answer] = folds.fold([wish], new Float32Array(2 * 256 * 256).fill(1e9));
  const whole = 255 ** 2 * 2 ** 15;
  expect(answer).toMatchObject({
    products: Float64Array.of(whole, whole, whole),
    sums: Float64Array.of(255 * 2 ** 15, 255 * 2 ** 15),
    count: 2 ** 15,
  });
  expect(() => folds.fold([{ ...wish, positions: 2 ** 15 + 1 }], new Float32Array(2 * 256 * 256))).toThrow(RangeError);
});
