import { Workbench } from './workbench.fixture';

describe('requant', () => {
  it('rounds half to even and clamps, from int32 too', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [6]);
    bench.run({
      kind: 'requant',
      x: bench.region('int32', [6], [1, 3, 5, -3, 2 ** 31 - 1, -(2 ** 31)]),
      y,
      multiplier: 0.5,
      low: -128,
      high: 127,
    });
    expect(bench.read(y)).toEqual([0, 2, 2, -2, 127, -128]);
  });
});
