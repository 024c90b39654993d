import { boxOf } from './channel-boxes';

it('interpolates quartiles between neighbours', () => {
  expect(boxOf(Float32Array.of(4, 1, 3, 2))).toEqual({ low: 1, q1: 1.75, median: 2.5, mean: 2.5, q3: 3.25, high: 4 });
  expect(boxOf(Float32Array.of(9, -1, 1, 0, 6))).toEqual({ low: -1, q1: 0, median: 1, mean: 3, q3: 6, high: 9 });
  expect(boxOf(Float32Array.of(7))).toEqual({ low: 7, q1: 7, median: 7, mean: 7, q3: 7, high: 7 });
  expect(boxOf(Float32Array.of(0, 8))).toEqual({ low: 0, q1: 2, median: 4, mean: 4, q3: 6, high: 8 });
});

it('leaves out what is not finite', () => {
  const box = { low: 1, q1: 1.25, median: 1.5, mean: 1.5, q3: 1.75, high: 2 };
  for (const broken of [NaN, Infinity, -Infinity]) expect(boxOf(Float32Array.of(2, broken, 1))).toEqual(box);
  const nothing = { low: 0, q1: 0, median: 0, mean: 0, q3: 0, high: 0 };
  expect([boxOf(new Float32Array(0)), boxOf(Float32Array.of(NaN, Infinity))]).toEqual([nothing, nothing]);
});
