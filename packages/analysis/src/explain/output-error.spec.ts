import { type Tensor, float32 } from '@openbpu/tensor';
import { noiseToSignal, outputError } from './output-error';

const values = (a: readonly number[], b: readonly number[]) =>
  new Map<string, Tensor>([
    ['a', float32([a.length], a)],
    ['b', float32([b.length], b)],
  ]);
const error = (found: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>) =>
  outputError(['a', 'b'], found, wanted);

it('is the mean over outputs of noise over signal, sums over all samples', () => {
  const one = error(values([1, 2], [4]), values([1, 1], [2]));
  const other = error(values([3, 0], [2]), values([3, 1], [4]));
  expect([one.squared, one.energy]).toEqual([
    [1, 4],
    [2, 4],
  ]);
  expect(noiseToSignal([one, other])).toBeCloseTo((2 / 12 + 8 / 20) / 2, 12);
});

it('takes an output of zeros for right where it stays so, and for all wrong where it does not', () => {
  expect(noiseToSignal([error(values([0], [2]), values([0], [1]))])).toBe(0.5);
  expect(noiseToSignal([error(values([1], [1]), values([0], [1]))])).toBe(Infinity);
  expect(noiseToSignal([])).toBe(0);
});
