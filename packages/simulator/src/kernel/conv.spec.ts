import { Workbench } from './workbench.fixture';

const plain = { strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1, low: -128, high: 127 } as const;

describe('conv', () => {
  it('sums over the window and the channels, padding as zero', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 2, 2, 2], [1, 10, 2, 20, 3, 30, 4, 40]);
    const y = bench.region('int32', [1, 2, 2, 1]);
    const weights = bench.region('int8', [1, 2, 2, 2], [1, 0, 1, 0, 1, 0, 1, 1]);
    bench.run({
      kind: 'conv',
      x,
      y,
      weights,
      bias: bench.region('int32', [1], [1000]),
      kernel: [2, 2],
      ...plain,
      pads: [0, 0, 1, 1],
    });
    expect(bench.read(y)).toEqual([1 + 2 + 3 + 4 + 40 + 1000, 2 + 4 + 1000, 3 + 4 + 1000, 4 + 1000]);
  });

  it('follows strides, dilations and groups', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 1, 5, 2], [1, -1, 2, -2, 3, -3, 4, -4, 5, -5]);
    const y = bench.region('int32', [1, 1, 2, 2]);
    const weights = bench.region('int8', [2, 1, 2, 1], [1, 10, 1, 100]);
    bench.run({
      kind: 'conv',
      x,
      y,
      weights,
      bias: bench.region('int32', [2], [0, 0]),
      kernel: [1, 2],
      ...plain,
      strides: [1, 2],
      dilations: [1, 2],
      group: 2,
    });
    expect(bench.read(y)).toEqual([1 + 30, -1 - 300, 3 + 50, -3 - 500]);
  });

  it('requantises half to even and clamps', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 1, 4, 1], [1, 3, -5, 127]);
    const y = bench.region('int8', [1, 1, 4, 1]);
    bench.run({
      kind: 'conv',
      x,
      y,
      weights: bench.region('int8', [1, 1, 1, 1], [1]),
      bias: bench.region('int32', [1], [0]),
      multiplier: bench.region('float32', [1], [0.5]),
      kernel: [1, 1],
      ...plain,
      low: -2,
      high: 60,
    });
    expect(bench.read(y)).toEqual([0, 2, -2, 60]);
  });

  it('is exact at the extremes, int16 activations included', () => {
    const bench = new Workbench();
    const x = bench.region('int16', [1, 1, 1, 1024], [-32768]);
    const weights = bench.region('int8', [1, 1, 1, 1024], [-128]);
    const y = bench.region('int16', [1, 1, 1, 1]);
    bench.run({
      kind: 'conv',
      x,
      y,
      weights,
      bias: bench.region('int32', [1], [-(2 ** 31)]),
      multiplier: bench.region('float32', [1], [2 ** -18]),
      kernel: [1, 1],
      ...plain,
      low: -32768,
      high: 32767,
    });
    expect(bench.read(y)).toEqual([(2 ** 32 - 2 ** 31) / 2 ** 18]);
  });

  it('touches nothing but its output', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 2, 2, 1], [1, 2, 3, 4]);
    const y = bench.region('int8', [1, 2, 2, 1], [], [16, 8, 2, 1]);
    const [weights, bias, multiplier] = [
      bench.region('int8', [1, 1, 1, 1], [1]),
      bench.region('int32', [1], [0]),
      bench.region('float32', [1], [1]),
    ];
    const before = bench.bytes();
    bench.run({ kind: 'conv', x, y, weights, bias, multiplier, kernel: [1, 1], ...plain });
    const after = bench.bytes();
    [0, 2, 8, 10].forEach((at, i) => {
      expect(after[y.offset + at]).toBe(i + 1);
      after[y.offset + at] = before[y.offset + at];
    });
    expect(after).toEqual(before);
  });
});
