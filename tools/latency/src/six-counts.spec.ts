import { Draft } from './draft';
import { type Counts, countsOf, regression } from './six-counts';

describe('countsOf', () => {
  it('counts what a network does, in millions', () => {
    const net = new Draft('n', 32);
    const x = net.conv(net.image, 8, { kernel: 3, stride: 2 });
    const graph = net.finish([net.conv(x, 8, { kernel: 3, group: 8 })]);
    const [dense, depthwise, activations, weights, outputs, one] = countsOf(graph);
    expect(dense).toBeCloseTo((16 * 16 * 8 * 27) / 1e6, 12);
    expect(depthwise).toBeCloseTo((16 * 16 * 8 * 9) / 1e6, 12);
    expect(activations).toBeCloseTo((2 * 16 * 16 * 8) / 1e6, 12);
    expect(weights).toBeCloseTo((8 * 27 + 8 + 8 * 9 + 8) / 1e6, 12);
    expect(outputs).toBeCloseTo((16 * 16 * 8) / 1e6, 12);
    expect(one).toBe(1);
  });
});

describe('regression', () => {
  it('finds the coefficients that made the figures', () => {
    const drawn: Counts[] = [
      [100, 3, 2, 5, 1, 1],
      [300, 1, 9, 5, 2, 1],
      [50, 8, 1, 40, 0, 1],
      [900, 0, 4, 10, 3, 1],
      [20, 2, 7, 1, 6, 1],
      [10, 9, 3, 2, 1, 1],
      [600, 6, 6, 60, 1, 1],
    ];
    const measured = (c: Counts) => 0.01 * c[0] + 0.2 * c[1] + 0.1 * c[3] + 0.5;
    const predict = regression(drawn.map((counts) => ({ counts, measured: measured(counts) })));
    const other: Counts = [400, 4, 4, 4, 4, 1];
    expect(predict(other)).toBeCloseTo(measured(other), 2);
  });

  it('has no coefficient below 0', () => {
    const at = (x: number): Counts => [x, 0, 0, 0, 0, 1];
    const predict = regression([10, 20, 30].map((x) => ({ counts: at(x), measured: 100 - x })));
    expect(predict(at(0))).toBeCloseTo(predict(at(100)), 9);
  });
});
