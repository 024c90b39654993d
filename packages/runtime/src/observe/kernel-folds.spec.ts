import fc from 'fast-check';
import { fold } from './fold';
import { KernelFolds } from './kernel-folds';
import type { Observation } from './observation';

const wishes: readonly Observation[] = [{ at: 'x', fold: 'absmax' }, { at: 'x', fold: 'histogram', bins: 4096 }, { at: 'x', fold: 'histogram', bins: 16 }];
const element = fc.oneof(fc.float(), fc.float({ min: -8, max: 8, noNaN: true }), fc.constantFrom(0, -0, 127, -128, NaN, Infinity, -Infinity, 3.4028234663852886e38, 1.401298464324817e-45, 2 ** -64, 2 ** -65));
const folds = new KernelFolds();

function check(data: Float32Array): void {
  expect(folds.fold(wishes, data)).toEqual(wishes.map((wish) => fold(wish, data)));
}

it('answers as the plain loops do, bit for bit', () => {
  fc.assert(fc.property(fc.array(element, { maxLength: 70 }), (values) => check(Float32Array.from(values))), { numRuns: 200 });
});

it.each([0, 1, 3, 4, 5, 300_001])('takes %d elements, one tensor after another', (size) => {
  check(Float32Array.from({ length: size }, (_, i) => Math.fround(((i * 7919) % 4001) / 17 - 100)));
});

it.each([[1, 1, 5], [2, 3, 3], [1, 7, 1], [2, 2, 300]])('takes %d images of %d channels of %d elements apart', (images, channels, inner) => {
  const data = Float32Array.from({ length: images * channels * inner }, (_, i) => (i % 11 === 5 ? NaN : Math.fround(((i * 7919) % 401) / 17 - 10)));
  const wish = { at: 'x', fold: 'channels', channels, inner } as const;
  expect(folds.fold([wish], data)).toEqual([fold(wish, data)]);
});

it('leaves the tensor as it was', () => {
  const data = Float32Array.of(1, -2, NaN);
  folds.fold(wishes, data);
  expect(data).toEqual(Float32Array.of(1, -2, NaN));
});
