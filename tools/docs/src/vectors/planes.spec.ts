import { accumulators, slidOver, slide, taps } from './planes';

it('has the size of a sliding window', () => {
  expect(slidOver([5, 6], slide([2, 3], { strides: [2, 1], dilations: [1, 2], pads: [1, 0, 0, 2] }))).toEqual([3, 4]);
});

it('leaves pads out', () => {
  expect(taps([2, 2], slide([3, 3], { pads: [1, 1, 1, 1] }), 0, 0)).toEqual([
    { tap: 4, at: 0 },
    { tap: 5, at: 1 },
    { tap: 7, at: 2 },
    { tap: 8, at: 3 },
  ]);
});

it('accumulates within its group', () => {
  const window = slide([1, 1]);
  expect(
    accumulators({ cin: 2, cout: 2, plane: [1, 1], window, x: [3, 5], w: [1, 10, 100, 1000], bias: [7, 0] }),
  ).toEqual([60n, 5300n]);
  expect(
    accumulators({ cin: 2, cout: 2, group: 2, plane: [1, 1], window, x: [3, 5], w: [1, 10], bias: [0, 0] }),
  ).toEqual([3n, 50n]);
});
