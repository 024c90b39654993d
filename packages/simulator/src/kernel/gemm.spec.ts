import { Workbench } from './workbench.fixture';

describe('gemm', () => {
  it('multiplies rows that lie apart', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [2, 3], [1, 2, 3, 4, 5, 6], [8, 1]);
    const y = bench.region('int32', [2, 2], [], [5, 1]);
    bench.run({
      kind: 'gemm',
      x,
      y,
      weights: bench.region('int8', [2, 3], [1, 1, 1, 0, 0, -128]),
      bias: bench.region('int32', [2], [0, 7]),
      low: -128,
      high: 127,
    });
    expect(bench.read(y)).toEqual([6, 7 - 384, 15, 7 - 768]);
  });

  it('requantises each column by its own multiplier', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 2]);
    bench.run({
      kind: 'gemm',
      x: bench.region('int8', [1, 1], [127]),
      y,
      weights: bench.region('int8', [2, 1], [127, 127]),
      bias: bench.region('int32', [2], [0, 2 ** 30]),
      multiplier: bench.region('float32', [2], [0.001, 1]),
      low: -128,
      high: 127,
    });
    expect(bench.read(y)).toEqual([16, 127]);
  });
});
