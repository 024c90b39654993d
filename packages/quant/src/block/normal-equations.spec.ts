import { seededRandom } from '@openbpu/ir';
import { loadKernels } from '@openbpu/kernels';
import { normalEquations } from './normal-equations';
import type { Patches } from './patches';

const COUNT = 300;
const LENGTH = 304;
const random = seededRandom(5);

function patchesOf(size: number): Patches {
  const rows = new Int16Array(size * LENGTH);
  for (let k = 0; k < size; k++)
    for (let i = 0; i < COUNT; i++) rows[k * LENGTH + i] = Math.round(255 * random()) - (k % 2 === 0 ? 0 : 128);
  return { rows, size, length: LENGTH, count: COUNT };
}

const errorsOf = (of: number) =>
  Array.from({ length: of }, (_, r) => Float64Array.from({ length: COUNT }, () => (random() - 0.4) * 10 ** (r % 3)));

/** Half the mean square of what errors become when weights change, the mean taken off. */
function loss({ rows, size }: Patches, errors: Float64Array, weights: readonly number[]): number {
  const left = errors.map((e, i) => {
    let sum = e;
    for (let k = 0; k < size; k++) sum -= weights[k] * rows[k * LENGTH + i];
    return sum;
  });
  const mean = left.reduce((a, b) => a + b, 0) / COUNT;
  return left.reduce((sum, e) => sum + (e - mean) ** 2, 0) / (2 * COUNT);
}

it('gives gradient and curvature of half the mean square of errors, as differences of it tell', () => {
  const patches = patchesOf(6);
  const errors = errorsOf(3);
  const found = normalEquations(loadKernels(), patches, errors);
  const unit = (...changed: readonly (readonly [number, number])[]) => {
    const weights = Array<number>(6).fill(0);
    for (const [k, by] of changed) weights[k] += by;
    return weights;
  };
  errors.forEach((of, r) => {
    const near = Math.max(...found.gradients[r].map(Math.abs));
    for (let k = 0; k < 6; k++) {
      const step = 1e-4;
      const slope = (loss(patches, of, unit([k, step])) - loss(patches, of, unit([k, -step]))) / (2 * step);
      expect(Math.abs(found.gradients[r][k] + slope)).toBeLessThan(0.005 * near);
    }
    expect(found.errors[r]).toBeCloseTo(of.reduce((a, b) => a + b, 0) / COUNT, 9);
  });
  const zero = new Float64Array(COUNT);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) {
      const [both, one, other] = [unit([i, 1], [j, 1]), unit([i, 1]), unit([j, 1])].map((w) => loss(patches, zero, w));
      expect(found.covariance[i * 6 + j]).toBeCloseTo(i === j ? 2 * one : both - one - other, 6);
    }
});

it('multiplies as many errors at once as it likes', () => {
  const patches = patchesOf(3);
  const errors = errorsOf(150);
  const kernels = loadKernels();
  const all = normalEquations(kernels, patches, errors);
  for (const r of [0, 63, 64, 149]) {
    const alone = normalEquations(kernels, patches, [errors[r]]);
    expect(all.gradients[r]).toEqual(alone.gradients[0]);
  }
});

it('takes errors that are no numbers, or nothing at all, for none', () => {
  const patches = patchesOf(2);
  const errors = [NaN, Infinity, 0].map((value) => new Float64Array(COUNT).fill(value));
  const { gradients, errors: means } = normalEquations(loadKernels(), patches, errors);
  expect(gradients.map((of) => [...of])).toEqual(Array(3).fill([0, 0]));
  expect([...means]).toEqual([0, 0, 0]);
});
