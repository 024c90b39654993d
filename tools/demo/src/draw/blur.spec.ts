import { blur } from './blur';

const SIZE = 9;
const at = (x: number, y: number, channel: number) => (y * SIZE + x) * 3 + channel;

it('spreads a point evenly, keeps its sum and its channel', () => {
  const pixels = new Float64Array(SIZE * SIZE * 3);
  pixels[at(4, 4, 1)] = 100;
  blur(pixels, SIZE, 1);
  expect(pixels[at(4, 4, 1)]).toBeCloseTo(100 / (2 * Math.PI), 0);
  expect(pixels[at(3, 4, 1)]).toBeCloseTo(pixels[at(4, 5, 1)], 12);
  expect(pixels.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 9);
  expect(pixels[at(4, 4, 0)]).toBe(0);
});

it('leaves a plain picture alone, also at its edges', () => {
  const pixels = new Float64Array(SIZE * SIZE * 3).fill(42);
  blur(pixels, SIZE, 2.5);
  for (const value of pixels) expect(value).toBeCloseTo(42, 10);
});
