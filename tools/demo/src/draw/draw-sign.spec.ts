import { type Image } from '@openbpu/vision';
import { drawSign } from './draw-sign';
import { CLASS_NAMES } from './sign-classes';

const difference = (a: Image, b: Image) =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;

it('gives the same pixels for the same class, seed and size', async () => {
  const [a, b] = await Promise.all([drawSign(2, 7, 64), drawSign(2, 7, 64)]);
  expect([a.width, a.height, a.channels, a.data.length]).toEqual([64, 64, 3, 64 * 64 * 3]);
  expect(Buffer.compare(a.data, b.data)).toBe(0);
});

it('gives others for another seed, class or size', async () => {
  const first = await drawSign(2, 7);
  expect(difference(first, await drawSign(2, 8))).toBeGreaterThan(5);
  expect(difference(first, await drawSign(3, 7))).toBeGreaterThan(5);
  expect((await drawSign(2, 7, 32)).width).toBe(32);
});

it('shows every class in its colours', async () => {
  for (const classIndex of CLASS_NAMES.keys()) {
    const { data } = await drawSign(classIndex, 'colours');
    expect(new Set(data).size).toBeGreaterThan(60);
  }
});

it.each([-1, 10, 0.5, NaN])('refuses class %p', async (classIndex) => {
  await expect(drawSign(classIndex, 1)).rejects.toThrow(RangeError);
});
