import { Adam } from './adam';
import { makeParameter } from './parameter';

it('moves by the rate at first, against the sign of the gradient', () => {
  const p = makeParameter(Float32Array.of(1, 1, 1), false);
  p.gradient.set([1e-3, -50, 0]);
  new Adam([p], 0.5).step(0.125);
  [0.875, 1.125, 1].forEach((value, i) => expect(p.value[i]).toBeCloseTo(value, 4));
});

it('finds the lowest point of a parabola', () => {
  const p = makeParameter(Float32Array.of(3, -4), false);
  const adam = new Adam([p], 0);
  for (let i = 0; i < 600; i++) {
    p.value.forEach((value, k) => (p.gradient[k] = 2 * (value - k)));
    adam.step(0.1 * (1 - i / 600));
  }
  [0, 1].forEach((value, k) => expect(p.value[k]).toBeCloseTo(value, 2));
});

it('pulls only weights to zero', () => {
  const [weight, offset] = [makeParameter(Float32Array.of(8), true), makeParameter(Float32Array.of(8), false)];
  new Adam([weight, offset], 0.5).step(0.25);
  expect([weight.value[0], offset.value[0]]).toEqual([7, 8]);
});
