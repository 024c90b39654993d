import { Workbench } from './workbench.fixture';

describe('dwconv', () => {
  it('keeps channels apart', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    const y = bench.region('int32', [1, 1, 1, 3]);
    const weights = bench.region('int8', [2, 2, 3], [1, 10, -100, 1, 10, -100, 1, 10, -100, 1, 10, 100]);
    bench.run({
      kind: 'dwconv',
      x,
      y,
      weights,
      bias: bench.region('int32', [3], [0, 1, 2]),
      kernel: [2, 2],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      low: -128,
      high: 127,
    });
    expect(bench.read(y)).toEqual([4, 81, -600 + 2]);
  });

  it('pads with zero, strides and requantises', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [1, 3, 3, 1], [-128]);
    const y = bench.region('int8', [1, 2, 2, 1]);
    const weights = bench.region('int8', [3, 3, 1], [-128]);
    bench.run({
      kind: 'dwconv',
      x,
      y,
      weights,
      bias: bench.region('int32', [1], [0]),
      multiplier: bench.region('float32', [1], [2 ** -14]),
      kernel: [3, 3],
      strides: [2, 2],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      low: -128,
      high: 3,
    });
    expect(bench.read(y)).toEqual([3, 3, 3, 3]);
  });
});
