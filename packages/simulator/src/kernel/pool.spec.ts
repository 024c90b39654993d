import { Workbench } from './workbench.fixture';

const window = {
  kernel: [2, 2],
  strides: [2, 2],
  dilations: [1, 1],
  pads: [1, 1, 0, 0],
  low: -128,
  high: 127,
} as const;

describe('pool', () => {
  it('max passes padding over, so that all −128 stays −128', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 2, 2, 1]);
    bench.run({ kind: 'pool', fn: 'max', x: bench.region('int8', [1, 3, 3, 1], [-128]), y, ...window });
    expect(bench.read(y)).toEqual([-128, -128, -128, -128]);
    bench.run({
      kind: 'pool',
      fn: 'max',
      x: bench.region('int8', [1, 3, 3, 1], [-9, -8, -7, -6, -5, -4, -3, -2, -1]),
      y,
      ...window,
    });
    expect(bench.read(y)).toEqual([-9, -7, -3, -1]);
  });

  it('a window of padding alone gives the lowest integer', () => {
    const bench = new Workbench();
    const y = bench.region('int16', [1, 2, 1, 1]);
    bench.run({
      kind: 'pool',
      fn: 'max',
      x: bench.region('int16', [1, 1, 1, 1], [5]),
      y,
      ...window,
      kernel: [1, 1],
      strides: [1, 1],
      pads: [1, 0, 0, 0],
    });
    expect(bench.read(y)).toEqual([-32768, 5]);
  });

  it('sum takes the multiplier of its position', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 3, 3, 1], [127]);
    const y = bench.region('int8', [1, 2, 2, 1]);
    bench.run({
      kind: 'pool',
      fn: 'sum',
      x,
      y,
      multiplier: bench.region('float32', [2, 2], [1, 0.5, 0.5, 0.25]),
      ...window,
    });
    expect(bench.read(y)).toEqual([127, 127, 127, 127]);
    const one = bench.region('float32', [1], [0.125]);
    bench.run({
      kind: 'pool',
      fn: 'sum',
      x,
      y,
      multiplier: { ...one, shape: [2, 2], strides: [0, 0] },
      ...window,
      high: 60,
    });
    expect(bench.read(y)).toEqual([16, 32, 32, 60]);
  });
});
